// When the page is drawn: at most once in a frame of the screen, and more rarely while a long run is
// loaded, as its events come first.

import { onceAFrame } from '../onceAFrame.ts';

/** Milliseconds between two drawings while a run is loaded. */
const LOADING_REST = 300;

export class DrawLoop {
  /** Draws at the next animation frame. */
  readonly draw: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(drawNow: () => void) {
    this.draw = onceAFrame(drawNow);
  }

  /** Draws after a rest. */
  drawSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, LOADING_REST);
  }
}
