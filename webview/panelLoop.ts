// When the panel is drawn: at most once in a frame of the screen, and after events took long to draw,
// not before the page has had time for others. What the user does is drawn at once.

import { EventRest } from './eventRest.ts';
import { onceAFrame } from './onceAFrame.ts';

/** How often the clock is drawn while nothing else changes, in milliseconds. */
const TICK = 100;

export interface Drawing {
  /** More was drawn than which rows of a long list are in sight. */
  readonly isNew: boolean;
  /** The clock that is shown goes on. */
  readonly isTicking: boolean;
}

export class PanelLoop {
  private readonly draw: () => Drawing;
  private readonly forget: () => void;
  private readonly drawSoon = onceAFrame(() => this.drawNow());
  private readonly rest = new EventRest(() => this.drawAll());
  private isDrawing = false;

  /** @param forget what was drawn is out of date: the next drawing is to be new */
  constructor(draw: () => Drawing, forget: () => void) {
    this.draw = draw;
    this.forget = forget;
  }

  /** Draws all at the next animation frame. */
  drawAll(): void {
    this.forget();
    this.drawSoon();
  }

  /** Draws what events changed, as soon as the last drawing has left the page time enough. */
  drawEvents(): void {
    this.rest.drawEvents();
  }

  /** Nothing is new but which rows of a long list are in sight. */
  drawRows(isUrgent: boolean): void {
    if (isUrgent && !this.isDrawing) this.drawNow();
    else this.drawSoon();
  }

  drawNow(): void {
    const begin = performance.now();
    this.isDrawing = true;
    const { isNew, isTicking } = this.draw();
    this.isDrawing = false;
    if (!isNew) return;
    const rest = this.rest.drew(begin);
    if (isTicking) setTimeout(() => this.drawAll(), Math.max(TICK, rest));
  }
}
