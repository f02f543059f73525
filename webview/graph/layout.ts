// Where the graph's nodes go: threads in the left column, objects in the right one, a line for
// each relation. A node keeps its row while others come and go, and finds it again when it comes
// back, so that a picture that is redrawn fifty times a second can be read.

import type { Box, Diagram, Line, NodeKey, Relation, Room } from '../diagram/shapes.ts';
import type { Graph } from './relations.ts';

/** The row of each node that is or was there; columns are counted apart. */
export type Places = ReadonlyMap<NodeKey, number>;

export const NO_PLACES: Places = new Map();

/** Rows for the graph's nodes, the same as before for those that had one. */
export function placeNodes(graph: Graph, before: Places): Places {
  const places = extended(graph, before);
  return isWasteful(graph, places) ? extended(graph, NO_PLACES) : places;
}

function extended({ threads, objects, relations }: Graph, before: Places): Places {
  const places = new Map(before);
  const columns = { thread: takenRows(before, 'thread:'), object: takenRows(before, 'object:') };
  for (const thread of threads) {
    if (!places.has(thread)) put(places, columns.thread, thread, 0);
  }
  for (const object of objects) {
    if (places.has(object)) continue;
    put(places, columns.object, object, wishedRow(object, relations, places));
  }
  return places;
}

/** Beside its owner, or else in the middle of those who wait for it. */
function wishedRow(object: NodeKey, relations: readonly Relation[], places: Places): number {
  const related = relations.filter(({ to }) => to === object);
  const owner = related.find(({ kind }) => kind === 'owns');
  const rows = (owner ? [owner] : related).map(({ from }) => places.get(from) ?? 0);
  return Math.round(rows.reduce((sum, row) => sum + row, 0) / Math.max(1, rows.length));
}

function takenRows(places: Places, prefix: string): Set<number> {
  return new Set([...places].filter(([key]) => key.startsWith(prefix)).map(([, row]) => row));
}

/** In the free row nearest to `wish`; upward first. */
function put(places: Map<NodeKey, number>, taken: Set<number>, key: NodeKey, wish: number): void {
  let distance = 0;
  const isFree = (row: number): boolean => row >= 0 && !taken.has(row);
  while (!isFree(wish - distance) && !isFree(wish + distance)) distance++;
  const row = isFree(wish - distance) ? wish - distance : wish + distance;
  places.set(key, row);
  taken.add(row);
}

/** Empty rows that a reader has to look past, before the picture starts afresh. */
const SPARE_ROWS = 4;

function isWasteful({ threads, objects }: Graph, places: Places): boolean {
  const last = Math.max(-1, ...[...threads, ...objects].map((key) => places.get(key) ?? 0));
  return last + 1 > Math.max(threads.length, objects.length) * 2 + SPARE_ROWS;
}

// In em.
const BOX_HEIGHT = 1.9;
const ROW_PITCH = 2.6;
const WIDEST = 46;
/** Between the columns, as a share of the width; less where that would cut names. */
const BETWEEN = 0.18;
/** Room between the columns for two lines and their arrowheads, however narrow the panel is. */
const LEAST_BETWEEN = 2.8;
/** A box that shows its glyph and a name of some 12 characters. */
const ROOMY_BOX = 10;
/** Left of the threads, for lines from thread to thread. */
const MARGIN = 1.6;
/** Between the lines of one thread to one lock. */
const TWIN = 0.45;

export function layoutGraph(graph: Graph, places: Places, room: Room): Diagram {
  const { em } = room;
  const width = Math.min(room.width, WIDEST * em);
  const hasJoins = graph.relations.some(({ to }) => to.startsWith('thread:'));
  const margin = hasJoins ? Math.round(MARGIN * em) : 1;
  const boxWidth = Math.floor((width - margin - gapWidth(width, margin, em)) / 2);
  const boxAt = (key: NodeKey, left: number): Box => {
    const top = Math.round((places.get(key) ?? 0) * ROW_PITCH * em);
    return { key, left, top, width: boxWidth, height: Math.round(BOX_HEIGHT * em), hidden: [] };
  };
  const boxes = [
    ...graph.threads.map((key) => boxAt(key, margin)).toSorted((a, b) => a.top - b.top),
    ...graph.objects
      .map((key) => boxAt(key, Math.floor(width) - boxWidth))
      .toSorted((a, b) => a.top - b.top),
  ];
  const byKey = new Map(boxes.map((box) => [box.key, box]));
  const lines = graph.relations.flatMap((relation) => lineOf(relation, byKey, em));
  const height = Math.max(0, ...boxes.map((box) => box.top + box.height));
  return { width: Math.floor(width), height, boxes, lines };
}

/** Between the columns, in pixels: the names come first, then a wide gap. */
function gapWidth(width: number, margin: number, em: number): number {
  const rest = width - margin - 2 * ROOMY_BOX * em;
  return Math.max(LEAST_BETWEEN * em, Math.min(BETWEEN * width, rest));
}

function lineOf(
  { kind, from, to }: Relation,
  boxes: ReadonlyMap<NodeKey, Box>,
  em: number,
): readonly Line[] {
  const [source, target] = [boxes.get(from), boxes.get(to)];
  if (!source || !target) return [];
  const isJoin = target.left === source.left;
  const shift = isJoin ? 0 : (kind === 'owns' ? -TWIN : TWIN) * em;
  const middle = (box: Box): number => box.top + box.height / 2 + shift;
  const start = { x: source.left + (isJoin ? 0 : source.width), y: middle(source) };
  const end = { x: target.left - 2, y: middle(target) };
  const x = isJoin ? source.left - MARGIN * 1.6 * em : (start.x + end.x) / 2;
  return [{ kind, from, to, start, bend: { x, y: (start.y + end.y) / 2 }, end }];
}
