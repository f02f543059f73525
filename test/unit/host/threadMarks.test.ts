import assert from 'node:assert/strict';
import { MAIN_THREAD, type ObjectId, type ThreadId } from '../../../src/core/base/ids.ts';
import type { FindingSite } from '../../../src/core/protocol/panel.ts';
import type { Site } from '../../../src/core/trace/events.ts';
import type { Thread } from '../../../src/core/trace/world.ts';
import { lineMarks, type MarkedScene } from '../../../src/host/threadMarks.ts';
import { findingView } from '../../support/panel/findingView.ts';
import { stepAfterRow, traceFromText, type TracePicture } from '../../support/traceFromText.ts';

function marksOf(
  { trace, names }: TracePicture,
  more: Partial<MarkedScene> = {},
): readonly string[] {
  const world = trace.worldAt(trace.length);
  const marks = lineMarks({ world, tables: trace.tables, names, ...more });
  return marks.map(({ file, line, kind, text }) => `${file}:${line} ${kind}: ${text}`);
}

describe('lineMarks', () => {
  it('marks each living thread on its line, with what it waits for', () => {
    const picture = traceFromText(`
      main       worker     sleeper
      take A     .          .
      .          take A     .
      .          .          sleep 2
      wait E     .          .
    `);
    assert.deepEqual(marksOf(picture), [
      '/main.py:4 waiting: main waits for E',
      '/worker.py:2 blocked: worker waits for A',
      '/sleeper.py:3 sleeping: sleeper sleeps until 2.003 s',
    ]);
  });

  it('says whom a thread joins', () => {
    const picture = traceFromText(`
      main         worker
      .            wait E
      join worker  .
    `);
    assert.deepEqual(marksOf(picture), [
      '/main.py:2 waiting: main waits for worker to end',
      '/worker.py:1 waiting: worker waits for E',
    ]);
  });

  it('counts the threads that there is no room for', () => {
    const picture = traceFromText(`
      main       a          b
      take A     .          .
    `);
    const world = picture.trace.worldAt(picture.trace.length);
    const main = world.threads[MAIN_THREAD];
    assert.ok(main);
    const threads: Record<number, Thread> = {};
    for (let id = 1; id <= 30; id++) threads[id] = { ...main, name: `t${id}` };
    const crowd = { ...world, threads };
    const [mark] = lineMarks({ world: crowd, tables: picture.trace.tables, names: {} });
    assert.equal(mark?.text, 't1 runs, t2 runs, t3 runs, t4 runs, 26 more');
    assert.equal(mark.details.at(-1), '10 more');
  });

  it('marks no thread that has ended', () => {
    const picture = traceFromText(`
      main     worker
      .        end
      wait E   .
    `);
    assert.deepEqual(marksOf(picture), ['/main.py:2 waiting: main waits for E']);
  });

  const crossing = `
    main     worker
    take A   .
    .        take B
    take B   .
    .        take A
  `;

  it('marks where a deadlock’s locks are held and wanted', () => {
    const finding = findingView({
      sites: [
        siteOf('holds', 1, 1, '/main.py:1'),
        siteOf('wants', 1, 2, '/main.py:3'),
        siteOf('holds', 2, 2, '/worker.py:2'),
        siteOf('wants', 2, 1, '/worker.py:4'),
      ],
    });
    assert.deepEqual(marksOf(traceFromText(crossing), { findings: [finding] }), [
      '/main.py:3 stuck: main wants B',
      '/worker.py:4 stuck: worker wants A',
      '/main.py:1 holds: main holds A here',
      '/worker.py:2 holds: worker holds B here',
    ]);
  });

  it('marks nothing that is only predicted, or not held at the shown step', () => {
    const sites = [siteOf('holds', 1, 1, '/main.py:1'), siteOf('wants', 2, 1, '/worker.py:4')];
    const picture = traceFromText(crossing);
    const predicted = findingView({ certainty: 'predicted', sites });
    assert.deepEqual(marksOf(picture, { findings: [predicted] }), marksOf(picture));
    const world = picture.trace.worldAt(stepAfterRow(picture, 0));
    const early = marksOf(picture, { world, findings: [findingView({ sites })] });
    assert.equal(
      early.find((mark) => mark.includes('holds')),
      undefined,
    );
  });

  it('says who is frozen', () => {
    const picture = traceFromText(`
      main
      sleep 2
    `);
    assert.deepEqual(marksOf(picture, { frozen: [MAIN_THREAD] }), [
      '/main.py:1 sleeping: main sleeps until 2.001 s, frozen',
    ]);
  });

  it('prefers a position that is newer than the trace’s', () => {
    const picture = traceFromText(`
      main
      take A
    `);
    const [site] = picture.trace.tables.sites;
    assert.ok(site);
    const positions = { [MAIN_THREAD]: { ...site, line: 99 } };
    assert.deepEqual(marksOf(picture, { positions }), ['/main.py:99 running: main runs']);
  });
});

type Role = FindingSite['role'];

function siteOf(role: Role, thread: number, object: number, place: string): FindingSite {
  const [file = '', line] = place.split(':');
  const site: Site = {
    ...{ file, line: Number(line), column: 1, endLine: Number(line), endColumn: 9 },
    ...{ function: '', isLibrary: false },
  };
  return {
    ...{ role, label: '', thread: thread as ThreadId, object: object as ObjectId },
    ...{ stack: [site], step: undefined },
  };
}
