// Events that a page is told soon: together, and not more often than once a frame of the screen.

import type { Disposable } from '../core/base/disposable.ts';
import type { NamedBatch } from '../session/session.ts';
import { Throttle } from './throttle.ts';

/** Milliseconds. */
const FRAME = 16;

export class BatchQueue implements Disposable {
  private readonly tell: (batches: readonly NamedBatch[]) => void;
  private readonly soon: Throttle;
  private batches: NamedBatch[] = [];

  /** @param interval milliseconds between two messages; one frame if left out */
  constructor(tell: (batches: readonly NamedBatch[]) => void, interval = FRAME) {
    this.tell = tell;
    this.soon = new Throttle(interval, () => this.flush());
  }

  add(batch: NamedBatch): void {
    this.batches.push(batch);
    this.soon.request();
  }

  /** Tells what there is now. */
  flush(): void {
    const { batches } = this;
    this.batches = [];
    if (batches.length > 0) this.tell(batches);
  }

  /** Nobody is to be told any more. */
  clear(): void {
    this.batches = [];
  }

  dispose(): void {
    this.soon.dispose();
  }
}
