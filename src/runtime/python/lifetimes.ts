// Who knows Python objects by their address must know when another object may have it. The
// functions by which CPython frees memory are exchanged for ours (native.wat), which ask only for
// addresses whose hash is noted here. Nothing is allocated, no reference is kept.

import type { CPython, Pointer } from './cpython.ts';
import type { MonitoringLayout } from './layout.ts';
import type { NativeThreads } from './native.ts';

const PYMEM_DOMAIN_OBJ = 2;
/** `free` in PyMemAllocatorEx, in words. */
const FREE = 4;
/** `PyTypeObject`, in words. */
const TYPE = 1;
const DEALLOC = 6;
const FLAGS = 21;
const HAVE_GC = 1 << 14;
/** Py_TPFLAGS_PREHEADER: a managed dict or weak references. */
const PREHEADER = (1 << 3) | (1 << 4);
const GC_HEAD = 8;

/** Bytes: one for each hash of an address. */
export const FILTER_SIZE = 65_536;

interface Place {
  readonly python: CPython;
  readonly native: NativeThreads;
  readonly functions: MonitoringLayout['freeFunctions'];
  /** Memory outside Python's heap: five words, and FILTER_SIZE bytes. */
  readonly scratch: number;
  readonly filter: number;
}

export class Lifetimes {
  private readonly place: Place;
  private isOn = false;

  constructor(place: Place) {
    this.place = place;
  }

  /** From now on memory that is freed is told to `NativeHandlers.freed`. */
  start(): void {
    if (this.isOn) return;
    this.isOn = true;
    const { python, native, functions, scratch, filter } = this.place;
    const word = scratch >>> 2;
    python.HEAPU8.fill(0, filter, filter + FILTER_SIZE);
    python._PyMem_GetAllocator(PYMEM_DOMAIN_OBJ, scratch);
    native.setGlobal('watched', filter);
    native.setGlobal('free_function', python.HEAPU32[word + FREE] ?? 0);
    python.HEAPU32[word + FREE] = functions.object;
    python._PyMem_SetAllocator(PYMEM_DOMAIN_OBJ, scratch);
    this.exchange(python._PyList_Type, 'list_dealloc', functions.list);
    this.exchange(python._PyDict_Type, 'dict_dealloc', functions.dict);
  }

  private exchange(type: Pointer, name: string, ours: number): void {
    const { python, native } = this.place;
    native.setGlobal(name, python.HEAPU32[(type >>> 2) + DEALLOC] ?? 0);
    python.HEAPU32[(type >>> 2) + DEALLOC] = ours;
  }

  /** @returns the address by which the end of the object's memory will be told */
  watch(object: Pointer): number {
    const { python, filter } = this.place;
    const type = python.HEAPU32[(object >>> 2) + TYPE] ?? 0;
    const flags = python.HEAPU32[(type >>> 2) + FLAGS] ?? 0;
    const before = (flags & HAVE_GC ? GC_HEAD : 0) + (flags & PREHEADER ? 8 : 0);
    const base = object - before;
    python.HEAPU8[filter + ((base >>> 3) & (FILTER_SIZE - 1))] = 1;
    return base;
  }
}
