// Where in the user's own files an exception points to, as the printed traceback says.

import type { PythonError } from '../core/analysis/modernise.ts';
import type { EventBody } from '../core/trace/events.ts';
import { toSandboxPath } from '../session/sandboxPath.ts';

export type ExceptionBody = Extract<EventBody, { kind: 'exception' }>;

export interface PythonFailure extends PythonError {
  /** Path in the sandbox. */
  readonly file: string;
}

export interface FailureContext {
  /** What the run wrote to stderr: a syntax error's place is nowhere else. */
  readonly stderr: string;
  /** True for the user's files. */
  readonly isOwn: (path: string) => boolean;
}

/** @returns undefined if none of the user's files is in the traceback. */
export function pythonFailure(
  { typeName, message }: ExceptionBody,
  { stderr, isOwn }: FailureContext,
): PythonFailure | undefined {
  const frames = [...upToReport(stderr, typeName).matchAll(/^ *File "(.+)", line (\d+)/gm)];
  const innermost = frames.findLast(([, file = '']) => isOwn(toSandboxPath(file)));
  const [, file, line] = innermost ?? [];
  if (file === undefined || line === undefined) return undefined;
  return { typeName, message, file: toSandboxPath(file), line: Number(line) };
}

/** The text before the line `AttributeError: …`. */
function upToReport(stderr: string, typeName: string): string {
  const end = `\n${stderr}`.indexOf(`\n${typeName}: `);
  return end < 0 ? '' : stderr.slice(0, end);
}
