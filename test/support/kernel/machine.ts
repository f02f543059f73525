// A machine without Python: generator functions run as threads on the kernel. A thread yields
// operations; a SUSPEND puts its generator aside until the kernel picks it again, as the real
// runtime does with stacks.

import { NO_THREAD } from '../../../src/core/base/ids.ts';
import type { StackId, ThreadId } from '../../../src/core/base/ids.ts';
import type { Strategy } from '../../../src/core/schedule/strategy.ts';
import type { Lease } from '../../../src/runtime/kernel/lease.ts';
import { Kernel } from '../../../src/runtime/kernel/kernel.ts';
import { SUSPEND } from '../../../src/runtime/kernel/outcomes.ts';
import type { Dispatch } from '../../../src/runtime/kernel/scheduler.ts';
import { EventList } from './eventList.ts';

/** An operation is called on the running thread; its result is the value of the `yield`. */
export type Operation = () => number;
export type Body = Generator<Operation, void, number>;

export interface MachineOptions {
  readonly strategy: Strategy;
  readonly threads?: number;
  readonly steps?: number;
  readonly lease?: Lease | undefined;
}

export class Machine {
  readonly events = new EventList();
  readonly kernel: Kernel;
  beforeOperation: () => void = () => undefined;
  private readonly bodies = new Map<ThreadId, Body>();
  private readonly suspended = new Set<ThreadId>();

  constructor(options: MachineOptions) {
    this.kernel = new Kernel({
      strategy: options.strategy,
      recorder: this.events,
      // Stack ids are 100 times the thread: enough to see whose stack an event carries.
      stackOf: () => (this.kernel.current * 100) as StackId,
      limits: { threads: options.threads ?? 100_000, steps: options.steps ?? 10_000_000 },
      lease: options.lease,
    });
  }

  /** Creates a thread; the first is the main thread. `daemon` as in Python. */
  create(name: string, body: () => Body, daemon = false): ThreadId {
    const id = this.kernel.createThread({ name, daemon, ident: 0, isLibrary: false });
    this.bodies.set(id, body());
    return id;
  }

  /** Runs a whole program. @throws Error if it does not come to its end */
  runMain(body: () => Body): void {
    const answer = this.tryMain(body);
    if (answer.kind !== 'ended') throw new Error(`the program came to: ${answer.kind}`);
  }

  /** Runs a program as far as it goes; gives the kernel's last answer. */
  tryMain(body: () => Body): Dispatch {
    this.kernel.startThread(this.create('main', body));
    return this.run();
  }

  /** Runs until the kernel has no more to do, jumping over idle time. */
  run(): Dispatch {
    for (;;) {
      const answer = this.kernel.dispatch();
      if (answer.kind === 'run') this.resume(answer.thread);
      else if (answer.kind === 'idle' && answer.until < Infinity)
        this.kernel.advanceTo(answer.until);
      else return answer;
    }
  }

  /** Runs the thread that the kernel chose until it is suspended or ends. */
  resume(thread: ThreadId): void {
    const body = this.bodies.get(thread);
    if (body === undefined) throw new Error(`thread ${thread} has no body`);
    let result = 0;
    if (this.suspended.delete(thread)) {
      result = this.kernel.finish();
      if (result === SUSPEND) return void this.suspended.add(thread);
    }
    for (;;) {
      const step = body.next(result);
      if (step.done === true) return this.end();
      this.beforeOperation();
      result = step.value();
      if (result === SUSPEND) return void this.suspended.add(thread);
      if (this.kernel.current === NO_THREAD) throw new Error('the operation lost the processor');
    }
  }

  private end(): void {
    this.kernel.loans.takeBack();
    this.kernel.endCurrent();
  }
}
