// When the page is drawn: at most once in a frame of the screen, more rarely while events come that take
// long to draw, and still more while a long run is loaded, as its events come first.

import { EventRest } from '../eventRest.ts';
import { onceAFrame } from '../onceAFrame.ts';

/** Milliseconds between two drawings while a run is loaded. */
const LOADING_REST = 300;

export class DrawLoop {
  /** Draws at the next animation frame. */
  readonly draw: () => void;
  private readonly rest: EventRest;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(drawNow: () => void) {
    this.draw = onceAFrame(() => {
      const began = performance.now();
      drawNow();
      this.rest.drew(began);
    });
    this.rest = new EventRest(this.draw);
  }

  /** Draws what events changed, as soon as the last drawing has left the page time enough. */
  drawEvents(): void {
    this.rest.drawEvents();
  }

  /** Draws after a rest. */
  drawLoading(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, LOADING_REST);
  }
}
