import assert from 'node:assert/strict';

import { eventLine, headerLine } from '../../../src/cli/jsonLines.ts';
import { runHeader } from '../../support/runHeader.ts';
import { traceFromText } from '../../support/traceFromText.ts';

describe('JSON lines', () => {
  it('are one object for each event, with its place in the source', () => {
    const { trace } = traceFromText('main\ntake A');
    const lines = [...trace.events()].map((event, step) => eventLine(step, event, trace.tables));
    const last = JSON.parse(lines.at(-1) ?? '');
    assert.deepEqual(last, {
      step: lines.length - 1,
      time: 1_000_000,
      by: 1,
      kind: 'acquire',
      object: 1,
      count: 1,
      site: '/main.py:1',
    });
  });

  it('begin with the header', () => {
    const header = runHeader();
    assert.deepEqual(JSON.parse(headerLine(header)), { kind: 'header', ...header });
  });
});
