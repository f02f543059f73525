import assert from 'node:assert/strict';

import { interleavingOf } from '../../../../src/core/analysis/interleaving.ts';
import {
  interleavingMarkdown,
  interleavingText,
} from '../../../../src/core/analysis/interleavingText.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

/** Rows of plain text between two rules, without what pads them. */
function shown(
  picture: ReturnType<typeof traceFromText>,
  { mostRows = 100, width = 100 } = {},
): string[] {
  const text = interleavingText(interleavingOf(picture, mostRows), width);
  const rows = text.split('\n').filter((line) => line.startsWith('│'));
  return rows.map((line) =>
    line
      .slice(1, -1)
      .split('│')
      .map((cell) => cell.trim())
      .join(' | '),
  );
}

const deadlock = traceFromText(
  `
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
`,
  { kind: 'deadlocked' },
);

describe('an interleaving', () => {
  it('has a column for each thread and says who waits for whom, to the end', () => {
    assert.deepEqual(shown(deadlock), [
      'main | worker',
      'starts worker · main.py:1 | ',
      'takes A · main.py:1 | ',
      ' | takes B · worker.py:2',
      '⏸ waits for B, held by worker · main.py:3 | ',
      ' | ⏸ waits for A, held by main · worker.py:4',
      '✗ waits for B for ever · main.py:3 | ',
      ' | ✗ waits for A for ever · worker.py:4',
    ]);
  });

  it('tells of events, semaphores and queues what became of them', () => {
    const picture = traceFromText(`
      main     worker
      set E    .
      .        put Q
      get Q    .
      up S     .
      .        down S
      clear E  .
      .        end
    `);
    assert.deepEqual(shown(picture).slice(2), [
      'sets E · main.py:1 | ',
      ' | puts into Q (1 item) · worker.py:2',
      'gets from Q (0 items left) · main.py:3 | ',
      'gives back a permit of S (1 left) · main.py:4 | ',
      ' | takes a permit of S (0 left) · worker.py:5',
      'clears E · main.py:6 | ',
      ' | ends · worker.py:7',
    ]);
  });

  it('leaves out rows in the middle and counts them', () => {
    const rows = shown(deadlock, { mostRows: 6 });
    assert.ok(rows.includes('… 1 more rows | …'), rows.join('\n'));
    assert.match(rows.at(-1) ?? '', /worker\.py:4$/);
  });

  it('breaks long cells between words', () => {
    const rows = shown(deadlock, { width: 60 });
    const start = rows.findIndex((row) => row.startsWith('⏸'));
    assert.deepEqual(rows.slice(start, start + 2), [
      '⏸ waits for B, held by | ',
      'worker · main.py:3 | ',
    ]);
  });

  it('counts what a thread does again and again', () => {
    const { rows, ...rest } = interleavingOf(deadlock);
    const [start] = rows;
    assert.ok(start);
    const text = interleavingText({ ...rest, rows: [{ ...start, count: 3 }] });
    assert.match(text, /starts worker · main\.py:1 \(3 times\)/);
  });

  it('is a table in Markdown, with what is wrong in bold', () => {
    const lines = interleavingMarkdown(interleavingOf(deadlock)).split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      '| main | worker |',
      '| --- | --- |',
      '| starts worker · main.py:1 |  |',
      '| takes A · main.py:1 |  |',
    ]);
    assert.equal(lines.at(-1), '|  | **✗ waits for A for ever · worker.py:4** |');
  });
});
