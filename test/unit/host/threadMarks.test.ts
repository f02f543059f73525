import assert from 'node:assert/strict';
import { MAIN_THREAD } from '../../../src/core/base/ids.ts';
import type { Thread } from '../../../src/core/trace/world.ts';
import { lineMarks } from '../../../src/host/threadMarks.ts';
import { traceFromText, type TracePicture } from '../../support/traceFromText.ts';

function marksOf({ trace, names }: TracePicture): readonly string[] {
  const world = trace.worldAt(trace.length);
  const marks = lineMarks({ world, tables: trace.tables, names });
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
});
