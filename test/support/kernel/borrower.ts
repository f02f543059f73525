// Does with what the kernel lends to a thread of the test machine what leasedLocks.wat does with it.

import { EventCode } from '../../../src/core/trace/encode.ts';
import { LENT_WIDTH } from '../../../src/core/trace/lentEvents.ts';
import { LEASE_LAYOUT } from '../../../src/runtime/kernel/lease.ts';

export class Borrower {
  readonly buffer = new ArrayBuffer(LEASE_LAYOUT.end);
  /** Operations so far. */
  done = 0;
  private readonly words = new Int32Array(this.buffer);

  /** Of an RLock. @returns false if the kernel is to be asked */
  take(lock: number): boolean {
    const [count, owner] = this.cell(lock);
    const isFree = count === 0 || owner === this.word('by');
    return isFree && this.isLent(lock) && this.change(lock, EventCode.acquire, count + 1);
  }

  giveBack(lock: number): boolean {
    const [count, owner] = this.cell(lock);
    const isMine = count > 0 && owner === this.word('by');
    return isMine && this.isLent(lock) && this.change(lock, EventCode.release, count - 1);
  }

  private isLent(lock: number): boolean {
    const [, , object] = this.cell(lock);
    return object !== 0 && this.word('left') > 0;
  }

  private change(lock: number, code: number, count: number): true {
    const [by, at] = [this.word('by'), LEASE_LAYOUT.cells / 4 + lock * 4];
    const [, , object] = this.cell(lock);
    this.words[at] = count;
    this.words[at + 1] = count === 0 ? 0 : by;
    const [place, change] = [((by * 100) << 3) | code, (count << 24) | object];
    this.words.set([place, change], this.word('next') / 4);
    this.words[LEASE_LAYOUT.next / 4] = this.word('next') + LENT_WIDTH * 4;
    this.words[LEASE_LAYOUT.left / 4] = this.word('left') - 1;
    this.done++;
    return true;
  }

  private cell(lock: number): readonly [count: number, owner: number, object: number] {
    const at = LEASE_LAYOUT.cells / 4 + lock * 4;
    return [this.words[at] ?? 0, this.words[at + 1] ?? 0, this.words[at + 2] ?? 0];
  }

  private word(name: 'left' | 'by' | 'next'): number {
    return this.words[LEASE_LAYOUT[name] / 4] ?? 0;
  }
}
