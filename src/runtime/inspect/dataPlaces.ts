// What data breakpoints watch: places in memory that hold a reference to a value. A client knows a
// place by an id, which says where the place is: another worker that runs the same program under the
// same schedule has the same objects at the same addresses (see travel in ARCHITECTURE.md).

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
/** A reference count above this is that of an immortal object, or no count at all. */
const MOST_REFERENCES = 2 ** 28;
/** Between a place's name and the rest of its id. */
const SEPARATOR = '\u0000';

/** A place as its id has it; `type` is that of the owner, by which it is known to be there. */
type NamedPlace = DataPlace & { readonly type: Pointer };

export class DataPlaces {
  private readonly reader: DataReader;
  private readonly places = new Map<string, NamedPlace>();
  private readonly kept = new Set<string>();

  constructor(reader: DataReader) {
    this.reader = reader;
  }

  /** Valid until the run goes on, or for good if it is kept. */
  idOf(place: DataPlace): string {
    const type = place.kind === 'local' ? 0 : this.reader.objects.typeOf(place.owner);
    const named: NamedPlace = { ...place, type };
    const id = `${place.name}${SEPARATOR}${JSON.stringify(named)}`;
    this.places.set(id, named);
    return id;
  }

  /** Keeps the owner alive, so that its address means the same object; undefined: not known. */
  keep(id: string): DataPlace | undefined {
    const place = this.places.get(id) ?? this.placeHere(id);
    if (!place || this.kept.has(id)) return place;
    this.places.set(id, place);
    this.kept.add(id);
    if (place.kind !== 'local') this.reader.objects.retain(place.owner);
    return place;
  }

  /** The run goes on: what is not kept may end. */
  forget(): void {
    if (this.kept.size === this.places.size) return;
    for (const id of this.places.keys()) if (!this.kept.has(id)) this.places.delete(id);
  }

  /** What an id of another worker stands for; whether its owner is there yet is not looked at. */
  parse(id: string): NamedPlace | undefined {
    const text = id.slice(id.indexOf(SEPARATOR) + 1);
    return id.includes(SEPARATOR) ? (JSON.parse(text) as NamedPlace) : undefined;
  }

  /** As far as its memory tells, the owner of a place is there. Of a local its frame is looked for. */
  isThere(place: NamedPlace): boolean {
    if (place.kind === 'local') return this.read(place) !== undefined;
    const { objects, python } = this.reader;
    const references = python.HEAPU32[place.owner >>> 2] ?? 0;
    const isAlive = references > 0 && references < MOST_REFERENCES;
    return isAlive && objects.typeOf(place.owner) === place.type;
  }

  /** Equal for the same object, and for equal numbers and strings; '' if there is nothing. */
  keyOf(place: DataPlace): string {
    const value = this.read(place) ?? 0;
    if (value === 0) return '';
    const { objects } = this.reader;
    const text = objects.text(value);
    if (text !== undefined) return JSON.stringify(text);
    const number = objects.number(value);
    return number === undefined ? `@${value}` : String(number);
  }

  private placeHere(id: string): NamedPlace | undefined {
    const place = this.parse(id);
    return place && this.isThere(place) ? place : undefined;
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
