// Compares a run that is executed again with what was recorded of it, batch by batch.

import type { Step } from '../base/ids.ts';
import { EVENT_WIDTH, type TraceBatch } from './batch.ts';
import { batchLength, decodeBody, EventCode } from './encode.ts';
import type { EventBody } from './events.ts';
import type { Trace } from './trace.ts';

export class TraceCheck {
  private readonly trace: Trace;
  private sites = 0;
  private stacks = 0;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /**
   * To be given each batch in order.
   * @returns the first step at which it is not what was recorded; the end of the recording if it
   * goes on beyond that
   */
  difference(batch: TraceBatch): Step | undefined {
    const end = batch.from + batchLength(batch);
    for (let step = batch.from; step < end; step++) {
      if (!this.isSame(batch, step)) return step;
    }
    return this.tablesDiffer(batch) ? batch.from : undefined;
  }

  private isSame(batch: TraceBatch, step: Step): boolean {
    const recorded = this.trace.batchWith(step);
    if (recorded === undefined) return false;
    const [own, other] = [step - batch.from, step - recorded.from].map((at) => at * EVENT_WIDTH);
    if (own === undefined || other === undefined) return false;
    const isRich = batch.numbers[own] === EventCode.rich;
    // An earlier version may have written as an object what rides as two numbers today.
    const isOneRich = isRich !== (recorded.numbers[other] === EventCode.rich);
    for (let field = isOneRich ? 1 : 0; field < (isOneRich ? 4 : EVENT_WIDTH); field++) {
      // Of a rare event the fifth number is its place among those of its batch.
      if (isRich && field === 4) continue;
      if (batch.numbers[own + field] !== recorded.numbers[other + field]) return false;
    }
    return (!isRich && !isOneRich) || isEqual(bodyAt(batch, own), bodyAt(recorded, other));
  }

  /** Events refer to sites and stacks by number. */
  private tablesDiffer(batch: TraceBatch): boolean {
    const { sites, stacks } = this.trace.tables;
    const isOther =
      batch.sites.some((site, at) => !isEqual(site, sites[this.sites + at])) ||
      batch.stacks.some((stack, at) => !isEqual(stack, stacks[this.stacks + at]));
    this.sites += batch.sites.length;
    this.stacks += batch.stacks.length;
    return isOther;
  }
}

function bodyAt({ numbers, rich }: TraceBatch, offset: number): EventBody | undefined {
  const [code = 0, , , , a = 0, b = 0] = numbers.subarray(offset, offset + EVENT_WIDTH);
  return code === EventCode.rich ? rich[a] : decodeBody(code, a, b);
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
