// The numbers above the lanes.

import type { Axis } from '../analysis/lanes/track.ts';
import type { Nanoseconds } from '../base/ids.ts';
import { type Viewport, xOf } from './viewport.ts';

/** Pixels between two numbers, at least. */
const LEAST_DISTANCE = 90;

/** Made once: to make one costs more than a frame's labels. */
const STEPS = new Intl.NumberFormat('en');

export interface Tick {
  readonly x: number;
  readonly label: string;
}

export function ticks(viewport: Viewport): readonly Tick[] {
  const { axis, from, to, width } = viewport;
  const distance = roundDistance(axis, ((to - from) / width) * LEAST_DISTANCE);
  const found: Tick[] = [];
  const last = Math.floor(to / distance);
  for (let count = Math.max(0, Math.ceil(from / distance)); count <= last; count++) {
    const position = count * distance;
    found.push({ x: xOf(viewport, position), label: positionText(axis, position, distance) });
  }
  return found;
}

/** 1, 2 or 5 times a power of ten, at least so much. */
function roundDistance(axis: Axis, least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least) ?? 10;
  return axis === 'step' ? Math.max(1, factor * power) : factor * power;
}

const UNITS = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
  ['ns', 1],
] as const;

/** `12.5 ms`, with as many digits as tell apart what is `distance` away. */
export function timeText(time: Nanoseconds, distance: Nanoseconds = time): string {
  const [unit, size] = UNITS.find(([, each]) => time >= each) ?? UNITS[3];
  const digits = Math.ceil(Math.log10(size / Math.max(1, distance)) - 1e-9);
  return `${(time / size).toFixed(Math.max(0, Math.min(digits, 9)))} ${unit}`;
}

/** A length of time, to so many digits. */
export function lengthText(length: Nanoseconds, digits = 3): string {
  if (length < 1) return '0 s';
  const text = timeText(length, length / 10 ** (digits - 1));
  return text.replace(/(\.\d*?)0+ /, '$1 ').replace('. ', ' ');
}

function positionText(axis: Axis, position: number, distance: number): string {
  if (axis === 'step') return STEPS.format(position);
  return position === 0 ? '0' : timeText(position, distance);
}
