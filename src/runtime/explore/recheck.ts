// Executions that are to be executed once more: a failure before it is told, and the last ones if it
// turns out that one of them had left something in memory (see memoryReset.ts). If they are the same
// again, it made no difference.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Execution } from '../../core/schedule/explore/execution.ts';
import { traceOf } from '../../core/schedule/explore/happensBefore.ts';
import type { Search } from '../../core/schedule/explore/search.ts';
import type { RunEnd } from './exploringRun.ts';

/** What is remembered of an execution. */
export interface Memo {
  readonly threads: readonly ThreadId[];
  readonly end: string;
  readonly trace: number;
  readonly message: string | undefined;
}

export class Recheck {
  private readonly most: number;
  private readonly last: Memo[] = [];
  private readonly open: Memo[] = [];

  /** @param most executions after which a leftover is found for certain */
  constructor(most: number) {
    this.most = most;
  }

  /** `trace` is the number of the execution's trace. */
  note(execution: Execution, trace: number, trouble: RunEnd['trouble']): Memo {
    const memo = memoOf(execution, trace, trouble);
    this.last.push(memo);
    if (this.last.length > this.most) this.last.shift();
    return memo;
  }

  /** All that were noted are in doubt. */
  doubtAll(): void {
    this.open.push(...this.last.splice(0));
  }

  doubt(memo: Memo): void {
    this.open.push(memo);
  }

  /** An execution is in doubt. */
  get isOpen(): boolean {
    return this.open.length > 0;
  }

  /** The search that executes the next one in doubt again. */
  next(): Search | undefined {
    const [memo] = this.open;
    return memo && again(memo);
  }

  /** @returns true if the execution was the same as before */
  confirm(execution: Execution, trouble: RunEnd['trouble']): boolean {
    const before = this.open.shift();
    const now = memoOf(execution, traceOf(execution), trouble);
    return before?.trace === now.trace && before.end === now.end && before.message === now.message;
  }
}

function memoOf(execution: Execution, trace: number, trouble: RunEnd['trouble']): Memo {
  return {
    threads: execution.steps.map(({ operation }) => operation.thread),
    end: execution.end.kind,
    trace,
    message: trouble?.message,
  };
}

function again({ threads }: Memo): Search {
  return {
    name: 'again',
    begin: () => true,
    choose: ({ step, operations }) => operations.find(({ thread }) => thread === threads[step]),
    ended: () => undefined,
    verdict: () => ({ kind: 'bounded', preemptions: -1 }),
  };
}
