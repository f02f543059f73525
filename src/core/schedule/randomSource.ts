// Pseudo-random numbers for strategies. xoshiro128++ 1.0 by D. Blackman and S. Vigna, seeded
// with splitmix32 as they advise (https://prng.di.unimi.it/xoshiro128plusplus.c).

/** A function that returns the next number of the sequence: at least 0 and below 1. */
export function createRandomSource(seed: number): () => number {
  let state = seed | 0;
  const splitmix = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();
  return () => {
    const sum = (a + d) | 0;
    const result = (rotateLeft(sum, 7) + a) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result / 2 ** 32;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
