// Which accesses become events: all that say something new. As long as a thread is alone with a
// location and does not synchronise, what it repeats is not recorded again.

import type { SharedLocation } from '../../core/analysis/races/raceDetector.ts';
import type { VariableId, StackId, ThreadId } from '../../core/base/ids.ts';
import type { BatchWriter } from '../../core/trace/encode.ts';
import type { AccessMode, EventBody, LocationKind } from '../../core/trace/events.ts';
import type { VirtualClock } from '../kernel/virtualClock.ts';

interface Place {
  readonly thread: ThreadId;
  readonly stack: StackId;
}

interface Recorded {
  thread: ThreadId;
  /** Events of other kinds at that time. */
  others: number;
  /** What the thread has done since another one was at the location. */
  readonly done: Set<number>;
  count: number;
}

/** Accesses of one location that are recorded in full; then only when another thread comes. */
const FULLY_RECORDED = 2_000;
const MOST_RECORDED = 20_000;
const MODES: readonly AccessMode[] = ['read', 'write', 'update'];

export class AccessEvents {
  private readonly writer: BatchWriter;
  private readonly clock: VirtualClock;
  private readonly recorded = new Map<VariableId, Recorded>();
  private own = 0;

  constructor(writer: BatchWriter, clock: VirtualClock) {
    this.writer = writer;
    this.clock = clock;
  }

  location(location: VariableId, locationKind: LocationKind, name: string, place: Place): void {
    this.record({ kind: 'location', location, locationKind, name }, place);
  }

  race(race: Extract<EventBody, { kind: 'race' }>, place: Place): void {
    this.record(race, place);
  }

  access({ id, value }: SharedLocation, site: number, mode: AccessMode, place: Place): void {
    const last = this.lastOf(id);
    const others = this.writer.step - this.own;
    if (last.thread !== place.thread) {
      last.done.clear();
      last.thread = place.thread;
    } else if (last.others !== others && last.count < FULLY_RECORDED) {
      last.done.clear();
    }
    last.others = others;
    const act = site * MODES.length + MODES.indexOf(mode);
    if (last.done.has(act) || last.count >= MOST_RECORDED) return;
    last.done.add(act);
    last.count++;
    this.record({ kind: 'access', location: id, mode, value }, place);
  }

  private lastOf(id: VariableId): Recorded {
    let last = this.recorded.get(id);
    if (last === undefined) {
      last = { thread: 0 as ThreadId, others: 0, done: new Set(), count: 0 };
      this.recorded.set(id, last);
    }
    return last;
  }

  private record(body: EventBody, { thread, stack }: Place): void {
    this.own++;
    this.writer.rich(this.clock.now, thread, stack, body);
  }
}
