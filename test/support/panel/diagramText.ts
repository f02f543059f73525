// Pictures of threads and locks as text: relations in, where the boxes are out.

import type { Box, Diagram, Relation } from '../../../webview/diagram/shapes.ts';

/** `a owns x, b wants x`: the relations that the words tell. */
export function relationsFromText(text: string): readonly Relation[] {
  return text
    .split(',')
    .map((clause) => clause.trim().split(' '))
    .flatMap(([from, kind, to]) => {
      const isKind = kind === 'owns' || kind === 'wants';
      return from !== undefined && to !== undefined && isKind ? [{ kind, from, to }] : [];
    });
}

/** A line for each row of boxes: `37: x at 7, y at 99`; `+3` is a box for three that are hidden. */
export function rowsText({ boxes }: Diagram): readonly string[] {
  const tops = [...new Set(boxes.map((box) => box.top))].toSorted((one, other) => one - other);
  return tops.map((top) => {
    const row = boxes.filter((box) => box.top === top).toSorted((a, b) => a.left - b.left);
    return `${top}: ${row.map((box) => `${boxName(box)} at ${box.left}`).join(', ')}`;
  });
}

function boxName({ key, hidden }: Box): string {
  return hidden.length > 0 ? `+${hidden.length}` : key;
}

/** Pairs of boxes that touch, and boxes that stick out. */
export function misplaced({ boxes }: Diagram, width: number): readonly string[] {
  const outside = boxes.filter((box) => box.left < 0 || box.left + box.width > width + 1);
  const touching = boxes.flatMap((box, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => overlaps(box, other))
      .map((other) => `${box.key} touches ${other.key}`),
  );
  return [...outside.map(({ key }) => `${key} is outside`), ...touching];
}

function overlaps(one: Box, other: Box): boolean {
  const isBeside = one.left + one.width <= other.left || other.left + other.width <= one.left;
  const isAbove = one.top + one.height <= other.top || other.top + other.height <= one.top;
  return !isBeside && !isAbove;
}
