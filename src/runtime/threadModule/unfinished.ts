// What constructors have made that have not returned yet: the locks and Conditions inside an Event, a
// Queue … A list, as few run at a time; the last is mostly the one that is asked for.

import type { KernelLock } from '../kernel/kernelLock.ts';
import type { Pointer } from '../python/cpython.ts';
import { keepList } from '../python/keep.ts';

export interface PartLock {
  readonly lock: KernelLock;
  readonly number: number;
  readonly kind: 'Lock' | 'RLock';
}

/** What is known of an object whose constructor runs. */
export interface Made {
  readonly self: Pointer;
  readonly locks: readonly PartLock[];
  readonly conditions: readonly Pointer[];
}

export class Unfinished {
  private readonly list: Made[] = [];

  /** What undoes all that is done from now on. */
  save(): () => void {
    return keepList(this.list);
  }

  addLock(self: Pointer, lock: PartLock): void {
    this.change(self, ({ locks, conditions }) => ({ self, locks: [...locks, lock], conditions }));
  }

  /** A Condition is part of another object from now on, and so are its locks. */
  absorb(condition: Pointer, outer: Pointer): Made {
    const inner = this.take(condition);
    this.change(outer, ({ locks, conditions }) => ({
      self: outer,
      locks: [...locks, ...inner.locks],
      conditions: [...conditions, condition],
    }));
    return inner;
  }

  /** Its constructor has returned. */
  take(self: Pointer): Made {
    const at = this.indexOf(self);
    const made = at < 0 ? undefined : this.list[at];
    if (made === undefined) return nothing(self);
    if (at === this.list.length - 1) this.list.pop();
    else this.list.splice(at, 1);
    return made;
  }

  /** A lock is gone: its constructor has failed. */
  lockGone(self: Pointer, number: number): void {
    const made = this.take(self);
    const locks = made.locks.filter((lock) => lock.number !== number);
    if (locks.length > 0) this.list.push({ ...made, locks });
  }

  private change(self: Pointer, changed: (made: Made) => Made): void {
    const at = this.indexOf(self);
    const made = at < 0 ? undefined : this.list[at];
    if (made === undefined) this.list.push(changed(nothing(self)));
    else this.list[at] = changed(made);
  }

  /** -1 if there is none: V8 would look for that as for a property. */
  private indexOf(self: Pointer): number {
    for (let at = this.list.length - 1; at >= 0; at--) {
      if (this.list[at]?.self === self) return at;
    }
    return -1;
  }
}

function nothing(self: Pointer): Made {
  return { self, locks: [], conditions: [] };
}
