// FNV-1a (Fowler, Noll and Vo), 32 bits, over the UTF-16 units of a text.

/** What a hash of nothing is. */
export const HASH_START = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** Goes on from the hash of what comes before. */
export function hashNumber(number: number, before = HASH_START): number {
  return Math.imul(before ^ number, PRIME);
}

export function hashText(text: string, before = HASH_START): number {
  let value = before;
  for (let index = 0; index < text.length; index++) {
    value = hashNumber(text.charCodeAt(index), value);
  }
  return value;
}
