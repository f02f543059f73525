// Suspending and resuming an operation: keeps, for each thread, how its answer is to be made.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { INTERRUPTED, NotLockedError, NotOwnedError, SUSPEND } from '../kernel/outcomes.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Complete } from './context.ts';
import { SUSPENDED } from './context.ts';

export class Settlement {
  private readonly completions: (Complete | undefined)[] = [];
  private readonly kernel: Kernel;
  private readonly interrupted: () => Pointer;
  private readonly refused: (message: string) => Pointer;

  /**
   * `interrupted` answers for an operation that an exception of another thread has ended, `refused`
   * for a release of what is not the thread's own.
   */
  constructor(kernel: Kernel, interrupted: () => Pointer, refused: (message: string) => Pointer) {
    this.kernel = kernel;
    this.interrupted = interrupted;
    this.refused = refused;
  }

  /** Answers for an operation that may be refused. */
  attempt(operation: () => Pointer): Pointer {
    try {
      return operation();
    } catch (error) {
      return this.refusal(error);
    }
  }

  /** Answers for an operation that threw: it was refused. */
  refusal(error: unknown): Pointer {
    if (!(error instanceof NotLockedError || error instanceof NotOwnedError)) throw error;
    return this.refused(error.message);
  }

  /** Answers `result` now, or later if the kernel wants the thread to be suspended. */
  settle(by: ThreadId, result: number, complete: Complete): Pointer {
    if (result === SUSPEND) {
      this.completions[by] = complete;
      return SUSPENDED;
    }
    return result === INTERRUPTED ? this.interrupted() : complete(result);
  }

  /** Suspends the thread where it is, at no point; `answer` is for when it goes on. */
  hold(by: ThreadId, answer: Pointer): Pointer {
    this.kernel.hold();
    this.completions[by] = () => answer;
    return SUSPENDED;
  }

  /** On the resumed thread: its answer, or SUSPENDED once more. */
  resumed(): Pointer {
    return this.attempt(() => this.finish());
  }

  private finish(): Pointer {
    const thread = this.kernel.current;
    const complete = this.completions[thread];
    const result = this.kernel.finish();
    if (result === SUSPEND) return SUSPENDED;
    this.completions[thread] = undefined;
    if (result === INTERRUPTED) return this.interrupted();
    return complete ? complete(result) : 0;
  }
}
