// Events that a page is told soon: as one batch, not more often than once a frame of the screen, and not
// before it is done with what it was told.

import type { Disposable } from '../core/base/disposable.ts';
import { joinBatches } from '../core/trace/joinBatches.ts';
import type { NamedBatch } from '../session/session.ts';
import { Throttle } from './throttle.ts';

/** Milliseconds. */
const FRAME = 16;

export class BatchQueue implements Disposable {
  private readonly tell: (batch: NamedBatch) => void;
  private readonly soon: Throttle;
  private batches: NamedBatch[] = [];
  /** Messages that the page has not taken in yet. */
  private underWay = 0;

  /** @param interval milliseconds between two messages; one frame if left out */
  constructor(tell: (batch: NamedBatch) => void, interval = FRAME) {
    this.tell = tell;
    this.soon = new Throttle(interval, () => {
      if (this.underWay === 0) this.flush();
    });
  }

  add(batch: NamedBatch): void {
    this.batches.push(batch);
    this.soon.request();
  }

  /** The page was told so many messages: what comes waits until it has taken them in. */
  sent(messages = 1): void {
    this.underWay += messages;
  }

  takenIn(messages: number): void {
    this.underWay = Math.max(this.underWay - messages, 0);
    if (this.underWay === 0 && this.batches.length > 0) this.soon.request();
  }

  /** Tells what there is now, to a page that is busy too. */
  flush(): void {
    const { batches } = this;
    this.batches = [];
    if (batches.length > 0) this.tell(together(batches));
  }

  /** Nobody is to be told any more; a page that asks anew begins anew. */
  clear(): void {
    this.batches = [];
    this.underWay = 0;
  }

  dispose(): void {
    this.soon.dispose();
  }
}

/** VS Code mixes up a message with more than some 250 buffers, as it counts them in a byte. */
function together(batches: readonly NamedBatch[]): NamedBatch {
  return {
    batch: joinBatches(batches.map(({ batch }) => batch)),
    names: Object.assign({}, ...batches.map(({ names }) => names)) as NamedBatch['names'],
  };
}
