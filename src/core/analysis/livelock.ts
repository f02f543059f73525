// Threads that run and get nowhere. When a run has reached a limit, the end of its trace tells:
// if for many events nobody printed, started or ended, and every thread that acted tried in vain
// again and again, then that is what the run was busy with.

import type { ObjectId, StackId, Step, ThreadId } from '../base/ids.ts';
import type { EventKind, TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

/** What a thread did in vain at one place. */
export interface Attempt {
  readonly thread: ThreadId;
  /** `try`: a lock that was not free; `timeout`: a wait that nobody ended; `sleep`. */
  readonly kind: 'try' | 'timeout' | 'sleep';
  /** What it was about; undefined for a sleep and for the end of a thread. */
  readonly object: ObjectId | undefined;
  readonly at: StackId;
  readonly count: number;
  /** The owners of the lock at these moments, most frequent first; without the thread itself. */
  readonly owners: readonly ThreadId[];
}

export interface Livelock {
  /** Number of events in which nothing else happened. */
  readonly length: number;
  /** Most frequent first. */
  readonly attempts: readonly Attempt[];
}

/** Events looked at; fewer if something got on meanwhile. */
const LONGEST = 50_000;
/** A shorter end proves nothing. */
const SHORTEST = 1_000;
/** A thread that tried less often may have been about to succeed. */
const OFTEN = 20;

const PROGRESS: ReadonlySet<EventKind> = new Set<EventKind>([
  'threadNew',
  'threadStart',
  'threadEnd',
  'exception',
  'output',
  'input',
]);

/** Undefined if something got on, or if it can't be told. */
export function livelockAtEnd(trace: Trace): Livelock | undefined {
  const start = lastProgress(trace);
  const length = trace.length - start;
  if (length < SHORTEST) return undefined;
  const tally = new Tally();
  for (const event of trace.events(start)) tally.add(event);
  const attempts = tally.attempts().filter(({ count }) => count >= OFTEN);
  const trying = new Set(attempts.map(({ thread }) => thread));
  // A thread that began to wait at first and did no more has no part in it.
  const middle = Math.floor(start + length / 2) as Step;
  const isAll = [...trace.events(middle)].every(({ by }) => by === 0 || trying.has(by));
  return isAll && attempts.length > 0 ? { length, attempts } : undefined;
}

/** The step after the last event by which something got on, in the last part of the trace. */
function lastProgress(trace: Trace): Step {
  const earliest = Math.max(0, trace.length - LONGEST);
  let step = trace.length;
  if (trace.eventAt((step - 1) as Step)?.kind === 'end') step--;
  while (step > earliest) {
    const event = trace.eventAt((step - 1) as Step);
    if (event === undefined || PROGRESS.has(event.kind)) break;
    step--;
  }
  return step;
}

type Pending = Pick<Attempt, 'kind' | 'object' | 'at'>;

class Tally {
  private readonly counts = new Map<string, Attempt>();
  private readonly ownerCounts = new Map<string, Map<ThreadId, number>>();
  private readonly owners = new Map<ObjectId, ThreadId>();
  /** Timed waits that are going on. */
  private readonly waiting = new Map<ThreadId, Pending>();

  add(event: TraceEvent): void {
    const { by, at } = event;
    if (event.kind === 'wake') return this.wake(event);
    if (event.kind === 'acquire') this.owners.set(event.object, by);
    else if (event.kind === 'release' && event.count === 0) this.owners.delete(event.object);
    else if (event.kind === 'wait') this.wait(event);
    // At the end of a timeout the wake has told already.
    else if (event.kind === 'acquireFailed' && !this.waiting.delete(by)) {
      this.count(by, { kind: 'try', object: event.object, at });
    }
  }

  attempts(): Attempt[] {
    const all = [...this.counts].map(([key, attempt]) => {
      const counts = [...(this.ownerCounts.get(key) ?? [])].sort((one, other) => other[1] - one[1]);
      return { ...attempt, owners: counts.map(([owner]) => owner) };
    });
    return all.sort((one, other) => other.count - one.count);
  }

  private wait({ by, at, wait, until }: Extract<TraceEvent, { kind: 'wait' }>): void {
    this.waiting.delete(by);
    if (until === undefined) return;
    const object = wait.kind === 'lock' || wait.kind === 'object' ? wait.object : undefined;
    this.waiting.set(by, { kind: wait.kind === 'sleep' ? 'sleep' : 'timeout', object, at });
  }

  private wake({ thread, reason }: Extract<TraceEvent, { kind: 'wake' }>): void {
    const pending = this.waiting.get(thread);
    if (pending === undefined) return;
    if (reason === 'timeout') this.count(thread, pending);
    // Of a lock's timeout an `acquireFailed` follows.
    if (pending.kind === 'sleep' || reason !== 'timeout') this.waiting.delete(thread);
  }

  private count(thread: ThreadId, { kind, object, at }: Pending): void {
    const key = `${thread} ${kind} ${object ?? ''} ${at}`;
    const count = (this.counts.get(key)?.count ?? 0) + 1;
    this.counts.set(key, { thread, kind, object, at, count, owners: [] });
    const owner = object === undefined ? undefined : this.owners.get(object);
    if (owner === undefined || owner === thread) return;
    const counts = this.ownerCounts.get(key) ?? new Map<ThreadId, number>();
    this.ownerCounts.set(key, counts.set(owner, (counts.get(owner) ?? 0) + 1));
  }
}
