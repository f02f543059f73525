import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lanes } from '../../../../src/core/analysis/lanes/lanes.ts';
import type { ObjectId, StackId, Step, ThreadId } from '../../../../src/core/base/ids.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { EventBody } from '../../../../src/core/trace/events.ts';
import { drawStand, drawTimeline } from '../../../../src/core/timeline/draw.ts';
import { targetAt } from '../../../../src/core/timeline/hit.ts';
import { layoutStand, layoutTimeline } from '../../../../src/core/timeline/layout.ts';
import { laneRows, NATURAL_ORDER } from '../../../../src/core/timeline/rows.ts';
import type { TimelineScene } from '../../../../src/core/timeline/scene.ts';
import type { Shape } from '../../../../src/core/timeline/shapes.ts';
import type { Box } from '../../../../src/core/timeline/surface.ts';
import type { Viewport } from '../../../../src/core/timeline/viewport.ts';
import { RecordingSurface } from '../../../support/timeline/recordingSurface.ts';
import { NAMED_PALETTE, sceneOf, stepView } from '../../../support/timeline/timelineScenes.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

const handOver = traceFromText(`
  main      worker
  take A    .
  .         take A
  sleep 1   .
  wake      .
  free A    .
  .         free A
`);

function drawn(scene: TimelineScene, viewport: Viewport): readonly string[] {
  const surface = new RecordingSurface();
  const shapes = layoutTimeline(scene, viewport);
  drawTimeline(surface, shapes, { palette: NAMED_PALETTE, width: viewport.width, height: 120 });
  return surface.lines;
}

describe('the picture of the lanes', () => {
  it('has a bar of states for each thread, with its locks below and arrows to who was woken', () => {
    const scene = sceneOf(handOver);
    assert.deepEqual(drawn(scene, stepView(scene)), [
      'fill 0,0 180×120 ground',
      'line 0,15 0,120 rule',
      'text "0" 4,10 faint',
      'line 100,15 100,120 rule',
      'text "10" 104,10 faint',
      'clip 0,20 180×100',
      '  line 0,61 180,61 rule',
      '  line 0,102 180,102 rule',
      '  fill 10,29 9×15 new thin',
      '  fill 20,29 39×15 ready outline',
      '  fill 60,29 19×15 running',
      '  fill 80,29 19×15 ready outline',
      '  fill 100,29 9×15 running',
      '  fill 110,29 9×15 sleeping thin',
      '  fill 120,29 9×15 ready outline',
      '  fill 130,29 39×15 running',
      '  fill 170,29 9×15 ready outline',
      '  fill 70,46 69×10 owner 0.75',
      '  fill 90,46 50×10 blocked hatch',
      '  fill 72,46 11×10 owner',
      '  text "A" 75,52 ground',
      '  fill 30,70 9×15 new thin',
      '  fill 40,70 39×15 ready outline',
      '  fill 80,70 9×15 running',
      '  fill 90,70 59×15 blocked hatch',
      '  fill 93,72 12×12 ground 0.86',
      '  text "A" 96,78 text',
      '  fill 150,70 19×15 ready outline',
      '  fill 170,70 9×15 running',
      '  fill 160,87 19×10 owner 0.75',
      '  fill 162,87 11×10 owner',
      '  text "A" 165,93 ground',
      '  line 40,44 40,70 faint',
      '  polygon 40,70 37,65 43,65 faint',
      '  fill 39,43 3×3 faint 0.75',
      '  line 150,44 150,70 faint',
      '  polygon 150,70 147,65 153,65 faint',
      '  fill 149,43 3×3 faint 0.75',
      'line 180,16 180,120 cursor',
      'polygon 175,9 185,9 185,14 180,20 175,14 cursor',
    ]);
  });

  it('has no number in its ruler that the edge would cut', () => {
    const scene = sceneOf(handOver);
    const numbers = (width: number) => {
      const viewport = { ...stepView(scene), to: width / 10, width };
      return drawn(scene, viewport).filter((line) => /^text "\d+"/.test(line));
    };
    assert.deepEqual(numbers(120), ['text "0" 4,10 faint', 'text "10" 104,10 faint']);
    assert.deepEqual(numbers(110), ['text "0" 4,10 faint']);
  });

  it('marks where the debugger stands in the past, while the cursor is elsewhere', () => {
    const scene = sceneOf(handOver, { cursor: 4 as Step });
    const viewport = stepView(scene);
    const options = { palette: NAMED_PALETTE, width: viewport.width, height: 120 };
    const surface = new RecordingSurface();
    const stand = layoutStand({ ...scene, standsAt: 9 as Step }, viewport);
    if (stand) drawStand(surface, stand, options);
    assert.deepEqual(surface.lines, [
      'line 90,16 90,120 dashed warning',
      'polygon 87,8 96,13 87,18 warning',
    ]);
    assert.equal(layoutStand(scene, viewport), undefined);
    assert.equal(layoutStand({ ...scene, standsAt: 4 as Step }, viewport), undefined);
  });

  it('has a lane for each lock on request, with its owners and how many wait', () => {
    const scene = sceneOf(handOver, { mode: 'objects' });
    const lane = drawn(scene, stepView(scene)).filter((line) => line.startsWith('  '));
    assert.deepEqual(lane, [
      '  line 0,57 180,57 rule',
      '  fill 70,25 69×15 owner 0.75',
      '  fill 90,25 50×15 blocked hatch',
      '  fill 72,25 31×15 owner',
      '  text "main" 75,33 ground',
      '  fill 160,25 19×15 owner 0.75',
      '  fill 90,49 60×3 blocked 0.7',
    ]);
  });

  it('lets what belongs to the chosen object stand out, and the rest fade', () => {
    const selection = { kind: 'object', id: 1 as ObjectId } as const;
    const scene = sceneOf(handOver, { selection });
    const shapes = layoutTimeline(scene, stepView(scene));
    const chosen = shapes.filter((shape) => 'emphasis' in shape && shape.emphasis === 'chosen');
    assert.deepEqual(
      chosen.map(({ kind }) => kind),
      ['hold', 'contended', 'state', 'hold'],
    );
    assert.ok(shapes.every((shape) => !('emphasis' in shape) || shape.emphasis !== 'plain'));
  });

  it('draws only the lanes that are in sight', () => {
    const scene = sceneOf(handOver);
    const shapes = layoutTimeline(scene, { ...stepView(scene), scroll: 50, height: 10 });
    assert.equal(shapes.filter(({ kind }) => kind === 'lane').length, 1);
  });

  it('finds what is under a point', () => {
    const scene = sceneOf(handOver);
    const viewport = stepView(scene);
    const shapes = layoutTimeline(scene, viewport);
    const kindAt = (x: number, y: number) => targetAt(scene, viewport, { x, y }, shapes)?.kind;
    assert.deepEqual(
      [kindAt(95, 16), kindAt(75, 28), kindAt(75, 39), kindAt(40, 45), kindAt(40, 500)],
      ['segment', 'hold', 'lane', 'arrow', undefined],
    );
  });
});

/** Threads that run in turn and sleep; each event so much later than the one before. */
const histories = fc.array(
  fc.record({
    thread: fc.integer({ min: 1, max: 3 }),
    what: fc.constantFrom('run', 'sleep', 'wake', 'take', 'free'),
    later: fc.oneof(fc.nat(3), fc.nat(5000)),
  }),
  { minLength: 1, maxLength: 400, size: 'max' },
);
type History = readonly {
  readonly thread: number;
  readonly what: string;
  readonly later: number;
}[];

function lanesOfHistory(history: History): Lanes {
  const writer = new BatchWriter();
  let time = 0;
  const emit = (by: number, body: EventBody): void =>
    writeEvent(writer, { time, by: by as ThreadId, at: 0 as StackId, ...body });
  for (const id of [1, 2, 3]) {
    const born = { name: `t${id}`, daemon: false, ident: id, isLibrary: false };
    emit(0, { kind: 'threadNew', thread: id as ThreadId, ...born });
  }
  const object = 1 as ObjectId;
  const born = { typeName: 'Lock', partOf: undefined, lock: undefined, isLibrary: false } as const;
  emit(1, { kind: 'objectNew', object, objectKind: 'Lock', ...born, state: { kind: 'none' } });
  for (const { thread: id, what, later } of history) {
    time += later;
    const thread = id as ThreadId;
    if (what === 'run') emit(0, { kind: 'run', thread, isPreemption: false });
    else if (what === 'sleep') emit(id, { kind: 'wait', wait: { kind: 'sleep' }, until: time });
    else if (what === 'wake') emit(0, { kind: 'wake', thread, reason: 'timeout' });
    else if (what === 'take') emit(id, { kind: 'acquire', object, count: 1 });
    else emit(id, { kind: 'release', object, count: 0 });
  }
  const lanes = new Lanes();
  lanes.append(writer.take());
  return lanes;
}

const views = fc.record({
  axis: fc.constantFrom('time' as const, 'step' as const),
  from: fc.double({ min: -0.1, max: 0.9, noNaN: true }),
  length: fc.double({ min: 0.001, max: 1.2, noNaN: true }),
  width: fc.integer({ min: 20, max: 300 }),
});

function boxesOf(shapes: readonly Shape[]): Box[] {
  return shapes.flatMap((shape) => {
    if (shape.kind === 'shares') return shape.boxes;
    return shape.kind === 'state' ? [shape.box] : [];
  });
}

function overlap(a: Box, b: Box): boolean {
  const apart = 1e-6;
  const [left, right] = [Math.max(a.x, b.x), Math.min(a.x + a.width, b.x + b.width)];
  const [top, foot] = [Math.max(a.y, b.y), Math.min(a.y + a.height, b.y + b.height)];
  return right - left > apart && foot - top > apart;
}

describe('the bar of states', () => {
  it('never draws two states over each other, outside of the window, or more than fits', () => {
    fc.assert(
      fc.property(histories, views, (history, { axis, from, length, width }) => {
        const lanes = lanesOfHistory(history);
        const names = {};
        const options = { lanes, names, mode: 'threads', hideLibraryObjects: true } as const;
        const rows = laneRows({ ...options, order: NATURAL_ORDER });
        const end = Math.max(1, lanes.clock.position(axis, lanes.length));
        const scene: TimelineScene = {
          ...{ lanes, names, rows, findings: [], cursor: 0 as Step, selection: undefined },
          ...{ states: new Set(), hideLibraryObjects: true },
        };
        const view = { axis, from: from * end, to: (from + length) * end, width };
        const shapes = layoutTimeline(scene, { ...view, height: 500, scroll: 0 });
        const boxes = boxesOf(shapes).toSorted((a, b) => a.x - b.x);
        assert.ok(boxes.every(({ x, width: wide }) => x >= 0 && x + wide <= width + 1e-6));
        assert.ok(boxes.length <= 3 * 10 * width, `${boxes.length} boxes`);
        boxes.forEach((box, index) => {
          const near = boxes.slice(index + 1).filter(({ x }) => x < box.x + box.width);
          assert.ok(!near.some((other) => overlap(box, other)), JSON.stringify([box, near]));
        });
      }),
      { numRuns: 60 },
    );
  });
});
