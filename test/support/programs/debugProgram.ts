// Runs a program under the debugger: a test says what to do at each stop.

import assert from 'node:assert/strict';

import type { ThreadId } from '../../../src/core/base/ids.ts';
import type {
  Breakpoint,
  ExceptionStops,
  Pause,
  VerifiedBreakpoint,
} from '../../../src/core/protocol/debug.ts';

import type { LoggedPoint } from '../../../src/session/debugLink.ts';
import type { Session } from '../../../src/session/session.ts';
import type { ProgramOptions, ProgramRun, WorkerPool } from './runProgram.ts';
import { finishProgram, openProgram } from './runProgram.ts';

export const NO_EXCEPTIONS: ExceptionStops = { raised: false, uncaught: false, classes: [] };

/** A breakpoint without conditions. */
export function lineBreakpoint(id: number, file: string, line: number): Breakpoint {
  return { kind: 'line', file, line, ...PLAIN, id };
}

export const PLAIN = {
  id: 1,
  condition: undefined,
  hitCondition: undefined,
  logMessage: undefined,
} as const;

export interface DebugOptions extends ProgramOptions {
  readonly breakpoints?: readonly Breakpoint[];
  readonly exceptions?: ExceptionStops;
  readonly onVerified?: (breakpoints: readonly VerifiedBreakpoint[]) => void;
  readonly onLogged?: (point: LoggedPoint) => void;
  /** The run has started or goes on. */
  readonly onRunning?: (session: Session) => void;
  /** Must let the run go on. */
  readonly onPause: (pause: Pause, session: Session) => void;
}

export async function debugProgram(pool: WorkerPool, options: DebugOptions): Promise<ProgramRun> {
  const { breakpoints = [], exceptions = NO_EXCEPTIONS, onPause, onRunning, ...rest } = options;
  const { onVerified, onLogged, ...program } = rest;
  const session = await openProgram(pool, program);
  try {
    if (onLogged) session.debug.onLogged(onLogged);
    if (onVerified) session.debug.onVerified(onVerified);
    session.debug.setBreakpoints(breakpoints, exceptions);
    session.onState((state) => {
      if (state.kind === 'paused') onPause(state, session);
      if (state.kind === 'running') onRunning?.(session);
    });
    return await finishProgram(session);
  } finally {
    session.dispose();
  }
}

/** `main:12`, of the thread that stopped. */
export function placeOf(pause: Pause, session: Session): string {
  const thread = pause.thread ?? (0 as ThreadId);
  const name = session.world.threads[thread]?.name ?? '?';
  return `${name}:${pause.positions?.[thread]?.line ?? '?'}`;
}

/** Stops, steps and looks leave no trace. */
export function assertSameTrace(run: ProgramRun, free: ProgramRun): void {
  const events = [...run.trace.events()];
  [...free.trace.events()].forEach((event, step) => {
    assert.deepEqual(events[step], event, `step ${step} differs`);
  });
  assert.equal(events.length, free.trace.length);
  assert.deepEqual(run.trace.tables, free.trace.tables);
  assert.equal(run.schedule, free.schedule);
}
