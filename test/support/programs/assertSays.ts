// What a program's first findings say, word for word.

import assert from 'node:assert/strict';
import type { FindingView } from '../../../src/core/protocol/panel.ts';

/** Each of these is a title, a sentence or a cure of the findings, in this order. */
export function assertSays(says: readonly string[], findings: readonly FindingView[]): void {
  assert.ok(says.length >= 2, 'a program says what its explanation is');
  const lines = findings.flatMap(({ title, sentences, cure }) => [title, ...sentences, cure]);
  let from = 0;
  for (const line of says) {
    const at = lines.indexOf(line, from);
    assert.ok(at >= 0, `not said: ${line}\nbut:\n${lines.join('\n')}`);
    from = at + 1;
  }
}
