import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  layoutGraph,
  NO_PLACES,
  placeNodes,
  type Places,
} from '../../../../webview/graph/layout.ts';
import type { Graph } from '../../../../webview/graph/relations.ts';
import { misplaced, relationsFromText, rowsText } from '../../../support/panel/diagramText.ts';

const room = { width: 300, em: 10 };

/** Threads and objects by number, with relations in words: `1 owns 2` is of thread 1, object 2. */
function graph(text: string, idle: readonly number[] = []): Graph {
  const relations = relationsFromText(text).map(({ kind, from, to }) => ({
    ...{ kind, from: `thread:${from}` },
    to: to.startsWith('t') ? `thread:${to.slice(1)}` : `object:${to}`,
  }));
  const joined = relations.map(({ to }) => to).filter((key) => key.startsWith('thread:'));
  const alone = idle.map((id) => `thread:${id}`);
  const threads = [...new Set([...relations.map(({ from }) => from), ...joined, ...alone])];
  const objects = relations.map(({ to }) => to).filter((key) => key.startsWith('object:'));
  return {
    threads: threads.toSorted(),
    objects: [...new Set(objects)],
    relations,
    idle: 0,
    beyond: 0,
  };
}

function rows({ threads, objects }: Graph, places: Places): readonly string[] {
  return [...threads, ...objects].map((key) => `${key} ${places.get(key)}`);
}

describe('the places of the graph', () => {
  it('put a lock beside its owner', () => {
    const first = graph('1 owns 1, 2 wants 1, 3 owns 2');
    assert.deepEqual(rows(first, placeNodes(first, NO_PLACES)), [
      ...['thread:1 0', 'thread:2 1', 'thread:3 2'],
      ...['object:1 0', 'object:2 2'],
    ]);
  });

  it('put an event in the middle of those who wait for it', () => {
    const first = graph('1 wants 1, 2 wants 1, 3 wants 1');
    assert.equal(placeNodes(first, NO_PLACES).get('object:1'), 1);
  });

  it('stay when others come and go, and are found again', () => {
    const before = placeNodes(graph('1 owns 1, 2 wants 1, 3 owns 2'), NO_PLACES);
    const fewer = placeNodes(graph('3 wants 1'), before);
    assert.deepEqual([fewer.get('thread:3'), fewer.get('object:1')], [2, 0]);
    const again = placeNodes(graph('1 owns 1, 3 owns 2, 4 wants 2'), fewer);
    assert.deepEqual(rows(graph('1 owns 1, 3 owns 2, 4 wants 2'), again), [
      ...['thread:1 0', 'thread:3 2', 'thread:4 3'],
      ...['object:1 0', 'object:2 2'],
    ]);
  });

  it('start afresh when most rows are empty', () => {
    const many = Array.from({ length: 30 }, (_, index) => `${index + 10} owns ${index}`).join(', ');
    const before = placeNodes(graph(many), NO_PLACES);
    const last = graph('39 owns 29');
    assert.deepEqual(rows(last, placeNodes(last, before)), ['thread:39 0', 'object:29 0']);
  });

  it('never give two nodes of a column the same row, and change nothing twice', () => {
    fc.assert(
      fc.property(fc.array(arbitraryGraph(), { minLength: 1, maxLength: 6 }), (graphs) => {
        let places = NO_PLACES;
        for (const each of graphs) {
          places = placeNodes(each, places);
          const diagram = layoutGraph(each, places, room);
          assert.deepEqual(misplaced(diagram, room.width), []);
          assert.deepEqual(placeNodes(each, places), places);
        }
      }),
    );
  });
});

describe('the layout of the graph', () => {
  it('has threads at the left and objects at the right', () => {
    const all = graph('1 owns 1, 2 wants 1');
    assert.deepEqual(rowsText(layoutGraph(all, placeNodes(all, NO_PLACES), room)), [
      '0: thread:1 at 1, object:1 at 178',
      '26: thread:2 at 1',
    ]);
  });

  it('gives the names of a narrow panel what the gap can spare', () => {
    const widths = (text: string, width: number): readonly number[] => {
      const all = graph(text);
      const { boxes } = layoutGraph(all, placeNodes(all, NO_PLACES), { width, em: 13 });
      const [left, right] = [boxes[0], boxes.at(-1)];
      assert.ok(left && right);
      return [left.width, right.left - left.left - left.width];
    };
    assert.deepEqual(widths('1 owns 1', 400), [163, 73], '18 % between');
    assert.deepEqual(widths('1 owns 1', 310), [130, 49], 'boxes of 10 em');
    assert.deepEqual(widths('1 owns 1', 284), [123, 37], '2.8 em between');
    assert.deepEqual(widths('1 owns 1, 1 wants t2', 284), [113, 37], 'with room for joins');
  });

  it('leads from a thread’s right side to an object’s left one', () => {
    const all = graph('1 owns 1');
    const [line] = layoutGraph(all, placeNodes(all, NO_PLACES), room).lines;
    assert.deepEqual([line?.start.x, line?.end.x], [123, 176]);
  });

  it('leads from thread to thread at their left, and makes room for that', () => {
    const all = graph('1 wants t2');
    const { boxes, lines } = layoutGraph(all, placeNodes(all, NO_PLACES), room);
    assert.deepEqual(
      boxes.map(({ key, left }) => `${key} ${left}`),
      ['thread:1 16', 'thread:2 16'],
    );
    assert.deepEqual(
      [lines[0]?.start, lines[0]?.end],
      [
        { x: 16, y: 9.5 },
        { x: 14, y: 35.5 },
      ],
    );
  });
});

function arbitraryGraph(): fc.Arbitrary<Graph> {
  const clause = fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('owns', 'wants'), fc.nat(9))
    .map((words) => words.join(' '));
  return fc
    .tuple(fc.array(clause, { minLength: 1, maxLength: 9 }), fc.array(fc.nat(40), { maxLength: 3 }))
    .map(([clauses, idle]) => graph(clauses.join(', '), idle));
}
