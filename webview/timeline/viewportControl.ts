// Where the page looks, and how that changes: by the user, by the room that there is, and with a
// run that grows.

import type { Clock } from '../../src/core/analysis/lanes/clock.ts';
import type { Axis } from '../../src/core/analysis/lanes/track.ts';
import type { Step } from '../../src/core/base/ids.ts';
import {
  fitted,
  onAxis,
  panned,
  positionAt,
  revealed,
  type Viewport,
  xOfStep,
  zoomed,
} from '../../src/core/timeline/viewport.ts';

/** What a growing run does: all of it stays in sight, its end does, or nothing moves. */
type Follow = 'all' | 'end' | 'nothing';

export class ViewportControl {
  private viewport: Viewport;
  private follow: Follow = 'all';

  constructor(axis: Axis) {
    this.viewport = { axis, from: 0, to: 1, width: 0, height: 0, scroll: 0 };
  }

  get now(): Viewport {
    return this.viewport;
  }

  /** Shows the whole run, also when it grows. */
  fit(): void {
    this.follow = 'all';
  }

  /** Before each drawing. */
  place(room: Pick<Viewport, 'width' | 'height' | 'scroll'>, clock: Clock): void {
    const placed = { ...this.viewport, ...room };
    if (this.follow === 'all') this.viewport = fitted(placed, clock);
    else if (this.follow === 'end') this.viewport = revealed(placed, clock, clock.length);
    else this.viewport = placed;
  }

  zoom(clock: Clock, factor: number, x: number): void {
    this.move(clock, zoomed(this.viewport, clock, factor, x));
  }

  /** Around a step if it is in sight, else around the middle. */
  zoomAt(clock: Clock, factor: number, step: Step): void {
    const x = xOfStep(this.viewport, clock, step);
    const { width } = this.viewport;
    this.zoom(clock, factor, x >= 0 && x <= width ? x : width / 2);
  }

  pan(clock: Clock, pixels: number): void {
    this.move(clock, panned(this.viewport, clock, pixels));
  }

  /** Brings the place at a share of the whole run into the middle. */
  lookAt(clock: Clock, share: number): void {
    const { viewport } = this;
    const whole = fitted(viewport, clock);
    const middle = positionAt(whole, share * whole.width);
    const from = (middle - viewport.from) / (viewport.to - viewport.from);
    this.pan(clock, (from - 0.5) * viewport.width);
  }

  reveal(clock: Clock, step: Step): void {
    const x = xOfStep(this.viewport, clock, step);
    if (this.viewport.width === 0 || (x >= 0 && x <= this.viewport.width)) return;
    this.move(clock, revealed(this.viewport, clock, step));
  }

  setAxis(clock: Clock, axis: Axis): void {
    this.move(clock, onAxis(this.viewport, clock, axis));
  }

  private move(clock: Clock, viewport: Viewport): void {
    this.viewport = viewport;
    const whole = fitted(viewport, clock);
    const isAtEnd = viewport.to >= whole.to;
    const isAll = isAtEnd && viewport.from <= whole.from;
    this.follow = isAll ? 'all' : isAtEnd ? 'end' : 'nothing';
  }
}
