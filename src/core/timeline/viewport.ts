// Where one looks: a part of an axis on so many pixels. Positions are nanoseconds or steps.

import type { Clock } from '../analysis/lanes/clock.ts';
import type { Axis } from '../analysis/lanes/track.ts';
import type { Step } from '../base/ids.ts';

export interface Viewport {
  readonly axis: Axis;
  /** Positions at the left and right edge; `to` is more than `from`. */
  readonly from: number;
  readonly to: number;
  /** Pixels that the lanes take, names apart. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the lanes that are scrolled out above. */
  readonly scroll: number;
}

/** Shortest lengths that can be looked at: 100 ns, two events. */
const LEAST: Readonly<Record<Axis, number>> = { time: 100, step: 2 };
/** Empty part behind the end, so that the last moment is not at the edge. */
const MARGIN = 0.02;

export function xOf({ from, to, width }: Viewport, position: number): number {
  return ((position - from) / (to - from)) * width;
}

export function positionAt({ from, to, width }: Viewport, x: number): number {
  return from + (x / width) * (to - from);
}

export function xOfStep(viewport: Viewport, clock: Clock, step: Step): number {
  return xOf(viewport, clock.position(viewport.axis, step));
}

/** The step that a reader means who points at `x`: the nearest on the axis of steps. */
export function stepAtX(viewport: Viewport, clock: Clock, x: number): Step {
  const position = positionAt(viewport, x);
  const nearest = viewport.axis === 'step' ? Math.round(position) : position;
  return clock.stepAtPosition(viewport.axis, Math.max(0, nearest));
}

/** The whole axis. */
export function fitted(viewport: Viewport, clock: Clock): Viewport {
  const end = clock.position(viewport.axis, clock.length);
  const length = Math.max(LEAST[viewport.axis], end);
  return { ...viewport, from: -length * MARGIN, to: length * (1 + MARGIN) };
}

/** Makes what is seen `factor` times as long, around the place at `x`. */
export function zoomed(viewport: Viewport, clock: Clock, factor: number, x: number): Viewport {
  const whole = fitted(viewport, clock);
  const length = viewport.to - viewport.from;
  const wanted = Math.max(LEAST[viewport.axis], Math.min(length * factor, whole.to - whole.from));
  const fixed = positionAt(viewport, x);
  const from = fixed - (x / viewport.width) * wanted;
  return inside({ ...viewport, from, to: from + wanted }, whole);
}

/** Moves by pixels; to the right is towards the end. */
export function panned(viewport: Viewport, clock: Clock, pixels: number): Viewport {
  const by = (pixels / viewport.width) * (viewport.to - viewport.from);
  const moved = { ...viewport, from: viewport.from + by, to: viewport.to + by };
  return inside(moved, fitted(viewport, clock));
}

/** Moved, if need be, so that a step is in sight. */
export function revealed(viewport: Viewport, clock: Clock, step: Step): Viewport {
  const x = xOfStep(viewport, clock, step);
  const edge = Math.min(40, viewport.width / 4);
  if (x < edge) return panned(viewport, clock, x - edge);
  if (x > viewport.width - edge) return panned(viewport, clock, x - viewport.width + edge);
  return viewport;
}

/** The same part of the run on the other axis. */
export function onAxis(viewport: Viewport, clock: Clock, axis: Axis): Viewport {
  if (axis === viewport.axis) return viewport;
  const whole = fitted(viewport, clock);
  const target = fitted({ ...viewport, axis }, clock);
  if (viewport.from <= whole.from && viewport.to >= whole.to) return target;
  const step = (position: number): Step =>
    clock.stepAtPosition(viewport.axis, Math.max(0, position));
  const from = clock.position(axis, step(viewport.from));
  const to = Math.max(clock.position(axis, step(viewport.to)), from + LEAST[axis]);
  return { ...viewport, axis, from, to };
}

function inside(viewport: Viewport, whole: Viewport): Viewport {
  const length = viewport.to - viewport.from;
  if (length >= whole.to - whole.from) return { ...viewport, from: whole.from, to: whole.to };
  const from = Math.max(whole.from, Math.min(viewport.from, whole.to - length));
  return { ...viewport, from, to: from + length };
}

/** The step that is reached at the left edge of each pixel, and at the right edge of the last. */
export function stepsOfPixels(viewport: Viewport, clock: Clock): Uint32Array {
  const steps = new Uint32Array(Math.ceil(viewport.width) + 1);
  for (let x = 0; x < steps.length; x++) {
    const position = positionAt(viewport, x);
    steps[x] = position < 0 ? 0 : clock.stepAtPosition(viewport.axis, position);
  }
  return steps;
}
