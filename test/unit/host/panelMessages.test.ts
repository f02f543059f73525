import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ObjectId, Step, ThreadId } from '../../../src/core/base/ids.ts';
import type { FromPanel } from '../../../src/core/protocol/panel.ts';
import { COMMANDS } from '../../../src/host/ids.ts';
import { readFromPanel } from '../../../src/host/panelMessages.ts';

describe('readFromPanel', () => {
  it('lets every message of the protocol through as it is', () => {
    const messages: readonly FromPanel[] = [
      { kind: 'hydrateMe' },
      { kind: 'ready', messages: 2 },
      { kind: 'command', command: 'stepEvent' },
      { kind: 'setSpeed', speed: 0 },
      { kind: 'reveal', file: '/a.py', line: 1, column: 5 },
      { kind: 'setHideLibraryObjects', hide: true },
      { kind: 'showStep', step: 0 as Step },
      { kind: 'showStep', step: undefined },
      { kind: 'copyFinding', id: 'lockCycle:2-3', format: 'markdown' },
      { kind: 'thread', command: 'solo', thread: 2 as ThreadId },
      { kind: 'chooseThread', thread: 2 as ThreadId },
      { kind: 'breakOn', object: 3 as ObjectId },
      { kind: 'select', selection: { kind: 'object', id: 3 as ObjectId } },
      { kind: 'select', selection: undefined },
      { kind: 'goToTaken', object: 3 as ObjectId },
    ];
    for (const message of messages) assert.deepEqual(readFromPanel(message), message);
  });

  it('knows the panel commands as commands of the extension', () => {
    for (const command of Object.keys(COMMANDS)) {
      const message = readFromPanel({ kind: 'command', command });
      if (message) assert.deepEqual(message, { kind: 'command', command });
    }
    assert.deepEqual(readFromPanel({ kind: 'command', command: 'pause' }), {
      kind: 'command',
      command: 'pause',
    });
  });

  it('reads anything at all as nothing, or as a message of the protocol', () => {
    const kinds = [
      'hydrateMe',
      'command',
      'setSpeed',
      'reveal',
      'setHideLibraryObjects',
      'showStep',
    ];
    const more = ['copyFinding', 'thread', 'chooseThread', 'breakOn', '__proto__', 'toString', ''];
    const value = fc.oneof(
      fc.constantFrom<unknown>(0, 1, -1, 0.5, NaN, Infinity, '', 'pause', 'solo', 'text', null),
      fc.constantFrom<unknown>(true, 2 ** 53, 'constructor', undefined),
      fc.anything({ maxDepth: 2 }),
    );
    const fields = ['command', 'speed', 'file', 'line', 'column', 'hide', 'step', 'id', 'format'];
    const message = fc.record(
      {
        kind: fc.oneof(fc.constantFrom(...kinds, ...more), value),
        ...Object.fromEntries([...fields, 'thread', 'object'].map((field) => [field, value])),
      },
      { requiredKeys: [] },
    );
    const runs = Number(process.env.WEFT_FUZZ ?? 2) * 500;
    fc.assert(
      fc.property(fc.oneof(message, value), (sent) => {
        const read = readFromPanel(sent);
        if (read !== undefined) assert.deepEqual(readFromPanel(read), read);
      }),
      { numRuns: runs },
    );
  });

  it('drops what the panel may not ask for', () => {
    const strange: readonly unknown[] = [
      undefined,
      'pause',
      {},
      { kind: 'command', command: 'toString' },
      { kind: 'command', command: 'workbench.action.quit' },
      { kind: 'setSpeed', speed: -1 },
      { kind: 'setSpeed', speed: Number.NaN },
      { kind: 'reveal', file: '/a.py', line: 0, column: 1 },
      { kind: 'reveal', line: 1, column: 1 },
      { kind: 'showStep', step: -1 },
      { kind: 'copyFinding', id: 'f', format: 'html' },
      { kind: 'thread', command: 'kill', thread: 2 },
      { kind: 'thread', command: 'freeze', thread: 0 },
      { kind: 'breakOn', object: '3' },
    ];
    for (const message of strange) assert.equal(readFromPanel(message), undefined);
  });
});
