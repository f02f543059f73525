import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FindingWatch } from '../../../../src/core/analysis/findingWatch.ts';
import { explainedFindings } from '../../../../src/core/analysis/findingView.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import { WorldFold } from '../../../../src/core/trace/fold.ts';
import { createRandomStrategy } from '../../../../src/core/schedule/random.ts';
import { lockPrograms, playLocks } from '../../../support/kernel/lockProgram.ts';
import { newLock } from '../../../support/kernel/newLock.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

const tables = { sites: [], stacks: [] };
const exit = { kind: 'exited', exitCode: 0 } as const;

/** Ids of what a watch finds and what a look at the whole world finds, after each batch. */
function bothWays(events: readonly TraceEvent[], batchSize: number): [string[], string[]] {
  const fold = new WorldFold();
  const watch = new FindingWatch();
  const writer = new BatchWriter();
  const [watched, looked]: [string[], string[]] = [[], []];
  for (const [index, event] of events.entries()) {
    writeEvent(writer, event);
    if (writer.length < batchSize && index < events.length - 1) continue;
    const batch = writer.take();
    fold.applyBatch(batch);
    const scene = { world: fold.world, tables, names: {} };
    watch.see(batch);
    watched.push(
      watch
        .look(scene)
        .map(({ id, certainty }) => `${id} ${certainty}`)
        .join(),
    );
    looked.push(
      explainedFindings(scene)
        .map(({ id, certainty }) => `${id} ${certainty}`)
        .join(),
    );
  }
  return [watched, looked];
}

describe('a watch for findings', () => {
  it('sees after every batch what a look at the whole world sees', () => {
    fc.assert(
      fc.property(
        lockPrograms,
        fc.nat(1000),
        fc.integer({ min: 1, max: 9 }),
        (program, seed, size) => {
          const events: TraceEvent[] = [1, 2, 3].map((id) => newLock(id));
          playLocks(program, createRandomStrategy(seed), (event) => events.push(event));
          const [watched, looked] = bothWays(events, size);
          assert.deepEqual(watched, looked);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same list while nothing changes', () => {
    const { trace, names } = traceFromText(`
      main     a        b
      .        take A   .
      .        .        take B
      .        take B   .
      .        .        take A
      take C   .        .
    `);
    const watch = new FindingWatch();
    const look = () =>
      watch.look({ world: trace.worldAt(trace.length), tables: trace.tables, names });
    const writer = new BatchWriter();
    for (const event of trace.events()) writeEvent(writer, event);
    watch.see(writer.take());
    const first = look();
    assert.equal(first.length, 1);
    assert.equal(look(), first);
  });

  it('keeps over an exit what was wrong with threads that it cuts off', () => {
    const { trace, names } = traceFromText(
      `
      main     a*       b*
      .        take A   .
      .        .        take B
      .        take B   .
      .        .        take A
    `,
      exit,
    );
    const watch = new FindingWatch();
    const writer = new BatchWriter();
    for (const event of trace.events()) writeEvent(writer, event);
    watch.see(writer.take());
    const end = trace.length;
    const lookAt = (step: number) =>
      watch.look({ world: trace.worldAt(step as typeof end), tables: trace.tables, names });
    const before = lookAt(end - 1);
    assert.deepEqual(
      before.map(({ kind }) => kind),
      ['lockCycle'],
    );
    assert.equal(lookAt(end), before);
  });
});
