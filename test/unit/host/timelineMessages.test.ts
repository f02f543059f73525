import assert from 'node:assert/strict';
import type { Step, ThreadId } from '../../../src/core/base/ids.ts';
import type { FromTimeline } from '../../../src/core/protocol/timeline.ts';
import type { TimelinePart } from '../../../src/core/timeline/part.ts';
import { readFromTimeline } from '../../../src/host/timeline/timelineMessages.ts';

const part: TimelinePart = {
  ...{ axis: 'time', from: -20, to: 1e9, width: 900, mode: 'objects' },
  ...{ lanes: ['object:3'], states: ['blocked'], hideLibraryObjects: true },
};

describe('readFromTimeline', () => {
  it('lets every message of the protocol through as it is', () => {
    const messages: readonly FromTimeline[] = [
      { kind: 'hydrateMe' },
      { kind: 'ready', messages: 2 },
      { kind: 'showStep', step: 7 as Step },
      { kind: 'showStep', step: undefined },
      { kind: 'select', selection: { kind: 'thread', id: 2 as ThreadId } },
      { kind: 'select', selection: { kind: 'finding', id: 'lockCycle:2-3' } },
      { kind: 'select', selection: undefined },
      { kind: 'reveal', file: '/a.py', line: 3, column: 1 },
      { kind: 'setHideLibraryObjects', hide: false },
      { kind: 'goHere', step: 0 as Step },
      { kind: 'command', command: 'runExample' },
      { kind: 'command', command: 'travelToEnd' },
      { kind: 'export', part },
    ];
    for (const message of messages) assert.deepEqual(readFromTimeline(message), message);
  });

  it('drops what the page may not ask for', () => {
    const strange: readonly unknown[] = [
      undefined,
      { kind: 'toString' },
      { kind: 'ready', messages: 0 },
      { kind: 'command', command: 'stop' },
      { kind: 'showStep', step: -1 },
      { kind: 'goHere', step: undefined },
      { kind: 'export' },
      { kind: 'export', part: { ...part, to: part.from } },
      { kind: 'export', part: { ...part, width: NaN } },
      { kind: 'select', selection: { kind: 'thread', id: 'x' } },
      { kind: 'reveal', file: '/a.py', line: 0, column: 1 },
    ];
    for (const value of strange) assert.equal(readFromTimeline(value), undefined);
  });
});
