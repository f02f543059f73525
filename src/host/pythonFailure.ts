// Where in the user's own files an exception points to, as its traceback says.

import type { PythonError } from '../core/analysis/modernise.ts';
import type { EventBody } from '../core/trace/events.ts';
import { toSandboxPath } from '../session/sandboxPath.ts';

export type ExceptionBody = Extract<EventBody, { kind: 'exception' }>;

export interface PythonFailure extends PythonError {
  /** Path in the sandbox. */
  readonly file: string;
}

/** @param isOwn true for the user's files. @returns undefined if none is in the traceback. */
export function pythonFailure(
  { typeName, message, traceback }: ExceptionBody,
  isOwn: (path: string) => boolean,
): PythonFailure | undefined {
  const frames = [...traceback.matchAll(/^ *File "(.+)", line (\d+)/gm)];
  const innermost = frames.findLast(([, file = '']) => isOwn(toSandboxPath(file)));
  const [, file, line] = innermost ?? [];
  if (file === undefined || line === undefined) return undefined;
  return { typeName, message, file: toSandboxPath(file), line: Number(line) };
}
