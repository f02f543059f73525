// The signs above the lanes, each with a form of its own.

import type { MarkKind } from '../analysis/lanes/marks.ts';
import type { Palette } from './palette.ts';
import type { Point, Surface } from './surface.ts';

export interface DrawnMark {
  readonly at: Point;
  readonly mark: MarkKind | 'finding';
}

const SIZE = 3.5;

type Form = 'square' | 'diamond' | 'cross' | 'up' | 'down' | 'ring' | 'disc' | 'bar';

const FORMS: Readonly<Record<MarkKind | 'finding', Form>> = {
  output: 'square',
  logging: 'diamond',
  exception: 'cross',
  stuck: 'cross',
  input: 'down',
  notice: 'bar',
  change: 'ring',
  notify: 'disc',
  failed: 'up',
  finding: 'up',
};

export function markColor(mark: MarkKind | 'finding', palette: Palette): string {
  switch (mark) {
    case 'exception':
    case 'stuck':
    case 'finding':
      return palette.bad;
    case 'failed':
    case 'notice':
      return palette.warning;
    case 'output':
    case 'logging':
    case 'input':
      return palette.text;
    case 'change':
    case 'notify':
      return palette.states.waiting;
  }
}

export function drawMark(surface: Surface, { at, mark }: DrawnMark, palette: Palette): void {
  const paint = { color: markColor(mark, palette) };
  const form = FORMS[mark];
  if (form === 'cross') return drawCross(surface, at, paint.color);
  if (form === 'ring') {
    const box = { x: at.x - 2.5, y: at.y - 2.5, width: 5, height: 5 };
    return surface.outline(box, { ...paint, width: 1.2 });
  }
  surface.polygon(
    CORNERS[form].map(([x, y]) => ({ x: at.x + x * SIZE, y: at.y + y * SIZE })),
    paint,
  );
}

type Corner = readonly [x: number, y: number];

const CORNERS: Readonly<Record<Exclude<Form, 'cross' | 'ring'>, readonly Corner[]>> = {
  square: corners(-0.8, -0.8, 0.8, -0.8, 0.8, 0.8, -0.8, 0.8),
  diamond: corners(0, -1.2, 1.2, 0, 0, 1.2, -1.2, 0),
  disc: corners(-0.4, -1, 0.4, -1, 1, -0.4, 1, 0.4, 0.4, 1, -0.4, 1, -1, 0.4, -1, -0.4),
  up: corners(0, -1, 1, 1, -1, 1),
  down: corners(-1, -1, 1, -1, 0, 1),
  bar: corners(-0.4, -1, 0.4, -1, 0.4, 1, -0.4, 1),
};

function corners(...numbers: readonly number[]): readonly Corner[] {
  return Array.from({ length: numbers.length / 2 }, (_, index) => {
    return [numbers[2 * index] ?? 0, numbers[2 * index + 1] ?? 0];
  });
}

function drawCross(surface: Surface, { x, y }: Point, color: string): void {
  const stroke = { color, width: 2 };
  for (const side of [-1, 1]) {
    const ends = [
      { x: x - 3 * side, y: y - 3 },
      { x: x + 3 * side, y: y + 3 },
    ];
    surface.line(ends, stroke);
  }
}
