// Starts an interpreter with the files of a test module: for the tests themselves, and for each
// interpreter that a test starts (`assert_python_ok` and its like), in a worker of its own.

import { Buffer } from 'node:buffer';

import { DEFAULT_LIMITS, type SandboxFile } from '../../src/core/protocol/worker.ts';
import type { Outcome } from '../../src/core/trace/events.ts';
import { exitCodeOf } from '../../src/session/exitCode.ts';
import type { StartRuntime } from '../../src/session/runtimePort.ts';
import { Session } from '../../src/session/session.ts';
import { SANDBOX_ROOT } from './testFiles.ts';

export interface Script {
  readonly path: string;
  readonly displayPath?: string;
  readonly argv0?: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly SandboxFile[];
}

/** What a test asks for in place of a process. */
export interface InterpreterRequest {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Scripts among the arguments, in base64. */
  readonly files: Readonly<Record<string, string>>;
}

export interface InterpreterAnswer {
  readonly rc: number;
  readonly out: string;
  readonly err: string;
}

/** Milliseconds without a word after which a run hangs. */
const PATIENCE = 90_000;
const LIMITS = { ...DEFAULT_LIMITS, outputBytes: 100_000_000, steps: 20_000_000 };

export async function openScript(script: Script, startRuntime: StartRuntime): Promise<Session> {
  const { path, displayPath = path, argv0 = path, args, env, files } = script;
  const launch = {
    ...{ script: path, displayPath, argv0, args, env, files, limits: LIMITS },
    ...{ cwd: SANDBOX_ROOT, seed: 0, startTime: Date.now(), speed: Infinity, input: [] },
    ...({ strategy: { kind: 'roundRobin' }, pauseAt: undefined } as const),
    ...{ stopOnEntry: false, stopOnDeadlock: false, detectRaces: false },
  };
  return new Session({ port: await startRuntime(), launch, title: path, onDeadlock: 'end' });
}

/** Starts the session and waits for its end; stops it if it says nothing for a long time. */
export async function finish(session: Session): Promise<Outcome> {
  let timer = setTimeout(() => session.stop(), PATIENCE);
  session.onOutput(() => {
    clearTimeout(timer);
    timer = setTimeout(() => session.stop(), PATIENCE);
  });
  session.start();
  try {
    return (await session.whenEnded).outcome;
  } finally {
    clearTimeout(timer);
    session.dispose();
  }
}

/** Answers a test that starts another interpreter with `-c code` or a script. */
export async function startInterpreter(
  request: InterpreterRequest,
  files: readonly SandboxFile[],
  startRuntime: StartRuntime,
): Promise<InterpreterAnswer> {
  const session = await openScript(childScript(request, files), startRuntime);
  const text = { stdout: '', stderr: '' };
  session.onOutput((piece) => (text[piece.stream] += piece.text));
  session.onInputWanted(() => session.provideInput(undefined));
  const outcome = await finish(session);
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  return { rc: exitCodeOf(outcome), out: base64(text.stdout), err: base64(text.stderr) };
}

/** Options of the interpreter that take their value from the next argument. */
const OPTIONS_WITH_VALUE = new Set(['-X', '-W']);

function childScript({ args, env, files: own }: InterpreterRequest, files: readonly SandboxFile[]) {
  let at = 0;
  while (args[at]?.startsWith('-') && args[at] !== '-c') {
    at += OPTIONS_WITH_VALUE.has(args[at] ?? '') ? 2 : 1;
  }
  const decoded = Object.entries(own).map(([path, text]) => ({
    path,
    content: Buffer.from(text, 'base64'),
  }));
  const isCommand = args[at] === '-c';
  const path = isCommand ? `${SANDBOX_ROOT}/-c` : (args[at] ?? '');
  const command = { path, content: Buffer.from(args[at + 1] ?? '') };
  return {
    path,
    ...(isCommand && { displayPath: '<string>', argv0: '-c' }),
    args: args.slice(at + (isCommand ? 2 : 1)),
    env,
    files: [...files, ...decoded, ...(isCommand ? [command] : [])],
  };
}
