// Reads a run's events as they come and keeps what they foretell. Works on the numbers of a batch:
// most events of a lock-heavy run pass through here without becoming objects.

import type { ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import { EVENT_WIDTH, type TraceBatch } from '../../trace/batch.ts';
import { batchLength, decodeEvent, EventCode } from '../../trace/encode.ts';
import { afterSamePairs, isLockPair } from '../../trace/lockPairs.ts';
import type { EventOf, TraceEvent } from '../../trace/events.ts';
import type { Tables } from '../../trace/world.ts';
import { methodCall } from '../lockSyntax.ts';
import type { PythonSources } from '../pythonSource.ts';
import type { Scene } from '../scene.ts';
import { BlockingUnderLock } from './blockingUnderLock.ts';
import { CallSites, waitsForever } from './callSites.ts';
import { CodeReading } from './codeReading.ts';
import { HappensBefore } from './happensBefore.ts';
import { HeldLocks, type HeldLock, type Taking } from './heldLocks.ts';
import { LockOrder } from './lockOrder.ts';
import { ObjectFacts } from './objectFacts.ts';
import type { Act, Prediction, Trouble } from './prediction.ts';
import { Signals } from './signals.ts';

/** Trouble that did happen: it need not be foretold. */
export interface ActualTrouble {
  readonly kind: string;
  readonly objects: readonly ObjectId[];
}

/**
 * Ids of threads up to which runs are read: what each knows of each other takes room and time with the
 * square of their number.
 */
const MOST_THREADS = 4_096;

const NO_TABLES: Tables = { sites: [], stacks: [] };

/** Owns what is known of a run for predictions; its memory is bounded. */
export class Predictor {
  private readonly calls: CallSites;
  private readonly facts = new ObjectFacts();
  private readonly order = new HappensBefore();
  private readonly signals = new Signals(this.order, this.facts);
  private readonly held = new HeldLocks();
  private readonly lockOrder: LockOrder;
  private readonly blocking: BlockingUnderLock;
  private readonly reading: CodeReading;
  private readonly told = new Map<string, Prediction>();
  /** What each thread waits for, or has waited for last. */
  private readonly waits: (EventOf<'wait'> | undefined)[] = [];
  private tables = NO_TABLES;
  private shown: readonly Prediction[] = [];
  /** There are too many threads; what was foretold before stays. */
  private isOver = false;

  constructor(sources: PythonSources) {
    this.calls = new CallSites(sources);
    this.lockOrder = new LockOrder(this.order, {
      wouldWait: (held) => this.wouldWait(held),
      isOwn: (object) => this.facts.isOwnLock(object),
      callAt: (at) => this.calls.at(at, this.tables),
    });
    this.blocking = new BlockingUnderLock(this.order, {
      isOwn: (object) => this.facts.isOwnLock(object),
      placeOf: ({ at }) => this.calls.at(at, this.tables)?.place,
      waitsForever: ({ at }) => {
        const call = this.calls.at(at, this.tables);
        return call !== undefined && waitsForever(call);
      },
    });
    this.reading = new CodeReading(this.calls, this.facts);
  }

  /** @param tables with the batch's own rows */
  addBatch(batch: TraceBatch, tables: Tables): void {
    this.tables = tables;
    const { numbers } = batch;
    const count = batchLength(batch);
    for (let index = 0; index < count && !this.isOver; index++) {
      const offset = index * EVENT_WIDTH;
      const code = numbers[offset];
      if (code === EventCode.run) continue;
      const by = (numbers[offset + 2] ?? 0) as ThreadId;
      this.isOver = by > MOST_THREADS;
      const a = numbers[offset + 4] ?? 0;
      const b = numbers[offset + 5] ?? 0;
      const at = (numbers[offset + 3] ?? 0) as StackId;
      const step = (batch.from + index) as Step;
      const time = numbers[offset + 1] ?? 0;
      if (index + 1 < count && isLockPair(numbers, index)) {
        const held = this.held.known(by, a as ObjectId, at);
        if (held && b === 1 && this.isSettled(held)) {
          index = afterSamePairs(numbers, index + 2, count) - 1;
          held.step = (batch.from + index - 1) as Step;
          held.time = numbers[(index - 1) * EVENT_WIDTH + 1] ?? 0;
          continue;
        }
      }
      if (code === EventCode.acquire) {
        this.acquired({ thread: by, object: a as ObjectId, at, step, time }, b);
      } else if (code === EventCode.release) {
        if (b === 0) this.released({ thread: by, object: a as ObjectId, at, step });
      } else {
        this.apply(decodeEvent(batch, index), step);
      }
    }
  }

  /**
   * What can happen under another schedule, and did not in this run; the same list if nothing
   * has changed.
   */
  look(scene: Scene, actual: readonly ActualTrouble[]): readonly Prediction[] {
    this.reading.matchReleases(this.tables);
    const kinds = [this.lockOrder, this.blocking, this.reading];
    const all = kinds.flatMap(({ troubles }) => [...troubles.values()]);
    const found = all.filter((trouble) => !hasHappened(trouble, actual));
    const isSame =
      found.length === this.shown.length &&
      found.every((trouble, index) => trouble.id === this.shown[index]?.id);
    if (!isSame) this.shown = found.map((trouble) => this.tell(trouble, scene));
    return this.shown;
  }

  private tell(trouble: Trouble, scene: Scene): Prediction {
    const known = this.told.get(trouble.id);
    if (known) return known;
    const prediction = trouble.tell(scene);
    this.told.set(trouble.id, prediction);
    return prediction;
  }

  private acquired(taking: Taking, count: number): void {
    const held = this.held.take(taking, count);
    if (held === undefined) return;
    if (this.isSettled(held)) return;
    this.settle(held, taking);
    this.waits[taking.thread] = undefined;
  }

  /** There is nothing to learn from the lock's being taken there again. */
  private isSettled({ thread, settledAt }: HeldLock): boolean {
    const isSame = settledAt !== undefined && settledAt === this.order.clockOf(thread);
    return isSame && this.waits[thread] === undefined;
  }

  /** All that there is to know of a lock taken again at the same place, until it learns more. */
  private settle(held: HeldLock, taking: Taking): void {
    const { thread, object } = taking;
    const whole = this.facts.of(object)?.partOf;
    if (whole !== undefined) this.signals.entered(thread, whole);
    this.lockOrder.taken(held);
    const waited = this.waits[thread];
    const isWaited = waited?.wait.kind === 'lock' && waited.wait.object === object;
    this.blocking.taken(held, taking, isWaited ? waited.time : undefined);
    if (!held.isRead) {
      held.isRead = true;
      this.reading.taken(held, this.tables);
    }
    // The state of what a lock is part of may change in between.
    held.settledAt = whole === undefined ? this.order.clockOf(thread) : undefined;
  }

  private released(act: Act): void {
    const held = this.held.release(act.thread, act.object);
    if (held === undefined || held.thread === act.thread) return;
    const { thread, object, at, step } = held;
    this.reading.releasedByOther({ thread, object, at, step }, act);
  }

  private apply(event: TraceEvent, step: Step): void {
    switch (event.kind) {
      case 'objectNew':
        return this.facts.made(event);
      case 'wait':
        return this.waiting(event, step);
      case 'wake':
        this.blocking.woken(event.thread, event.by, event.time);
        return this.signals.apply(event, this.waits[event.thread]);
      case 'objectGone':
        this.signals.apply(event, undefined);
        this.blocking.gone(event.object);
        return this.facts.gone(event.object);
      case 'joined':
        this.joined(event, step);
        return this.signals.apply(event, undefined);
      default:
        return this.signals.apply(event, undefined);
    }
  }

  /** A join that need not wait might have to under another schedule. */
  private joined({ by, at, time, thread }: EventOf<'joined'>, step: Step): void {
    const call = this.calls.at(at, this.tables);
    const joins = call && methodCall(call.source, call.node);
    if (joins?.method !== 'join' || joins.args.length > 0) return;
    const wait = { kind: 'join', thread } as const;
    const event = { kind: 'wait', by, at, time, wait, until: undefined } as const;
    this.blocking.waits(event, step, this.held.top(by));
    this.blocking.woken(by, thread, time);
  }

  private waiting(event: EventOf<'wait'>, step: Step): void {
    this.waits[event.by] = event;
    this.blocking.waits(event, step, this.held.top(event.by));
    if (event.until === undefined) this.reading.waits(event, step, this.tables);
  }

  /** A wait for a lock tells it; without one, the text of the call. */
  private wouldWait({ thread, object, at }: HeldLock): boolean {
    const waited = this.waits[thread];
    if (waited?.wait.kind === 'lock' && waited.wait.object === object) {
      return waited.until === undefined;
    }
    const call = this.calls.at(at, this.tables);
    return call !== undefined && waitsForever(call);
  }
}

function hasHappened(trouble: Trouble, actual: readonly ActualTrouble[]): boolean {
  return actual.some(({ objects }) => trouble.objects.every((object) => objects.includes(object)));
}
