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
  /** Stands for so many nodes that are not drawn; 0 for a node itself. */
  readonly hidden: number;
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

/** Where the straight way from the box's middle to a point leaves the box, and `gap` further. */
export function borderPoint(box: Box, toward: Point, gap: number): Point {
  const { x, y } = center(box);
  const [dx, dy] = [toward.x - x, toward.y - y];
  const length = Math.hypot(dx, dy);
  if (length === 0) return { x, y };
  const scale = Math.min(box.width / 2 / Math.abs(dx), box.height / 2 / Math.abs(dy));
  const part = scale + gap / length;
  return { x: x + dx * part, y: y + dy * part };
}

/** A line that is straight but for `sideways`, which keeps two lines of the same ends apart. */
export function lineBetween(relation: Relation, from: Box, to: Box, sideways = 0): Line {
  const [a, b] = [center(from), center(to)];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const bend = {
    x: (a.x + b.x) / 2 - ((b.y - a.y) / length) * sideways,
    y: (a.y + b.y) / 2 + ((b.x - a.x) / length) * sideways,
  };
  const { kind } = relation;
  const start = borderPoint(from, bend, 0);
  return { kind, from: from.key, to: to.key, start, bend, end: borderPoint(to, bend, ARROW_GAP) };
}

/** Between an arrow's tip and the box it points at. */
const ARROW_GAP = 2;
