// The timeline of a run as data: for each thread the states it went through and the locks it
// held, for each lock who owned it and how many waited, arrows from waker to woken, marks. Rows
// are columns of numbers, so a million events cost some tens of bytes each; what is so at a step
// is a binary search. Steps are those of worlds: a row begins at the first step that shows it.

import { NO_STACK } from '../../base/ids.ts';
import type { Nanoseconds, ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import type { TraceBatch } from '../../trace/batch.ts';
import type { Wait } from '../../trace/events.ts';
import type { Tables } from '../../trace/world.ts';
import type { Clock } from './clock.ts';
import { LaneFold } from './laneFold.ts';
import { LANE_STATES, type LaneState, stateOfCode } from './laneStates.ts';
import { LaneTables, type ObjectLane, TAKEN, type ThreadLane } from './laneTables.ts';
import type { Marks } from './marks.ts';
import type { Axis, Track } from './track.ts';
import type { Wakes } from './wakes.ts';

/** From the first step that shows it to the first that does not, or to the end of the trace. */
interface Span {
  readonly from: Step;
  readonly to: Step;
  readonly start: Nanoseconds;
  readonly end: Nanoseconds;
}

export interface Segment extends Span {
  readonly thread: ThreadId;
  readonly state: LaneState;
  /** How it waits, if it does. */
  readonly wait: Wait['kind'] | undefined;
  /** `wait`, `get` …: where it waits for an object that is no lock. */
  readonly operation: string | undefined;
  readonly object: ObjectId | undefined;
  /** The thread that it waits for the end or the beginning of. */
  readonly awaited: ThreadId | undefined;
  /** Where the thread is when the segment begins. */
  readonly at: StackId;
}

export interface Hold extends Span {
  readonly thread: ThreadId;
  readonly object: ObjectId;
  /** The stack that acquired it. */
  readonly at: StackId;
}

/** A time in which threads wait for an object. */
export interface Contention extends Span {
  readonly waiters: number;
}

export class Lanes {
  private readonly tables = new LaneTables();
  private readonly fold = new LaneFold(this.tables);
  private readonly rows: { sites: Tables['sites'][number][]; stacks: Tables['stacks'][number][] } =
    { sites: [], stacks: [] };

  /** @param rows sites and stacks that came before the first batch */
  constructor(rows: Tables = { sites: [], stacks: [] }) {
    this.add(rows);
  }

  get clock(): Clock {
    return this.tables.clock;
  }

  /** Number of events so far. */
  get length(): Step {
    return this.tables.clock.length;
  }

  /** Virtual time of the last event. */
  get time(): Nanoseconds {
    return this.clock.timeAt(this.length);
  }

  /** In order of creation. */
  get threads(): ReadonlyMap<ThreadId, ThreadLane> {
    return this.tables.threads;
  }

  get objects(): ReadonlyMap<ObjectId, ObjectLane> {
    return this.tables.objects;
  }

  get wakes(): Wakes {
    return this.tables.wakes;
  }

  /** Of events that no thread made. */
  get marks(): Marks {
    return this.tables.marks;
  }

  /** Takes the next events. @returns false if events are missing before them */
  append(batch: TraceBatch): boolean {
    if (batch.from !== this.length) return false;
    this.add(batch);
    this.fold.applyBatch(batch, this.rows);
    return true;
  }

  /** What a thread does at a step; undefined before it was made. */
  segmentAt(thread: ThreadId, step: Step): Segment | undefined {
    const lane = this.threads.get(thread);
    return lane && this.segment(lane, lane.states.rowAt(step));
  }

  segment(lane: ThreadLane, row: number): Segment | undefined {
    const { states, id: thread } = lane;
    const state = row < 0 ? undefined : stateOfCode(states.kindAt(row));
    if (state === undefined) return undefined;
    const isWait = state === 'blocked' || state === 'waiting' || state === 'sleeping';
    const way = isWait ? this.tables.waits.wayOf(states.extraAt(row)) : undefined;
    const wait = way?.kind;
    const target = states.valueAt(row);
    const ofThread = wait === 'join' || wait === 'start' || wait === 'shutdown';
    return {
      ...this.span(states, row),
      ...{ thread, state, wait, operation: way?.operation },
      object: ofThread || target === 0 ? undefined : (target as ObjectId),
      awaited: ofThread ? (target as ThreadId) : undefined,
      at: this.stackAt(thread, states.fromStep(row)),
    };
  }

  /** What a thread holds at a step, in order of acquisition. */
  holdsAt(thread: ThreadId, step: Step): readonly Hold[] {
    const rows = this.threads.get(thread)?.holds ?? [];
    return rows
      .flatMap((track) => this.hold(thread, track, track.rowAt(step)) ?? [])
      .sort((a, b) => a.from - b.from);
  }

  /** A row of one of the thread's `holds`; undefined where it is free. */
  hold(thread: ThreadId, track: Track, row: number): Hold | undefined {
    if (row < 0 || track.kindAt(row) !== TAKEN) return undefined;
    const object = track.valueAt(row) as ObjectId;
    return { ...this.span(track, row), thread, object, at: track.extraAt(row) as StackId };
  }

  /** Who owns a lock at a step. */
  ownedAt(object: ObjectId, step: Step): Hold | undefined {
    const owners = this.objects.get(object)?.owners;
    return owners && this.owned(object, owners, owners.rowAt(step));
  }

  /** A row of an object's `owners`; undefined where nobody owns it. */
  owned(object: ObjectId, owners: Track, row: number): Hold | undefined {
    if (row < 0 || owners.kindAt(row) !== TAKEN) return undefined;
    const thread = owners.valueAt(row) as ThreadId;
    return { ...this.span(owners, row), thread, object, at: owners.extraAt(row) as StackId };
  }

  /** How many threads stand in an object's queue at a step. */
  waitersAt(object: ObjectId, step: Step): number {
    const queue = this.objects.get(object)?.queue;
    return queue ? queue.valueAt(queue.rowAt(step)) : 0;
  }

  /** When others waited for an object, between two steps; a change of their number is a new row. */
  contentions(object: ObjectId, from: Step, to: Step): readonly Contention[] {
    const queue = this.objects.get(object)?.queue;
    if (!queue) return [];
    const found: Contention[] = [];
    for (let row = Math.max(0, queue.rowAt(from)); row < queue.length; row++) {
      if (queue.fromStep(row) >= to) break;
      const waiters = queue.valueAt(row);
      if (waiters > 0) found.push({ ...this.clipped(this.span(queue, row), from, to), waiters });
    }
    return found;
  }

  /** Where a thread is at a step; NO_STACK before it has done anything. */
  stackAt(thread: ThreadId, step: Step): StackId {
    const lane = this.threads.get(thread);
    if (!lane) return NO_STACK;
    const row = lane.events.lastAtMost(step);
    return (row < 0 ? NO_STACK : lane.stacks.at(row)) as StackId;
  }

  /** How long the thread was in each state between two steps, in nanoseconds or events. */
  summary(
    thread: ThreadId,
    axis: Axis = 'time',
    from = 0 as Step,
    to = this.length,
  ): ReadonlyMap<LaneState, number> {
    const amounts = this.threads.get(thread)?.states.amounts(axis, from, to);
    const entries = LANE_STATES.map((state, index) => [state, amounts?.[index + 1] ?? 0] as const);
    return new Map(entries.filter(([, amount]) => amount > 0));
  }

  /** The next or previous step at which something happens in a list of steps (`events`). */
  nextIn(events: ThreadLane['events'], step: Step, direction: 1 | -1): Step | undefined {
    const last = events.lastAtMost(direction === 1 ? step : step - 1);
    const row = direction === 1 ? last + 1 : last;
    return row < 0 || row >= events.length ? undefined : (events.at(row) as Step);
  }

  /** Bytes of all columns. */
  get bytes(): number {
    let sum = this.clock.bytes + this.wakes.bytes + this.marks.bytes;
    for (const { states, holds, events, stacks, marks, wakes } of this.threads.values()) {
      for (const column of [states, ...holds, events, stacks, marks, wakes]) sum += column.bytes;
    }
    for (const { owners, queue, events } of this.objects.values()) {
      sum += owners.bytes + queue.bytes + events.bytes;
    }
    return sum;
  }

  private span(track: Track, row: number): Span {
    const from = track.fromStep(row);
    const to = track.toStep(row);
    return { from, to, start: this.clock.timeAt(from), end: this.clock.timeAt(to) };
  }

  private clipped({ from, to }: Span, first: Step, last: Step): Span {
    const start = Math.max(from, first) as Step;
    const end = Math.min(to, last) as Step;
    const { clock } = this;
    return { from: start, to: end, start: clock.timeAt(start), end: clock.timeAt(end) };
  }

  private add({ sites, stacks }: Tables): void {
    for (const site of sites) this.rows.sites.push(site);
    for (const stack of stacks) this.rows.stacks.push(stack);
  }
}
