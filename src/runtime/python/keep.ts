// Keeps a collection as it is now: what somebody changes who only looks is undone with the result.

export function keepMap<K, V>(map: Map<K, V>): () => void {
  const copy = [...map];
  return () => {
    map.clear();
    for (const [key, value] of copy) map.set(key, value);
  };
}

export function keepList<T>(list: T[]): () => void {
  const copy = [...list];
  return () => {
    list.length = 0;
    for (const item of copy) list.push(item);
  };
}
