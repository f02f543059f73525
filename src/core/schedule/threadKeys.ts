// The same thread in several executions. Its number counts all threads in the order in which they
// were created, so it depends on the schedule; that it is the second thread that `main` created does
// not. A table gives each such path a small number, for as long as somebody compares executions.

/** The main thread's. */
export const MAIN_KEY = 1;

const CHILDREN = 2 ** 20;

export class ThreadKeys {
  private readonly keys = new Map<number, number>();

  /** The key of the `nth` thread (from 1) that the thread with key `creator` created. */
  of(creator: number, nth: number): number {
    const path = creator * CHILDREN + nth;
    const known = this.keys.get(path);
    if (known !== undefined) return known;
    const key = MAIN_KEY + this.keys.size + 1;
    this.keys.set(path, key);
    return key;
  }
}
