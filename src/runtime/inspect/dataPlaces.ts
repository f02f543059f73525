// What data breakpoints watch: places in memory that hold a reference to a value. A client knows a
// place by an id, which means something only in the run that gave it.

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

export interface DataReader {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly frames: Frames;
  /** A thread's PyThreadState; 0 if it has none. */
  readonly stateOf: (thread: ThreadId) => number;
}

/** `PyCellObject`: where its value is, in words. */
const CELL_VALUE = 2;
/** More than any recursion limit. */
const ALL_FRAMES = 1_000_000;

export class DataPlaces {
  private readonly reader: DataReader;
  private readonly ids = new Map<string, string>();
  private readonly places = new Map<string, DataPlace>();
  private readonly kept = new Set<string>();
  private issued = 0;

  constructor(reader: DataReader) {
    this.reader = reader;
  }

  /** Valid until the run goes on, or for good if it is kept. */
  idOf(place: DataPlace): string {
    const key = JSON.stringify(place);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = `${place.name}#${++this.issued}`;
    this.ids.set(key, id);
    this.places.set(id, place);
    return id;
  }

  /** Keeps the owner alive, so that its address means the same object; undefined: not known. */
  keep(id: string): DataPlace | undefined {
    const place = this.places.get(id);
    if (!place || this.kept.has(id)) return place;
    this.kept.add(id);
    if (place.kind !== 'local') this.reader.objects.retain(place.owner);
    return place;
  }

  /** The run goes on: what is not kept may end. */
  forget(): void {
    if (this.kept.size === this.places.size) return;
    for (const [key, id] of this.ids) {
      if (this.kept.has(id)) continue;
      this.ids.delete(key);
      this.places.delete(id);
    }
  }

  /** The value that is there now, borrowed; 0 for none; undefined if the frame is gone. */
  read(place: DataPlace): Pointer | undefined {
    const { objects } = this.reader;
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
        return this.readLocal(place);
    }
  }

  private readLocal(place: Extract<DataPlace, { kind: 'local' }>): Pointer | undefined {
    const { python, objects, frames, stateOf } = this.reader;
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
}
