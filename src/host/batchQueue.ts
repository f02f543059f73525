// Events that a page is told soon: together, not more often than once a frame of the screen, and not
// before it is done with what it was told.

import type { Disposable } from '../core/base/disposable.ts';
import type { NamedBatch } from '../session/session.ts';
import { Throttle } from './throttle.ts';

/** Milliseconds. */
const FRAME = 16;

export class BatchQueue implements Disposable {
  private readonly tell: (batches: readonly NamedBatch[]) => void;
  private readonly soon: Throttle;
  private batches: NamedBatch[] = [];
  private isHeld = false;

  /** @param interval milliseconds between two messages; one frame if left out */
  constructor(tell: (batches: readonly NamedBatch[]) => void, interval = FRAME) {
    this.tell = tell;
    this.soon = new Throttle(interval, () => {
      if (!this.isHeld) this.flush();
    });
  }

  add(batch: NamedBatch): void {
    this.batches.push(batch);
    this.soon.request();
  }

  /** The page has enough to do: what comes waits until it is let go. */
  hold(): void {
    this.isHeld = true;
  }

  letGo(): void {
    this.isHeld = false;
    if (this.batches.length > 0) this.soon.request();
  }

  /** Tells what there is now, to a page that is busy too. */
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
