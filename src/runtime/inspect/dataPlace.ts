// What a data breakpoint watches: a place in memory that holds a reference to a value. A `dataId`
// is such a place as text; it means something in the run that gave it only.

import type { ThreadId } from '../../core/base/ids.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { Frames } from '../python/frames.ts';
import type { PythonObjects } from '../python/objects.ts';

export type DataPlace =
  /** An attribute that the object itself keeps, in its `__dict__` or a slot. */
  | { readonly kind: 'attribute'; readonly owner: Pointer; readonly name: string }
  /** A global, or an entry of a dict whose key is a string. */
  | { readonly kind: 'entry'; readonly owner: Pointer; readonly name: string }
  /** A variable of a frame, while that lives; `index` counts its variables and cells. */
  | {
      readonly kind: 'local';
      readonly thread: ThreadId;
      readonly frame: number;
      readonly code: Pointer;
      readonly index: number;
      readonly name: string;
    };

export function formatDataId(place: DataPlace): string {
  return JSON.stringify(place);
}

/** @param dataId as `formatDataId` made it */
export function parseDataId(dataId: string): DataPlace {
  return JSON.parse(dataId) as DataPlace;
}

/** `PyCellObject`: where its value is, in words. */
const CELL_VALUE = 2;
/** More than any recursion limit. */
const ALL_FRAMES = 1_000_000;

export interface DataReader {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly frames: Frames;
  /** A thread's PyThreadState; 0 if it has none. */
  readonly stateOf: (thread: ThreadId) => number;
}

/** The owner that must be kept alive while the place is watched; 0 for a variable of a frame. */
export function ownerOf(place: DataPlace): Pointer {
  return place.kind === 'local' ? 0 : place.owner;
}

/** The value that is there now, borrowed; 0 for none; undefined if the place is gone. */
export function readPlace(reader: DataReader, place: DataPlace): Pointer | undefined {
  const { objects } = reader;
  switch (place.kind) {
    case 'attribute': {
      const value = objects.attribute(place.owner, place.name);
      // The object holds it too.
      objects.release(value);
      return value;
    }
    case 'entry':
      return objects.entry(place.owner, place.name);
    case 'local':
      return readLocal(reader, place);
  }
}

function readLocal(
  { python, objects, frames, stateOf }: DataReader,
  place: Extract<DataPlace, { kind: 'local' }>,
): Pointer | undefined {
  const state = stateOf(place.thread);
  if (state === 0) return undefined;
  const frame = frames
    .innermost(state, ALL_FRAMES)
    .find(({ address, code }) => address === place.frame && code === place.code);
  if (!frame) return undefined;
  const value = frames.local(frame, place.index);
  const isCell = value !== 0 && objects.typeName(value) === 'cell';
  return isCell ? (python.HEAPU32[(value >>> 2) + CELL_VALUE] ?? 0) : value;
}
