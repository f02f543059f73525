// Reads a run's events as they come and keeps what they foretell. Works on the numbers of a batch:
// most events of a lock-heavy run pass through here without becoming objects.

import type { ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import { EVENT_WIDTH, type TraceBatch } from '../../trace/batch.ts';
import { batchLength, decodeEvent, EventCode } from '../../trace/encode.ts';
import type { EventOf, TraceEvent } from '../../trace/events.ts';
import type { Tables } from '../../trace/world.ts';
import type { PythonSources } from '../pythonSource.ts';
import type { Scene } from '../scene.ts';
import { CallSites, waitsForever } from './callSites.ts';
import { HappensBefore } from './happensBefore.ts';
import { HeldLocks, type HeldLock, type Taking } from './heldLocks.ts';
import { LockOrder } from './lockOrder.ts';
import { ObjectFacts } from './objectFacts.ts';
import type { Prediction, Trouble } from './prediction.ts';
import { Signals } from './signals.ts';

/** Trouble that did happen: it need not be foretold. */
export interface ActualTrouble {
  readonly kind: string;
  readonly objects: readonly ObjectId[];
}

const NO_TABLES: Tables = { sites: [], stacks: [] };

/** Owns what is known of a run for predictions; its memory is bounded. */
export class Predictor {
  private readonly calls: CallSites;
  private readonly facts = new ObjectFacts();
  private readonly order = new HappensBefore();
  private readonly signals = new Signals(this.order, this.facts);
  private readonly held = new HeldLocks();
  private readonly lockOrder: LockOrder;
  private readonly told = new Map<string, Prediction>();
  /** What each thread waits for, or has waited for last. */
  private readonly waits: (EventOf<'wait'> | undefined)[] = [];
  private tables = NO_TABLES;
  private shown: readonly Prediction[] = [];

  constructor(sources: PythonSources) {
    this.calls = new CallSites(sources);
    this.lockOrder = new LockOrder(this.order, {
      wouldWait: (held) => this.wouldWait(held),
      isOwn: (object) => this.facts.isOwnLock(object),
      callAt: (at) => this.calls.at(at, this.tables),
    });
  }

  /** @param tables with the batch's own rows */
  addBatch(batch: TraceBatch, tables: Tables): void {
    this.tables = tables;
    const { numbers } = batch;
    const count = batchLength(batch);
    for (let index = 0; index < count; index++) {
      const offset = index * EVENT_WIDTH;
      const code = numbers[offset];
      if (code === EventCode.run) continue;
      const by = (numbers[offset + 2] ?? 0) as ThreadId;
      const a = numbers[offset + 4] ?? 0;
      const b = numbers[offset + 5] ?? 0;
      if (code === EventCode.acquire) {
        const at = (numbers[offset + 3] ?? 0) as StackId;
        const [step, time] = [(batch.from + index) as Step, numbers[offset + 1] ?? 0];
        this.acquired({ thread: by, object: a as ObjectId, at, step, time }, b);
      } else if (code === EventCode.release) {
        if (b === 0) this.held.release(by, a as ObjectId);
      } else {
        this.apply(decodeEvent(batch, index));
      }
    }
  }

  /**
   * What can happen under another schedule, and did not in this run; the same list if nothing
   * has changed.
   */
  look(scene: Scene, actual: readonly ActualTrouble[]): readonly Prediction[] {
    const found = [...this.lockOrder.troubles.values()].filter(
      (trouble) => !hasHappened(trouble, actual),
    );
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
    const whole = this.facts.of(taking.object)?.partOf;
    if (whole !== undefined) this.signals.entered(taking.thread, whole);
    this.lockOrder.taken(held);
    this.waits[taking.thread] = undefined;
  }

  private apply(event: TraceEvent): void {
    switch (event.kind) {
      case 'objectNew':
        return this.facts.made(event);
      case 'wait':
        this.waits[event.by] = event;
        return;
      case 'wake':
        return this.signals.apply(event, this.waits[event.thread]);
      case 'objectGone':
        this.signals.apply(event, undefined);
        return this.facts.gone(event.object);
      default:
        return this.signals.apply(event, undefined);
    }
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
