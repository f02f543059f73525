import assert from 'node:assert/strict';
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

  it('marks no thread that has ended', () => {
    const picture = traceFromText(`
      main     worker
      .        end
      wait E   .
    `);
    assert.deepEqual(marksOf(picture), ['/main.py:2 waiting: main waits for E']);
  });
});
