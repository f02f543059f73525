// All that looks at one run: the answers, Python's side of them, and the places that are watched.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Pointer } from '../python/cpython.ts';
import { DataPlaces } from './dataPlaces.ts';
import { Inspector } from './inspector.ts';
import type { PythonSideParts } from './pythonSide.ts';
import { PythonSide } from './pythonSide.ts';

/** What the debugger knows. */
export interface Known {
  /** The exception at which a thread stands, borrowed; 0 for none. */
  exceptionOf(thread: ThreadId): Pointer;
  /** Lines with code of a file that is loaded; undefined if it is not. */
  linesBetween(file: string, line: number, endLine: number): readonly number[] | undefined;
}

export interface Inspection {
  readonly inspector: Inspector;
  readonly python: PythonSide;
  readonly dataPlaces: DataPlaces;
}

export function createInspection(
  parts: Omit<PythonSideParts, 'exceptionOf'>,
  known: Known,
): Inspection {
  const { frames, native } = parts.assembly.context;
  const { python, objects } = parts.machine;
  const exceptionOf = (thread: ThreadId): Pointer => known.exceptionOf(thread);
  const side = new PythonSide({ ...parts, exceptionOf });
  const stateOf = (thread: ThreadId): number => native.stateOf(thread);
  const dataPlaces = new DataPlaces({ python, objects, frames, stateOf });
  const linesBetween: Known['linesBetween'] = (file, line, end) =>
    known.linesBetween(file, line, end);
  return { python: side, dataPlaces, inspector: new Inspector(side, { dataPlaces, linesBetween }) };
}
