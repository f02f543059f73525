// Boxes that are gathered for a picture: of thousands of bins most become one with their neighbour.

import type { Box } from './surface.ts';

export type OwnBox = { -readonly [K in keyof Box]: Box[K] };

/** Beside the last box, as high and at the same height, it is one box with that. */
export function addBeside(boxes: OwnBox[], box: OwnBox): void {
  const last = boxes.at(-1);
  const isBeside = last?.y === box.y && last.height === box.height && last.x + last.width === box.x;
  if (isBeside) last.width += box.width;
  else boxes.push(box);
}
