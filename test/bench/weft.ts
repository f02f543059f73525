// Runs bench programs under Weft, through the same session as the editor and the CLI.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { openSession } from '../../src/session/openSession.ts';
import { nodeFiles } from '../../src/session/nodeFiles.ts';
import { startNodeRuntime } from '../../src/session/nodeRuntime.ts';
import type { Session } from '../../src/session/session.ts';
import type { TraceBatch } from '../../src/core/trace/batch.ts';
import type { RuntimePort, StartRuntime } from '../../src/session/runtimePort.ts';

const worker = new URL('../../dist/worker.mjs', import.meta.url);
const programs = new URL('programs/', import.meta.url);

/** Milliseconds from launch until … */
export interface WeftTimes {
  /** the first thread state is known (what the panel shows first) */
  readonly firstState: number;
  readonly end: number;
}

/** A line of the program where it stops if the condition holds. */
export interface BenchBreakpoint {
  readonly line: number;
  readonly condition: string | undefined;
}

export function bootRuntime(file: string | URL = worker): Promise<RuntimePort> {
  return startNodeRuntime({ worker: file });
}

/** As the editor's spare is when a run begins: it has warmed up while nobody wanted it. */
export async function warmRuntime(file: string | URL = worker): Promise<RuntimePort> {
  const port = await bootRuntime(file);
  await new Promise<void>((resolve) => {
    port.onMessage(({ kind }) => kind === 'warm' && resolve());
  });
  return port;
}

/** @throws Error if the program does not end with exit code 0. */
export async function runUnderWeft(
  program: string,
  rounds: number,
  startRuntime: StartRuntime = () => bootRuntime(),
  prepare: (session: Session) => void = () => undefined,
): Promise<WeftTimes> {
  const script = new URL(program, programs).pathname;
  const start = performance.now();
  const { session } = await openSession(
    { script, args: [String(rounds)], speed: 'max', startTime: 0 },
    { reader: nodeFiles, now: () => 0, startRuntime, onDeadlock: 'end' },
  );
  prepare(session);
  let firstState: number | undefined;
  session.onBatch(() => (firstState ??= performance.now() - start));
  session.start();
  const { outcome } = await session.whenEnded;
  const end = performance.now() - start;
  session.dispose();
  if (outcome.kind !== 'exited' || outcome.exitCode !== 0 || firstState === undefined) {
    throw new Error(`${program} under Weft: ${JSON.stringify(outcome)}`);
  }
  return { firstState, end };
}

function setBreakpoint(session: Session, { line, condition }: BenchBreakpoint): void {
  const file = session.launch.script;
  const conditions = { condition, hitCondition: undefined, logMessage: undefined };
  const exceptions = { raised: false, uncaught: false, classes: [] };
  session.debug.setBreakpoints([{ kind: 'line', id: 1, file, line, ...conditions }], exceptions);
}

/** Milliseconds that a program takes in a spare interpreter. */
export async function weftTime(
  program: string,
  rounds: number,
  breakpoint?: BenchBreakpoint,
): Promise<number> {
  const port = await warmRuntime();
  const { end } = await runUnderWeft(
    program,
    rounds,
    () => Promise.resolve(port),
    (session) => {
      if (breakpoint !== undefined) setBreakpoint(session, breakpoint);
    },
  );
  return end;
}

/**
 * Milliseconds of processor time that a program takes in the thread of its interpreter: those depend
 * least on what else the machine does. Where the system does not tell them, of all threads but this one.
 */
export async function workerTime(
  program: string,
  rounds: number,
  file: string | URL = worker,
): Promise<number> {
  const port = await warmRuntime(file);
  const start = runtimeTime();
  let end = start;
  const takeIt = (): Promise<RuntimePort> => Promise.resolve(port);
  await runUnderWeft(program, rounds, takeIt, ({ whenEnded }) => {
    // Before the session is disposed, and its worker with it.
    void whenEnded.then(() => (end = runtimeTime()));
  });
  return end - start;
}

const TASKS = '/proc/self/task';

/** Milliseconds that the threads of interpreters have used (proc(5): schedstat has nanoseconds). */
function runtimeTime(): number {
  if (!existsSync(TASKS)) return timeOfOthers();
  const read = (task: string, name: string): string =>
    readFileSync(`${TASKS}/${task}/${name}`, 'utf8');
  const isRuntime = (task: string): boolean => read(task, 'comm').startsWith('weft-runtime');
  return readdirSync(TASKS)
    .filter(isRuntime)
    .reduce((sum, task) => sum + Number(read(task, 'schedstat').split(' ')[0]) / 1e6, 0);
}

/** Milliseconds that all threads but this one have used. */
function timeOfOthers(): number {
  const [all, own] = [process.cpuUsage(), process.threadCpuUsage()];
  return (all.user + all.system - own.user - own.system) / 1000;
}

/** Keeps the trace of a run. */
export async function recordUnderWeft(
  program: string,
  rounds: number,
): Promise<{ readonly end: number; readonly batches: readonly TraceBatch[] }> {
  const port = await warmRuntime();
  const batches: TraceBatch[] = [];
  const { end } = await runUnderWeft(
    program,
    rounds,
    () => Promise.resolve(port),
    (session) => {
      session.onBatch(({ batch }) => batches.push(batch));
    },
  );
  return { end, batches };
}
