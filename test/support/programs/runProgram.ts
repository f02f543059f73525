// Runs a Python program through a real session in a real worker, without VS Code.

import assert from 'node:assert/strict';

import type { SourceLines } from '../../../src/core/analysis/scene.ts';
import type { Disposable } from '../../../src/core/base/disposable.ts';
import type { ObjectId } from '../../../src/core/base/ids.ts';
import type { FindingView } from '../../../src/core/protocol/panel.ts';
import type { Outcome } from '../../../src/core/trace/events.ts';
import { linesRead } from '../../../src/core/trace/inputLines.ts';
import type { Trace } from '../../../src/core/trace/trace.ts';
import { exitCodeOf, outcomeMessage } from '../../../src/session/exitCode.ts';
import type { RunOptions } from '../../../src/session/launch.ts';
import { startNodeRuntime } from '../../../src/session/nodeRuntime.ts';
import { openSession } from '../../../src/session/openSession.ts';
import { ReusingPool } from '../../../src/session/reusingPool.ts';
import { RuntimePool } from '../../../src/session/runtimePool.ts';
import type { FileReader } from '../../../src/session/sandboxFiles.ts';
import type { StartRuntime } from '../../../src/session/runtimePort.ts';
import type { Session } from '../../../src/session/session.ts';
import { programFiles } from './programFiles.ts';

export interface ProgramRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly outcome: Outcome;
  /** What the user is told about an end that the program did not choose; else empty. */
  readonly message: string;
  readonly findings: readonly FindingView[];
  readonly schedule: string | undefined;
  readonly trace: Trace;
  readonly names: Readonly<Record<ObjectId, string>>;
  /** Lines of the program. */
  readonly source: SourceLines;
}

/** 2026-01-01, so that every run of a program has the same clock. */
const START_TIME = Date.UTC(2026, 0, 1);

const worker = new URL('../../../dist/worker.mjs', import.meta.url);

/** Where runs get their workers. Whoever makes it disposes it. */
export interface WorkerPool extends Disposable {
  readonly take: StartRuntime;
}

/** Workers that serve run after run: a run begins in some 5 ms. */
export function newPool(): WorkerPool {
  return new ReusingPool(() => startNodeRuntime({ worker }));
}

/** A new worker for each run, as the extension does it. */
export function newFreshPool(): WorkerPool {
  return new RuntimePool(() => startNodeRuntime({ worker }));
}

export interface ProgramOptions extends RunOptions {
  readonly stdin?: string;
  /** Answers `input()` instead of `stdin`. */
  readonly answer?: (session: Session) => void;
  /** Files to run with, instead of those on disk (see programFiles.ts). */
  readonly reader?: FileReader;
  /** Ends it if left out. */
  readonly onDeadlock?: 'pause' | 'end';
}

/** A session that is ready to start, at full speed; whoever opens it disposes it. */
export async function openProgram(pool: WorkerPool, options: ProgramOptions): Promise<Session> {
  const { stdin = '', answer, reader = programFiles, onDeadlock = 'end', ...run } = options;
  const { session } = await openSession(
    { speed: 'max', startTime: START_TIME, ...run },
    {
      ...{ reader, now: () => START_TIME, startRuntime: pool.take, onDeadlock },
      // The pool's own workers serve again in the next test.
      travelWorkers: { take: pool.take, dispose: () => undefined },
    },
  );
  const lines = stdin === '' ? [] : stdin.replace(/\n$/, '').split('\n');
  session.onInputWanted(() => (answer ? answer(session) : session.provideInput(lines.shift())));
  return session;
}

/** Runs a program to its end. */
export async function runProgram(pool: WorkerPool, options: ProgramOptions): Promise<ProgramRun> {
  const session = await openProgram(pool, options);
  try {
    return await finishProgram(session);
  } finally {
    session.dispose();
  }
}

/** Starts a session and waits for its end. */
export async function finishProgram(session: Session): Promise<ProgramRun> {
  const text = { stdout: '', stderr: '' };
  session.onOutput((piece) => (text[piece.stream] += piece.text));
  session.start();
  const { outcome, schedule } = await session.whenEnded;
  return {
    ...text,
    exitCode: exitCodeOf(outcome),
    outcome,
    message: outcomeMessage(outcome) ?? '',
    findings: session.findings,
    schedule,
    trace: session.trace,
    names: session.names,
    source: session.source,
  };
}

/** Replays a run and checks that each of its events comes again. */
export async function assertReplays(
  pool: WorkerPool,
  run: ProgramRun,
  options: ProgramOptions,
): Promise<void> {
  assert.ok(run.schedule !== undefined, `no schedule: ${JSON.stringify(run.outcome)}`);
  const input = linesRead(run.trace.events());
  const again = await runProgram(pool, { ...options, schedule: run.schedule, input });
  const events = [...run.trace.events()];
  const eventsAgain = [...again.trace.events()];
  const step = events.findIndex(
    (event, index) => JSON.stringify(event) !== JSON.stringify(eventsAgain[index]),
  );
  if (step >= 0) assert.deepEqual(eventsAgain[step], events[step], `step ${step} differs`);
  assert.equal(eventsAgain.length, events.length);
  assert.deepEqual(again.trace.tables, run.trace.tables);
  assert.equal(again.schedule, run.schedule);
}
