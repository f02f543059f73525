// What it costs to look for deadlocks while a run grows: the share of a run that does little else
// than take contended locks, and a thousand threads that wait for each other without a ring.

import { explainedFindings } from '../../src/core/analysis/findingView.ts';
import { FindingWatch } from '../../src/core/analysis/findingWatch.ts';
import type { ObjectId, StackId, ThreadId } from '../../src/core/base/ids.ts';
import type { TraceBatch } from '../../src/core/trace/batch.ts';
import { BatchWriter, batchLength, writeEvent } from '../../src/core/trace/encode.ts';
import type { EventBody } from '../../src/core/trace/events.ts';
import { WorldFold } from '../../src/core/trace/fold.ts';
import { recordUnderWeft } from './weft.ts';

export interface WatchCost {
  readonly events: number;
  readonly batches: number;
  /** Milliseconds for the whole trace. */
  readonly time: number;
}

/** The cost beside the milliseconds of the run itself. */
export async function costInLockHeavyRun(): Promise<WatchCost & { readonly run: number }> {
  const { batches, end } = await recordUnderWeft('contended.py', 200_000);
  return { ...watchCost(batches), run: end };
}

const MANY = 1000;

/**
 * A thousand threads have a lock each, and each wants the next one's, but the last is free. It
 * is looked at after every ten events.
 */
export function costOfManyThreads(): WatchCost {
  const writer = new BatchWriter();
  const batches: TraceBatch[] = [];
  const emit = (by: number, body: EventBody): void => {
    writeEvent(writer, { time: 0, by: by as ThreadId, at: 0 as StackId, ...body });
    if (writer.length >= 10) batches.push(writer.take());
  };
  for (let id = 1; id <= MANY; id++) {
    const thread = id as ThreadId;
    const object = id as ObjectId;
    emit(1, {
      ...{ kind: 'threadNew', thread, name: `t${id}`, daemon: false, ident: id, isLibrary: false },
    });
    emit(1, { kind: 'threadStart', thread });
    emit(1, {
      ...{ kind: 'objectNew', object, objectKind: 'Lock', typeName: 'Lock', partOf: undefined },
      ...{ lock: undefined, isLibrary: false, state: { kind: 'none' } },
    });
  }
  for (let id = 1; id <= MANY; id++)
    emit(id, { kind: 'acquire', object: id as ObjectId, count: 1 });
  for (let id = 1; id < MANY; id++) {
    const object = (id + 1) as ObjectId;
    emit(id, { kind: 'wait', wait: { kind: 'lock', object }, until: undefined });
  }
  batches.push(writer.take());
  return watchCost(batches);
}

function watchCost(batches: readonly TraceBatch[]): WatchCost {
  const fold = new WorldFold();
  const watch = new FindingWatch();
  const tables = { sites: [], stacks: [] };
  const cost = { events: 0, time: 0 };
  for (const batch of batches) {
    fold.applyBatch(batch);
    cost.events += batchLength(batch);
    const start = performance.now();
    watch.see(batch);
    watch.look({ world: fold.world, tables, names: {} });
    cost.time += performance.now() - start;
  }
  if (explainedFindings({ world: fold.world, tables, names: {} }).length > 0) {
    throw new Error('there should be no trouble');
  }
  return { ...cost, batches: batches.length };
}
