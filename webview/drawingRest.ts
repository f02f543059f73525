// How long the panel leaves its page to whoever scrolls or types before it draws events again: a run
// of thousands of threads could draw without end.

/** A drawing that takes longer is noticed; all in milliseconds. */
const LIGHT = 3;
/** Such a drawing is followed by a rest of so many times its length: layout and paint add to it. */
const SHARE = 20;
/** What is shown is not older than this. */
const LONGEST = 300;

/** @param length of a drawing, in milliseconds. @returns milliseconds */
export function restAfter(length: number): number {
  return length <= LIGHT ? 0 : Math.min(length * SHARE, LONGEST);
}
