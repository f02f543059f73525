import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagram, Relation } from '../../../../webview/diagram/shapes.ts';
import { cycleOf, layoutRing } from '../../../../webview/ring/layout.ts';
import { misplaced, relationsFromText, rowsText } from '../../../support/panel/diagramText.ts';

const room = { width: 300, em: 10 };

function layout(relations: readonly Relation[], width = room.width, em = room.em): Diagram {
  const keys = new Set(relations.flatMap(({ from, to }) => [from, to]));
  const lengths = new Map([...keys].map((key) => [key, 5]));
  return layoutRing(relations, lengths, { width, em });
}

function rows(text: string): readonly string[] {
  return rowsText(layout(relationsFromText(text)));
}

/** Each thread owns its lock and wants the next one's. */
function ring(count: number): readonly Relation[] {
  return Array.from({ length: count }, (_, index): readonly Relation[] => [
    { kind: 'owns', from: `t${index}`, to: `l${index}` },
    { kind: 'wants', from: `t${index}`, to: `l${(index + 1) % count}` },
  ]).flat();
}

// Boxes are 64 wide (5 letters), 19 high and 37 apart downward.
describe('the layout of a ring', () => {
  it('puts two threads and two locks around a diamond, clockwise from the first', () => {
    assert.deepEqual(rows('a owns x, a wants y, b owns y, b wants x'), [
      '0: a at 56',
      '37: x at 0, y at 112',
      '74: b at 56',
    ]);
  });

  it('puts three threads and their locks around a hexagon', () => {
    assert.deepEqual(rows('a owns x, a wants y, b owns y, b wants z, c owns z, c wants x'), [
      '0: a at 56',
      '37: x at 8, y at 104',
      '74: c at 8, b at 104',
      '111: z at 56',
    ]);
  });

  it('puts threads that join each other in a triangle', () => {
    assert.deepEqual(rows('a wants b, b wants c, c wants a'), [
      '0: a at 56',
      '37: c at 8, b at 104',
    ]);
  });

  it('puts a thread above the lock that it owns and wants, with two lines side by side', () => {
    const { boxes, lines } = layout(relationsFromText('a owns x, a wants x'));
    assert.deepEqual(
      boxes.map(({ key, left, top }) => [key, left, top]),
      [
        ['a', 0, 0],
        ['x', 0, 37],
      ],
    );
    assert.deepEqual(
      lines.map(({ kind, start, end }) => [kind, start, end]),
      [
        ['owns', { x: 20, y: 19 }, { x: 20, y: 35 }],
        ['wants', { x: 44, y: 19 }, { x: 44, y: 35 }],
      ],
    );
  });

  it('keeps the lines of two threads that wait for each other apart', () => {
    const { lines } = layout(relationsFromText('a wants b, b wants a'));
    assert.deepEqual(
      lines.map(({ start, end }) => [start, end]),
      [
        [
          { x: 20, y: 19 },
          { x: 20, y: 35 },
        ],
        [
          { x: 44, y: 37 },
          { x: 44, y: 21 },
        ],
      ],
    );
  });

  it('draws lines from border to border', () => {
    const [line] = layout(relationsFromText('a wants b, b wants x')).lines;
    assert.deepEqual(
      [line?.start, line?.end],
      [
        { x: 32, y: 19 },
        { x: 32, y: 35 },
      ],
    );
  });

  it('gives a long name room where its box is alone in a row', () => {
    const lengths = new Map(['a', 'x', 'b', 'y'].map((key) => [key, 20]));
    const relations = relationsFromText('a owns x, a wants y, b owns y, b wants x');
    const { boxes } = layoutRing(relations, lengths, room);
    assert.deepEqual(
      boxes.map(({ key, left, width }) => `${key} ${left} ${width}`),
      ['a 76 148', 'x 0 142', 'y 158 142', 'b 76 148'],
    );
  });

  it('shortens a long ring to its first and last nodes', () => {
    const all = rowsText(layout(ring(50)));
    assert.equal(all.length, 9);
    assert.match(all[0] ?? '', /^0: t0 at/);
    assert.match(all[1] ?? '', /: l0 at \d+, l1 at/);
    assert.match(all[8] ?? '', /: \+85 at/);
  });

  it('leads to and from what a shortened ring hides', () => {
    const { boxes, lines } = layout(ring(50));
    const gap = boxes.find(({ hidden }) => hidden.length > 0)?.key;
    assert.deepEqual(
      lines.filter(({ from, to }) => from === gap || to === gap).map(({ kind }) => kind),
      ['owns', 'wants'],
    );
  });

  it('hangs down what is no ring: who waits above what it waits for', () => {
    assert.deepEqual(rows('main wants worker, worker wants event'), [
      '0: main at 0',
      '37: worker at 0',
      '74: event at 0',
    ]);
  });

  it('counts those who do not fit beside each other', () => {
    const waiters = Array.from({ length: 9 }, (_, index) => `t${index} wants event`).join(', ');
    assert.deepEqual(rows(waiters), ['0: t0 at 0, t1 at 112, +7 at 224', '37: event at 112']);
  });

  it('is empty without relations', () => {
    const nothing = { width: 0, height: 0, boxes: [], lines: [] };
    assert.deepEqual(layoutRing([], new Map(), room), nothing);
  });

  it('never lets boxes touch or stick out, and draws no line without an end', () => {
    const sizes = fc.tuple(fc.integer({ min: 200, max: 800 }), fc.integer({ min: 10, max: 26 }));
    fc.assert(
      fc.property(arbitraryRelations(), sizes, (relations, [width, em]) => {
        const diagram = layout(relations, width, em);
        assert.deepEqual(misplaced(diagram, width), []);
        const numbers = diagram.lines.flatMap(({ start, end }) => [start.x, start.y, end.x, end.y]);
        assert.ok(numbers.every(Number.isFinite));
      }),
    );
  });
});

describe('a cycle', () => {
  it('is found in the order of blame', () => {
    const relations = relationsFromText('a owns x, a wants y, b owns y, b wants x');
    assert.deepEqual(cycleOf(relations), ['a', 'y', 'b', 'x']);
  });

  it('is not one with a thread behind it, nor two of them', () => {
    const one = 'a owns x, b owns y, a wants y, b wants x';
    assert.equal(cycleOf(relationsFromText(`${one}, c wants x`)), undefined);
    assert.equal(
      cycleOf(relationsFromText('a wants b, b wants a, c wants d, d wants c')),
      undefined,
    );
  });
});

/** Rings of any length, and any relations between a few threads and locks. */
function arbitraryRelations(): fc.Arbitrary<readonly Relation[]> {
  const thread = fc.nat(7).map((id) => `t${id}`);
  const target = fc.oneof(
    thread,
    fc.nat(7).map((id) => `l${id}`),
  );
  const relation = fc.record<Relation>({
    kind: fc.constantFrom('owns' as const, 'wants' as const),
    from: thread,
    to: target,
  });
  return fc.oneof(fc.integer({ min: 1, max: 40 }).map(ring), fc.array(relation, { maxLength: 20 }));
}
