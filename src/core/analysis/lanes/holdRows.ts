// In which row of a thread's lane a lock is that the thread holds, and which row is free. Where there are few
// rows they are looked through, else there is an index: so it costs little to take one lock more.

import type { ObjectId, ThreadId } from '../../base/ids.ts';
import { FREE, TAKEN, type ThreadLane } from './laneTables.ts';
import type { Track } from './track.ts';

/** From so many rows on there is an index. */
const MANY = 16;

interface Index {
  readonly rows: Map<ObjectId, Track>;
  /** Where each row is. */
  readonly positions: Map<Track, number>;
  /** No row before this one is free. */
  firstFree: number;
}

type Lane = Pick<ThreadLane, 'id' | 'holds'>;

export class HoldRows {
  private readonly indices = new Map<ThreadId, Index>();

  /** The row of a lock that the thread holds. */
  of({ id, holds }: Lane, object: ObjectId): Track | undefined {
    if (holds.length < MANY) return holds.find((hold) => isHolding(hold, object));
    return this.index(id, holds).rows.get(object);
  }

  /** The first row that is free; undefined if there is none. */
  free({ id, holds }: Lane): Track | undefined {
    if (holds.length < MANY) return holds.find(isFree);
    const index = this.index(id, holds);
    for (; index.firstFree < holds.length; index.firstFree++) {
      const row = holds[index.firstFree];
      if (row && isFree(row)) return row;
    }
    return undefined;
  }

  taken({ id, holds }: Lane, object: ObjectId, row: Track): void {
    const index = this.indices.get(id);
    if (!index) return;
    index.rows.set(object, row);
    if (!index.positions.has(row)) index.positions.set(row, holds.length - 1);
  }

  dropped({ id }: Lane, object: ObjectId, row: Track): void {
    const index = this.indices.get(id);
    if (!index) return;
    index.rows.delete(object);
    index.firstFree = Math.min(index.firstFree, index.positions.get(row) ?? 0);
  }

  /** The thread is made anew. */
  forget({ id }: Lane): void {
    this.indices.delete(id);
  }

  private index(thread: ThreadId, holds: readonly Track[]): Index {
    const known = this.indices.get(thread);
    if (known) return known;
    const taken = holds.filter((hold) => !isFree(hold));
    const index: Index = {
      rows: new Map(taken.map((hold) => [hold.lastValue as ObjectId, hold])),
      positions: new Map(holds.map((hold, position) => [hold, position])),
      firstFree: 0,
    };
    this.indices.set(thread, index);
    return index;
  }
}

function isFree({ lastKind }: Track): boolean {
  return lastKind === FREE;
}

function isHolding({ lastKind, lastValue }: Track, object: ObjectId): boolean {
  return lastKind === TAKEN && lastValue === object;
}
