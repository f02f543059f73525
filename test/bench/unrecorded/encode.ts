// In place of core/trace/encode.ts: events of frequent kinds are counted, and that is all.

import type { Step } from '../../../src/core/base/ids.ts';
import { BatchWriter as Recording, EventCode } from '../../../src/core/trace/encode.ts';
import type { LentOperations } from '../../../src/core/trace/lentEvents.ts';

export * from '../../../src/core/trace/encode.ts';

export class BatchWriter extends Recording {
  private dropped = 0;

  override get step(): Step {
    return (super.step + this.dropped) as Step;
  }

  override number(...event: Parameters<Recording['number']>): void {
    if (event[0] === EventCode.rich) super.number(...event);
    else this.dropped++;
  }

  override lent({ operations }: LentOperations): void {
    this.dropped += operations;
  }
}
