// Where the threads and locks of a finding go. A cycle becomes a ring, clockwise from the top, in
// rows with one box at each side, so that names have room in a narrow panel. Anything else hangs
// down in layers: who waits above what it waits for.

import {
  blame,
  lineBetween,
  type Box,
  type Diagram,
  type Line,
  type NodeKey,
  type Relation,
  type Room,
} from '../diagram/shapes.ts';

/** A ring of more nodes is drawn with a box that stands for those in the middle. */
const MOST_IN_RING = 16;
const MOST_LAYERS = 10;

// In em.
const BOX_HEIGHT = 1.9;
const ROW_PITCH = 3.7;
const SIDE_GAP = 1.6;
const LEAST_BOX = 6.5;
const WIDEST = 32;
/** Glyph, padding and a little air, beside the letters. */
const BOX_EXTRA = 3.6;
const LETTER = 0.56;
/** From the middle to each of two lines with the same ends. */
const TWINS_APART = 1.2;

/** @param lengths characters of each node's name */
export function layoutRing(
  relations: readonly Relation[],
  lengths: ReadonlyMap<NodeKey, number>,
  room: Room,
): Diagram {
  const cycle = cycleOf(relations);
  const rows = cycle ? ringRows(cycle) : layers(relations);
  const wanted = Math.max(...[...lengths.values(), 0]) * LETTER + BOX_EXTRA;
  const boxes = placeRows(rows, { wanted, room, isRing: cycle !== undefined });
  const width = Math.ceil(Math.max(0, ...boxes.map((box) => box.left + box.width)));
  const height = Math.ceil(Math.max(0, ...boxes.map((box) => box.top + box.height)));
  return { width, height, boxes, lines: linesBetween(relations, boxes, room.em) };
}

/** All nodes in the order of blame if they are one ring; undefined if they are anything else. */
export function cycleOf(relations: readonly Relation[]): readonly NodeKey[] | undefined {
  const next = new Map(relations.map(blame));
  const first = relations[0]?.from;
  if (first === undefined || next.size !== relations.length) return undefined;
  const cycle: NodeKey[] = [];
  let node: NodeKey | undefined = first;
  do {
    cycle.push(node);
    node = next.get(node);
  } while (node !== undefined && node !== first && cycle.length < next.size);
  return node === first && cycle.length === next.size ? cycle : undefined;
}

type Cell = Pick<Box, 'key' | 'hidden'>;

type Rows = readonly (readonly Cell[])[];

function cellOf(key: NodeKey): Cell {
  return { key, hidden: [] };
}

function gapFor(hidden: readonly NodeKey[]): Cell {
  return { key: `gap:${hidden[0] ?? ''}`, hidden };
}

/** Down the right side, up the left one. */
function ringRows(cycle: readonly NodeKey[]): Rows {
  const cells = shortened(cycle, MOST_IN_RING);
  const rows: Cell[][] = [];
  cells.forEach((cell, index) => {
    const row = (rows[Math.min(index, cells.length - index)] ??= []);
    if (index <= cells.length / 2) row.push(cell);
    else row.unshift(cell);
  });
  return rows;
}

/** The first and the last ones, and a gap for those between. */
function shortened(keys: readonly NodeKey[], most: number): readonly Cell[] {
  if (keys.length <= most) return keys.map(cellOf);
  const [head, tail] = [Math.ceil(most / 2), keys.length - Math.floor(most / 2) + 1];
  const gap = gapFor(keys.slice(head, tail));
  return [...keys.slice(0, head).map(cellOf), gap, ...keys.slice(tail).map(cellOf)];
}

/** Each node below all those that blame it; a way back up is ignored. */
function layers(relations: readonly Relation[]): Rows {
  const next = new Map<NodeKey, NodeKey[]>();
  for (const [from, to] of relations.map(blame)) {
    next.set(from, [...(next.get(from) ?? []), to]);
    if (!next.has(to)) next.set(to, []);
  }
  const depths = new Map<NodeKey, number>();
  const sink = (node: NodeKey, depth: number, above: readonly NodeKey[]): void => {
    if (above.includes(node) || depth <= (depths.get(node) ?? -1)) return;
    depths.set(node, depth);
    for (const below of next.get(node) ?? []) sink(below, depth + 1, [...above, node]);
  };
  const targets = new Set(relations.map((relation) => blame(relation)[1]));
  const tops = [...next.keys()].filter((node) => !targets.has(node));
  // What no top leads to is a cycle of its own.
  for (const node of [...tops, ...next.keys()]) if (!depths.has(node)) sink(node, 0, []);
  const rows: NodeKey[][] = [];
  for (const [node, depth] of depths) (rows[Math.min(depth, MOST_LAYERS - 1)] ??= []).push(node);
  return Object.values(rows).map((keys) => keys.map(cellOf));
}

interface Placing {
  /** Width that the longest name would need, in em. */
  readonly wanted: number;
  readonly room: Room;
  readonly isRing: boolean;
}

function placeRows(rows: Rows, { wanted, room, isRing }: Placing): readonly Box[] {
  const { em } = room;
  const width = Math.min(room.width, WIDEST * em);
  const fits = Math.max(2, Math.floor((width + SIDE_GAP * em) / ((LEAST_BOX + SIDE_GAP) * em)));
  const shown = rows.map((row) => fitted(row, fits));
  const columns = Math.max(...shown.map((row) => row.length), isRing && rows.length > 2 ? 2 : 1);
  const share = (width - (columns - 1) * SIDE_GAP * em) / columns;
  const boxWidth = Math.floor(Math.min(wanted * em, share));
  // A box that is alone in its row may be as wide as its name.
  const aloneWidth = Math.floor(Math.min(wanted * em, width));
  const spread = columns * boxWidth + (columns - 1) * 3 * SIDE_GAP * em;
  const full = Math.min(width, Math.max(spread, aloneWidth));
  return shown.flatMap((row, index) =>
    row.map((cell, column) => {
      const round = isRing ? Math.sin((Math.PI * index) / (shown.length - rest(shown))) : 1;
      const apart = Math.max(boxWidth + SIDE_GAP * em, (full - boxWidth) * round);
      const pitch = row.length > 2 ? (full - boxWidth) / (row.length - 1) : apart;
      const middle = full / 2 + (column - (row.length - 1) / 2) * pitch;
      const own = row.length === 1 ? aloneWidth : boxWidth;
      const [left, top] = [Math.round(middle - own / 2), Math.round(index * ROW_PITCH * em)];
      return { ...cell, left, top, width: own, height: Math.round(BOX_HEIGHT * em) };
    }),
  );
}

/** A ring of an odd number of nodes has no box at its very bottom. */
function rest(rows: Rows): number {
  return rows.at(-1)?.length === 1 ? 1 : 0.5;
}

function fitted(row: readonly Cell[], fits: number): readonly Cell[] {
  if (row.length <= fits) return row;
  const kept = row.slice(0, fits - 1);
  return [...kept, gapFor(row.slice(fits - 1).map(({ key }) => key))];
}

/** Lines to nodes that are not drawn go to the gap that stands for them. */
function linesBetween(
  relations: readonly Relation[],
  boxes: readonly Box[],
  em: number,
): readonly Line[] {
  const byKey = new Map(boxes.flatMap((box) => [box.key, ...box.hidden].map((key) => [key, box])));
  const lines = new Map<string, Line>();
  const twins = twinsOf(relations);
  for (const relation of relations) {
    const [from, to] = [byKey.get(relation.from), byKey.get(relation.to)];
    if (!from || !to || from === to) continue;
    const line = lineBetween(relation, from, to, (twins.get(relation) ?? 0) * TWINS_APART * em);
    lines.set(`${relation.kind} ${from.key} ${to.key}`, line);
  }
  return [...lines.values()];
}

/** Relations that join the same two nodes: the first goes to the left, the second to the right. */
function twinsOf(relations: readonly Relation[]): ReadonlyMap<Relation, -1 | 1> {
  const first = new Map<string, Relation>();
  const twins = new Map<Relation, -1 | 1>();
  for (const relation of relations) {
    const pair = [relation.from, relation.to].toSorted().join(' ');
    const twin = first.get(pair);
    if (twin) twins.set(twin, -1).set(relation, 1);
    else first.set(pair, relation);
  }
  return twins;
}
