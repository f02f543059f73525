// Strategies that make a test's schedule obvious.

import type { ThreadId } from '../../../src/core/base/ids.ts';
import type { SchedulingPoint, Strategy } from '../../../src/core/schedule/strategy.ts';

function strategy(next: (point: SchedulingPoint) => ThreadId | undefined): Strategy {
  return {
    name: 'test',
    checksPerTick: 1,
    next: (point) => {
      const thread = next(point);
      if (thread === undefined) throw new Error('the test strategy has no answer');
      return thread;
    },
  };
}

/** Switches at every point, to the thread that has been ready for longest. */
export function alwaysSwitch(): Strategy {
  return strategy((point) => point.runnable[0]);
}

/** Lets the current thread go on while it can; then the one that has been ready for longest. */
export function neverSwitch(): Strategy {
  return strategy((point) => (point.kind === 'blocked' ? point.runnable[0] : point.current));
}

/** Runs the first thread of this list that can run. */
export function prefer(...threads: readonly number[]): Strategy {
  return strategy((point) => point.runnable.toSorted((a, b) => rank(a) - rank(b))[0]);

  function rank(thread: number): number {
    const index = threads.indexOf(thread);
    return index < 0 ? threads.length : index;
  }
}

/** Makes these choices at the points where there is one, then never switches. */
export function script(...threads: readonly number[]): Strategy {
  let used = 0;
  return strategy((point) => {
    const planned = threads[used++];
    if (planned !== undefined) return planned as ThreadId;
    return point.kind === 'blocked' ? point.runnable[0] : point.current;
  });
}

/** Notes what a strategy is asked, each as `kind current: runnable` with `!` after the quantum. */
export function noteQuestions(inner: Strategy, notes: string[]): Strategy {
  return strategy((point) => {
    const { kind, current, runnable, isQuantumOver } = point;
    notes.push(`${kind} ${current}: ${runnable.join(' ')}${isQuantumOver ? ' !' : ''}`);
    return inner.next(point);
  });
}
