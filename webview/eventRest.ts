// Drawings of what events changed: as soon as the last has left the page time enough for whoever scrolls or
// types, since a run of thousands of threads could draw without end.

/** A drawing that takes longer is noticed; all in milliseconds. */
const LIGHT = 3;
/** Such a drawing is followed by a rest of so many times its length: layout and paint add to it. */
const SHARE = 20;
/** What is shown is not older than this. */
const LONGEST = 300;

export class EventRest {
  private readonly draw: () => void;
  /** The next drawing has what events changed. */
  private isOfEvents = false;
  /** Until then events are not drawn; milliseconds of the page's clock. */
  private until = 0;
  private end: ReturnType<typeof setTimeout> | undefined;

  /** @param draw asks for a drawing at the next animation frame */
  constructor(draw: () => void) {
    this.draw = draw;
  }

  /** Events came. */
  drawEvents(): void {
    const rest = this.until - performance.now();
    this.isOfEvents = true;
    if (rest <= 0) return this.draw();
    this.end ??= setTimeout(() => {
      this.end = undefined;
      this.draw();
    }, rest);
  }

  /** All that there is was drawn. @returns how long such a drawing wants to rest, in milliseconds */
  drew(began: number): number {
    const now = performance.now();
    const rest = restAfter(now - began);
    if (this.isOfEvents) this.until = now + rest;
    this.isOfEvents = false;
    return rest;
  }
}

/** @param length of a drawing, in milliseconds. @returns milliseconds */
export function restAfter(length: number): number {
  return length <= LIGHT ? 0 : Math.min(length * SHARE, LONGEST);
}
