// What a picture of threads and objects is made of: boxes and the lines between them. Numbers
// only, in CSS pixels; draw.ts makes SVG of them.

import type { RingEdge, RingNode } from '../../src/core/protocol/panel.ts';

/** `thread:3`, `object:7`: as `data-key` of the rows in the lists. */
export type NodeKey = string;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly key: NodeKey;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The nodes that are not drawn, and that it stands for; empty for a node itself. */
  readonly hidden: readonly NodeKey[];
}

/** From border to border; `bend` is the control point of a quadratic curve. */
export interface Line {
  readonly kind: RingEdge['kind'];
  readonly from: NodeKey;
  readonly to: NodeKey;
  readonly start: Point;
  readonly bend: Point;
  readonly end: Point;
}

export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** How much room there is: pixels across, and the height of the font. */
export interface Room {
  readonly width: number;
  readonly em: number;
}

/** In a narrower panel names have no room in boxes: it gets the text form. */
export function isDrawable({ width, em }: Room): boolean {
  return width >= Math.max(240, 18 * em);
}

/** A relation of a thread to what it owns or wants. */
export interface Relation {
  readonly kind: RingEdge['kind'];
  readonly from: NodeKey;
  readonly to: NodeKey;
}

export function nodeKey({ kind, id }: RingNode): NodeKey {
  return `${kind}:${id}`;
}

export function relationOf({ kind, from, to }: RingEdge): Relation {
  return { kind, from: nodeKey(from), to: nodeKey(to) };
}

/** Which way the blame goes: from a thread to what it wants, from an object to its owner. */
export function blame({ kind, from, to }: Relation): readonly [from: NodeKey, to: NodeKey] {
  return kind === 'wants' ? [from, to] : [to, from];
}

export function center({ left, top, width, height }: Box): Point {
  return { x: left + width / 2, y: top + height / 2 };
}

/** Where a straight way out of the box leaves it, and `gap` further; the point is inside. */
function borderPoint(box: Box, from: Point, toward: Point, gap: number): Point {
  const [dx, dy] = [toward.x - from.x, toward.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return from;
  const middle = center(box);
  const wayX = box.width / 2 - Math.sign(dx) * (from.x - middle.x);
  const wayY = box.height / 2 - Math.sign(dy) * (from.y - middle.y);
  const part = Math.min(wayX / Math.abs(dx), wayY / Math.abs(dy)) + gap / length;
  return { x: from.x + dx * part, y: from.y + dy * part };
}

/** A straight line; `aside` keeps two lines between boxes above each other apart. */
export function lineBetween({ kind }: Relation, from: Box, to: Box, aside = 0): Line {
  const shifted = ({ x, y }: Point): Point => ({ x: x + aside, y });
  const [a, b] = [shifted(center(from)), shifted(center(to))];
  const start = borderPoint(from, a, b, 0);
  const end = borderPoint(to, b, a, ARROW_GAP);
  const bend = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  return { kind, from: from.key, to: to.key, start, bend, end };
}

/** Between an arrow's tip and the box it points at. */
const ARROW_GAP = 2;
