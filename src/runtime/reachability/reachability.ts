// When it is asked who can still be woken: as a thread ends, and before the clock moves because
// nobody can run. Both are moments of the program, not of the machine, so the answer is in the
// trace at the same step in every run. Looking changes nothing that a script can see.

import type { ThreadId } from '../../core/base/ids.ts';
import { NO_STACK, NO_THREAD } from '../../core/base/ids.ts';
import type { BatchWriter } from '../../core/trace/encode.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Standing } from '../kernel/scheduler.ts';
import { OverBudget, Search, type ObjectFacts } from './search.ts';

/** Objects that one search may look at; beyond, everything counts as reachable. */
const MOST_OBJECTS = 100_000;
/**
 * A search begins only if those before it have looked at no more objects than this for a start and
 * so many for each event. An object takes up to 1 µs, an event 5 µs: 2 %.
 */
const CREDIT = 5_000;
const CREDIT_OF_EVENT = 0.1;
/** Of the threads that wait longest, so many are looked at to see whether a search is due. */
const ELDERS = 8;
/** Moments that may pass until somebody new is noticed while others wait for long. */
const MOST_MOMENTS = 16;

interface Waiter {
  /** The step at which it began to wait. */
  readonly since: number;
  /** Moments that it has waited through. */
  age: number;
  /** At this age it is looked at; doubled each time, as most waits end soon. */
  patience: number;
}

export class Reachability {
  private readonly kernel: Kernel;
  private readonly writer: BatchWriter;
  private readonly facts: ObjectFacts;
  private readonly memorySize: () => number;
  private readonly waiters = new Map<ThreadId, Waiter>();
  private readonly stuck = new Set<ThreadId>();
  private lastStep = -1;
  /** Moments from the last look at the waiters to the next, and those that are left of them. */
  private interval = 1;
  private countdown = 1;
  /** Objects looked at; of a search that found somebody only a part. */
  private work = 0;
  private marks = new Uint8Array();

  /** `memorySize` in bytes. */
  constructor(
    run: { readonly kernel: Kernel; readonly writer: BatchWriter },
    facts: ObjectFacts,
    memorySize: () => number,
  ) {
    this.kernel = run.kernel;
    this.writer = run.writer;
    this.facts = facts;
    this.memorySize = memorySize;
  }

  /** To be called at every moment at which somebody may have become unreachable. */
  look(): void {
    const { kernel, writer } = this;
    if (kernel.waits.lasting <= this.stuck.size || writer.step === this.lastStep) return;
    this.lastStep = writer.step;
    if (--this.countdown > 0 || !this.isDue()) return;
    const credit = CREDIT + writer.step * CREDIT_OF_EVENT - this.work;
    if (credit < 0) return;
    for (const waiter of this.waiters.values()) {
      waiter.patience = Math.max(waiter.patience, waiter.age * 2);
    }
    this.search().forEach((found) => this.record(found));
    this.lastStep = writer.step;
  }

  private record({ thread, wait }: Standing): void {
    if (wait?.kind !== 'lock' && wait?.kind !== 'object') return;
    this.stuck.add(thread);
    const body = { kind: 'unreachable', thread, object: wait.object } as const;
    this.writer.rich(this.kernel.clock.now, NO_THREAD, NO_STACK, body);
  }

  /** `interval` moments have passed. @returns true if somebody has waited long enough */
  private isDue(): boolean {
    let remaining = MOST_MOMENTS;
    for (const { thread, since } of this.kernel.waits.longest(ELDERS + this.stuck.size)) {
      if (this.stuck.has(thread)) continue;
      const known = this.waiters.get(thread);
      const isSame = known?.since === since;
      const waiter = isSame ? known : { since, age: 0, patience: known?.patience ?? 1 };
      waiter.age += isSame ? this.interval : 1;
      this.waiters.set(thread, waiter);
      remaining = Math.min(remaining, waiter.patience - waiter.age);
    }
    this.interval = Math.max(remaining, 1);
    this.countdown = this.interval;
    return remaining <= 0;
  }

  private search(): readonly Standing[] {
    const places = this.memorySize() / 8;
    if (this.marks.length < places) this.marks = new Uint8Array(places);
    const { facts, marks, stuck: known } = this;
    const standing = this.kernel.waits.all();
    const search = new Search(facts, { standing, known, marks, budget: MOST_OBJECTS });
    let found: readonly Standing[] = [];
    try {
      found = search.stuck();
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
    }
    search.clean();
    this.work += found.length === 0 ? search.work : search.work / 4;
    return found;
  }
}
