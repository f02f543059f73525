// Cuts what a track says in a window into pieces that can be drawn: rows that are wide enough,
// and bins of pixels in which more happens than fits. Costs pixels, however much happened.

import type { Clock } from '../analysis/lanes/clock.ts';
import type { TrackRange, Track } from '../analysis/lanes/track.ts';
import type { Step } from '../base/ids.ts';
import { stepsOfPixels, type Viewport, xOfStep } from './viewport.ts';

/** A row narrower than this is drawn as part of a bin. */
const LEAST_WIDTH = 3;
/** Pixels of a bin. */
const BIN = 3;

/** A window with what is needed to find steps in it. */
export interface Window {
  readonly viewport: Viewport;
  readonly clock: Clock;
  /** As in `stepsOfPixels`. */
  readonly steps: Uint32Array;
  /** Only these pixels are wanted; all if left out. */
  readonly left?: number;
  readonly right?: number;
}

export type Piece =
  | { readonly kind: 'row'; readonly row: number; readonly x: number; readonly width: number }
  /** `first` and `last` are the steps at its edges. */
  | (Required<TrackRange> & {
      readonly kind: 'bin';
      readonly x: number;
      readonly width: number;
    });

export function windowOf(viewport: Viewport, clock: Clock): Window {
  return { viewport, clock, steps: stepsOfPixels(viewport, clock) };
}

export function stepAtPixel({ steps }: Window, x: number): Step {
  return (steps[Math.max(0, Math.min(x, steps.length - 1))] ?? 0) as Step;
}

export function trackPieces(track: Track, window: Window): readonly Piece[] {
  const { viewport, clock } = window;
  const pieces: Piece[] = [];
  const right = Math.min(viewport.width, window.right ?? viewport.width);
  /** Drawn up to here. */
  let drawn = Math.max(0, window.left ?? 0);
  let row = Math.max(0, track.rowAt(stepAtPixel(window, Math.floor(drawn))));
  /** Not after the step at `drawn`. */
  let near = row;
  while (row < track.length && drawn < right) {
    const x = Math.max(drawn, xOfStep(viewport, clock, track.fromStep(row)));
    if (x >= right) break;
    const end = Math.min(right, xOfStep(viewport, clock, track.toStep(row)));
    if (end - x >= LEAST_WIDTH) {
      pieces.push({ kind: 'row', row, x, width: end - x });
      drawn = end;
      near = row++;
    } else {
      const bin = { ...binAt(x, right, window), near };
      pieces.push(bin);
      drawn = Math.floor(x) + BIN;
      row = Math.max(row, track.rowAtFrom(bin.last, row));
      near = row;
      if (isBehind(window, track.toStep(row), drawn)) row++;
    }
  }
  return pieces;
}

function binAt(x: number, right: number, window: Window) {
  const start = Math.floor(x);
  const [first, last] = [stepAtPixel(window, start), stepAtPixel(window, start + BIN)];
  return { kind: 'bin', x, width: Math.min(start + BIN, right) - x, first, last } as const;
}

function isBehind({ viewport, clock }: Window, step: Step, x: number): boolean {
  return xOfStep(viewport, clock, step) <= x;
}
