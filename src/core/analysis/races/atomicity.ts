// What a thread has read and then writes, while another thread writes in between: updates that get
// lost, and acts on what is no longer so. Whether the write depends on the read is for whoever has
// the source (readShape.ts). Locks that guard each access alone are no help here, so this is about
// more than data races (Lu et al., AVIO, ASPLOS 2006; Artho et al., stale values, ATVA 2004).

import { areConcurrent } from '../predictions/happensBefore.ts';
import { heldThroughout } from './lockSets.ts';
import { isWrite, type SeenAccess } from './seenAccess.ts';

/** A read and the write that came after it, in one call of a function. */
interface Turn {
  readonly read: SeenAccess;
  readonly write: SeenAccess;
}

export interface Interference extends Turn {
  /**
   * The write of another thread; or its read at the same place: had it come before the write, that
   * thread would have done as this one did.
   */
  readonly other: SeenAccess;
  /** True if the other's write came between the two in this run. */
  readonly hasHappened: boolean;
}

/** Reads of a thread that a write may go back to. */
const READS_KEPT = 4;
/** Turns, and writes, that are kept of a location. */
const KEPT = 12;

export class AtomicityWatch {
  /** By thread. */
  private readonly reads: SeenAccess[][] = [];
  private readonly turns: Turn[] = [];
  private readonly writes: SeenAccess[] = [];
  /** Reads that may have been made for the same reason as another thread's. */
  private readonly looks: SeenAccess[] = [];

  /** @returns what the access brings to light; the same places may come again */
  add(access: SeenAccess): Interference[] {
    const found: Interference[] = [];
    if (isWrite(access)) {
      for (const read of this.readsBehind(access)) this.turn({ read, write: access }, found);
      for (const turn of this.turns) this.check(turn, access, found);
      keep(this.writes, access, isSame);
      // What is written next goes back to this write.
      if (access.mode === 'write') this.reads[access.thread] = [];
    } else {
      const reads = (this.reads[access.thread] ??= []);
      keep(reads, access, (one, other) => one.site === other.site, READS_KEPT);
      for (const turn of this.turns) this.checkLook(turn, access, found);
      keep(this.looks, access, isSame);
    }
    return found;
  }

  /**
   * The reads that a write may go back to. One that was made again with a lock which is still held
   * does not count: what it said was looked at once more (double-checked locking).
   */
  private readsBehind(write: SeenAccess): SeenAccess[] {
    const reads = (this.reads[write.thread] ?? []).filter(({ frame }) => frame === write.frame);
    const guards = reads.map(({ locks }) => heldThroughout(locks, write.locks).length);
    return reads.filter((_, index) => {
      return !guards.some((count, later) => later > index && count > (guards[index] ?? 0));
    });
  }

  private turn(turn: Turn, found: Interference[]): void {
    const last = this.writes.findLast(({ version }) => version === turn.write.version - 1);
    const isStale = last && last.version > turn.read.version && last.thread !== turn.read.thread;
    if (isStale) found.push({ ...turn, other: last, hasHappened: true });
    for (const other of this.writes) this.check(turn, other, found);
    for (const other of this.looks) this.checkLook(turn, other, found);
    const isSameTurn = (one: Turn, other: Turn): boolean =>
      isSame(one.read, other.read) && isSame(one.write, other.write);
    keep(this.turns, turn, isSameTurn);
  }

  private checkLook(turn: Turn, other: SeenAccess, found: Interference[]): void {
    if (other.site === turn.read.site) this.check(turn, other, found);
  }

  private check({ read, write }: Turn, other: SeenAccess, found: Interference[]): void {
    if (other.thread === read.thread) return;
    if (!areConcurrent(read.everyStamp, other.everyStamp)) return;
    if (!areConcurrent(write.everyStamp, other.everyStamp)) return;
    const guards = heldThroughout(read.locks, write.locks);
    const isGuarded = guards.some(({ object }) => {
      return other.locks.some((each) => each.object === object);
    });
    if (!isGuarded) found.push({ read, write, other, hasHappened: false });
  }
}

/** Nothing new: same thread, place and locks; the later one stands for both. */
function isSame(one: SeenAccess, other: SeenAccess): boolean {
  if (one.site !== other.site || one.thread !== other.thread) return false;
  if (one.locks === other.locks) return true;
  return (
    one.locks.length === other.locks.length &&
    one.locks.every(({ object }, index) => other.locks[index]?.object === object)
  );
}

function keep<T>(list: T[], item: T, isSameItem: (one: T, other: T) => boolean, most = KEPT): void {
  const known = list.findIndex((each) => isSameItem(each, item));
  if (known >= 0) list.splice(known, 1);
  else if (list.length >= most) list.shift();
  list.push(item);
}
