// Writes lanes as events come: the same meaning of events as trace/fold, which makes one world
// after the other, here as rows of columns. A law in the tests holds the two together.

import { MAIN_THREAD, NO_STACK, NO_THREAD } from '../../base/ids.ts';
import type { ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import type { TraceBatch } from '../../trace/batch.ts';
import { batchLength, decodeEvent } from '../../trace/encode.ts';
import type { BodyOf, EventBody, Outcome } from '../../trace/events.ts';
import type { Tables } from '../../trace/world.ts';
import { codeOfState, type LaneState, stateOfCode } from './laneStates.ts';
import type { LaneTables, Moment, ThreadLane } from './laneTables.ts';
import { LoggingStacks } from './loggingStacks.ts';
import { ObjectFold, waitsFor } from './objectFold.ts';
import type { MarkKind } from './marks.ts';
import type { WakeReason } from './wakes.ts';

/** An exit of the program does not change these. */
const NOT_ALIVE: readonly LaneState[] = ['new', 'finished', 'crashed', 'cutOff'];

export class LaneFold implements Moment {
  private readonly tables: LaneTables;
  private readonly objects: ObjectFold;
  private readonly logging = new LoggingStacks();
  /** The stamp of the event at hand. */
  by = NO_THREAD;
  at = NO_STACK;
  private running: ThreadId | undefined;
  private readonly raised = new Set<ThreadId>();

  constructor(tables: LaneTables) {
    this.tables = tables;
    this.objects = new ObjectFold(tables);
  }

  /** The first step that shows the event at hand. */
  get step(): Step {
    return this.tables.clock.length;
  }

  /** @param rows the trace's sites and stacks as far as the events need them */
  applyBatch(batch: TraceBatch, rows: Tables): void {
    for (let index = 0; index < batchLength(batch); index++) {
      const event = decodeEvent(batch, index);
      this.tables.clock.push(event.time);
      this.by = event.by;
      this.at = event.at;
      const by = this.tables.threads.get(this.by);
      if (by) this.note(by, this.raised.has(by.id) ? NO_STACK : this.at);
      this.apply(event, rows);
    }
  }

  private apply(event: EventBody, rows: Tables): void {
    switch (event.kind) {
      case 'threadNew':
        return this.threadNew(event);
      case 'threadStart':
        this.arrow(event.thread, 'start');
        return this.enter(event.thread, 'ready');
      case 'threadName':
        return this.tables.rename(event.thread, event.name);
      case 'threadEnd':
        return this.finish(event.thread);
      case 'exception':
        this.mark(this.by, 'exception');
        if (this.tables.threads.has(this.by)) this.raised.add(this.by);
        return;
      case 'run':
        return this.run(event.thread);
      case 'objectNew':
        return this.objects.make(event, this);
      case 'objectState':
        this.objects.touch(event.object);
        return this.mark(this.by, 'change', event.object);
      case 'objectGone':
        return this.objects.remove(event.object);
      case 'acquire':
        return this.objects.acquire(event.object, this);
      case 'release':
        return this.objects.release(event, this.by);
      case 'acquireFailed':
        this.objects.touch(event.object);
        return this.mark(this.by, 'failed', event.object);
      case 'wait':
        return this.wait(event);
      case 'wake':
        return this.wake(event);
      case 'notify':
        this.objects.touch(event.object);
        return this.mark(this.by, 'notify', event.object);
      case 'unreachable':
        this.objects.touch(event.object);
        return this.mark(event.thread, 'stuck', event.object);
      case 'location':
      case 'access':
      case 'race':
        return;
      case 'output':
        return this.mark(this.by, this.logging.isLogging(this.at, rows) ? 'logging' : 'output');
      case 'input':
      case 'notice':
        return this.mark(this.by, event.kind);
      case 'end':
        return this.end(event.outcome);
      case 'joined':
        return;
    }
  }

  private threadNew(event: BodyOf<'threadNew'>): void {
    const known = this.tables.threads.get(event.thread);
    if (known) this.tables.rename(event.thread, event.name);
    const lane = known ?? this.tables.addThread(event, this);
    this.objects.dropAll(lane);
    this.raised.delete(event.thread);
    lane.events.push(this.step);
    lane.stacks.push(NO_STACK);
    lane.states.push(this.step, codeOfState('new'), 0, 0);
  }

  private run(thread: ThreadId): void {
    if (this.running === thread) return;
    if (this.running !== undefined) this.enter(this.running, 'ready');
    this.enter(thread, 'running');
  }

  private enter(id: ThreadId, state: LaneState, target = 0, wait = 0): void {
    const lane = this.tables.threads.get(id);
    if (lane === undefined) return;
    if (state === 'running') this.running = id;
    else if (this.running === id) this.running = undefined;
    if (lane.events.at(lane.events.length - 1) !== this.step) this.note(lane, NO_STACK);
    lane.states.push(this.step, codeOfState(state), target, wait);
  }

  /** The event at hand is by this thread or about it. */
  private note(lane: ThreadLane, at: StackId): void {
    lane.stacks.push(at === NO_STACK ? lane.stacks.at(lane.stacks.length - 1) : at);
    lane.events.push(this.step);
  }

  private finish(id: ThreadId): void {
    this.objects.leaveQueue(id);
    this.enter(id, this.raised.has(id) ? 'crashed' : 'finished');
  }

  private wait({ wait }: BodyOf<'wait'>): void {
    const { by } = this;
    this.objects.leaveQueue(by);
    const code = this.tables.waits.codeOf(wait);
    switch (wait.kind) {
      case 'sleep':
        return this.enter(by, 'sleeping', 0, code);
      case 'input':
        return this.enter(by, 'waiting', 0, code);
      case 'join':
      case 'start':
      case 'shutdown':
        return this.enter(by, 'waiting', wait.thread, code);
      case 'lock':
      case 'object': {
        this.enter(by, wait.kind === 'lock' ? 'blocked' : 'waiting', wait.object, code);
        this.objects.joinQueue(wait.object, by);
      }
    }
  }

  private wake(event: BodyOf<'wake'>): void {
    this.arrow(event.thread, event.reason);
    this.objects.leaveQueue(event.thread);
    if (this.running !== event.thread) this.enter(event.thread, 'ready');
  }

  private arrow(thread: ThreadId, reason: WakeReason): void {
    const { by, at } = this;
    const woken = this.tables.threads.get(thread);
    if (!woken) return;
    const object = waitsFor(woken);
    const waitedAt = woken.stacks.at(woken.stacks.length - 1) as StackId;
    const index = this.tables.wakes.length;
    this.tables.wakes.push({ step: this.step, by, at, thread, waitedAt, object, reason });
    woken.wakes.push(index);
    if (by !== thread) this.tables.threads.get(by)?.wakes.push(index);
    if (object !== undefined) this.objects.touch(object);
  }

  private end(outcome: Outcome): void {
    if (outcome.kind !== 'exited') return;
    for (const { id, states } of this.tables.threads.values()) {
      const kind = stateOfCode(states.lastKind);
      if (kind === undefined || NOT_ALIVE.includes(kind)) continue;
      if (id === MAIN_THREAD) this.finish(id);
      else {
        this.objects.leaveQueue(id);
        this.enter(id, 'cutOff');
      }
    }
  }

  private mark(by: ThreadId, kind: MarkKind, object?: ObjectId): void {
    const lane = this.tables.threads.get(by);
    (lane?.marks ?? this.tables.marks).push(this.step, kind, object);
  }
}
