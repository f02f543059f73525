// The moment at which the program of an execution is about to begin. What comes before is the same in
// every execution and takes longer than most of them, so all but the first begin here; also in a later
// search through the same program's schedules.

import type { Nanoseconds } from '../../core/base/ids.ts';
import type { ExploreRequest } from '../../core/protocol/explore.ts';
import type { Pointer } from '../python/cpython.ts';
import type { ThreadStack } from '../python/native.ts';
import { ResetPoint } from '../resetPoint.ts';
import type { RestoredMachine } from '../restore.ts';

/** What TypeScript knows of an execution at that moment. */
export interface PreparedFacts {
  readonly time: Nanoseconds;
  readonly events: number;
  /** Numbers of the locks and thread handles that exist. */
  readonly locks: readonly number[];
  readonly handles: readonly number[];
}

export interface PreparedStart extends PreparedFacts {
  /** What the interpreter is to be put back to. */
  readonly point: ResetPoint;
  readonly stack: ThreadStack;
  /** Of the program. */
  readonly code: Pointer;
}

/** Called on the main thread's stack, which has come to the moment; the execution goes on. */
export function prepareStart(
  { machine, native }: RestoredMachine,
  code: Pointer,
  facts: PreparedFacts,
): PreparedStart | undefined {
  const stack = native.mainStack;
  if (!stack) return undefined;
  const point = new ResetPoint(machine, native, machine.python.HEAPU8.slice());
  return { ...facts, point, stack, code };
}

/** That of the last program that was explored: its memory is large, so there is only one. */
export class PreparedStarts {
  private program = '';
  private start: PreparedStart | undefined = undefined;

  /** The interpreter, which nobody uses, is there again; undefined if no execution of the program was. */
  restored(request: ExploreRequest): PreparedStart | undefined {
    const program = programOf(request);
    if (this.program !== program) this.start = undefined;
    this.program = program;
    return this.start?.point.reset() ? this.start : undefined;
  }

  /** Of the program that was asked about last. */
  keep(start: PreparedStart): void {
    this.start = start;
  }
}

/** With what is looked at, as that changes memory too. */
function programOf(request: ExploreRequest): string {
  const { launch, points, losses = [], comparesStates = false } = request;
  return JSON.stringify([launch, points, losses, comparesStates]);
}
