// The graph of Python's objects as the garbage collector sees it, read without running Python and
// without changing a reference count: who refers to what (each type's own tp_traverse), what a
// thread's frames hold, and the lists of all tracked objects. Layouts are those of CPython 3.14 on
// wasm32 (Include/cpython/{object,pystate}.h, Include/internal/pycore_{gc,interpframe_structs}.h).

import type { ThreadId } from '../../core/base/ids.ts';
import type { CPython, Pointer } from './cpython.ts';
import type { HeapLayout } from './layout.ts';
import type { NativeThreads } from './native.ts';

/** PyTypeObject, in words. */
const TYPE_FLAGS = 21;
const TYPE_TRAVERSE = 23;
const HAS_COLLECTOR = 1 << 14;
const IS_HEAP_TYPE = 1 << 9;
const IS_TYPE_SUBCLASS = 1 << 31;
/** PyGC_Head is in front of the object, in bytes: the next and previous object with flag bits. */
const GC_HEAD = 8;
const GC_FLAGS = 3;
/** `gc_generation`: head, threshold, count; in words. */
const GENERATION_WORDS = 4;
const GENERATIONS = 4;
/** Words of PyInterpreterState among which the lists are looked for. */
const INTERPRETER_WORDS = 8192;

/** `_PyInterpreterFrame`, in words: function, globals, builtins, locals, frame object. */
const FRAME_REFERENCES = [0, 2, 3, 4, 5, 6];
const FRAME_PREVIOUS = 1;
const FRAME_STACK_POINTER = 8;
const FRAME_OWNER_BYTE = 38;
const FRAME_LOCALS = 10;
const OWNED_BY_INTERPRETER = 3;
/** A `_PyStackRef` has flags in its lowest bits; both set, it is an integer. */
const STACK_REFERENCE_FLAGS = 3;

/** PyThreadState, in words from `thread_id`. */
const STATE_CURRENT_FRAME = -10;
const STATE_OBJECTS = [-7, -6, -5, -3, -1, 5, 6, 7];
const STATE_EXCEPTIONS = -4;

export type Visit = (object: Pointer) => void;

export class Heap {
  private readonly python: CPython;
  private readonly native: NativeThreads;
  private readonly layout: HeapLayout;
  private readonly threadIdWord: number;
  private words: Uint32Array = new Uint32Array();

  constructor(python: CPython, native: NativeThreads, layout: HeapLayout, threadIdWord: number) {
    this.python = python;
    this.native = native;
    this.layout = layout;
    this.threadIdWord = threadIdWord;
  }

  /** To be called before a series of questions: memory may have grown. */
  refresh(): void {
    this.words = this.python.HEAPU32;
  }

  typeOf(object: Pointer): Pointer {
    return this.word(object + 4);
  }

  /** True for objects that the collector knows or could know: others refer to nothing. */
  isContainer(object: Pointer): boolean {
    const flags = this.word(this.word(object + 4) + TYPE_FLAGS * 4);
    if ((flags & HAS_COLLECTOR) === 0) return false;
    if ((flags & IS_TYPE_SUBCLASS) === 0) return true;
    return (this.word(object + TYPE_FLAGS * 4) & IS_HEAP_TYPE) !== 0;
  }

  /** True if a container is in one of the collector's lists; false if it has nothing to collect. */
  isTracked(container: Pointer): boolean {
    return this.word(container - GC_HEAD) !== 0;
  }

  /** What a container refers to. */
  referents(container: Pointer, visit: Visit): void {
    const slot = this.word(this.word(container + 4) + TYPE_TRAVERSE * 4);
    if (slot === 0) return;
    this.native.visitor = visit;
    this.native.traverse(container, slot, this.layout.visit);
  }

  /** All tracked objects that were made in this run. */
  young(visit: Visit): void {
    for (const list of this.layout.gcLists.slice(0, -1)) this.walk(list, visit);
  }

  /** Tracked objects that came with the snapshot and could have got hold of others since. */
  permanent(visit: Visit): void {
    const fixed = new Set(this.layout.fixedTypes);
    const visitChanging = (object: Pointer): void => {
      if (!fixed.has(this.typeOf(object))) visit(object);
    };
    for (const list of this.layout.gcLists.slice(-1)) this.walk(list, visitChanging);
  }

  private walk(list: number, visit: Visit): void {
    for (let head = this.next(list); head !== list; head = this.next(head)) visit(head + GC_HEAD);
  }

  private next(head: number): number {
    return this.word(head) & ~GC_FLAGS;
  }

  /** What a thread can use without looking anything up: frames, exceptions, what it was started with. */
  rootsOf(thread: ThreadId, visit: Visit): void {
    const start = this.native.startOf(thread);
    if (start) [start.function, start.args, start.kwargs].forEach((each) => each && visit(each));
    const state = this.native.stateOf(thread);
    if (state === 0) return;
    const at = (offset: number): number => this.word(state + (this.threadIdWord + offset) * 4);
    for (const offset of STATE_OBJECTS) this.visitWord(at(offset), visit);
    for (let item = at(STATE_EXCEPTIONS); item !== 0; item = this.word(item + 4)) {
      this.visitWord(this.word(item), visit);
    }
    for (let frame = at(STATE_CURRENT_FRAME); frame !== 0;) {
      this.frame(frame, visit);
      frame = this.word(frame + FRAME_PREVIOUS * 4);
    }
  }

  private frame(frame: number, visit: Visit): void {
    if (this.python.HEAPU8[frame + FRAME_OWNER_BYTE] === OWNED_BY_INTERPRETER) return;
    for (const index of FRAME_REFERENCES) this.stackReference(frame + index * 4, visit);
    const end = this.word(frame + FRAME_STACK_POINTER * 4);
    for (let slot = frame + FRAME_LOCALS * 4; slot < end; slot += 4) {
      this.stackReference(slot, visit);
    }
  }

  private stackReference(slot: number, visit: Visit): void {
    const value = this.word(slot);
    const isInteger = (value & STACK_REFERENCE_FLAGS) === STACK_REFERENCE_FLAGS;
    if (!isInteger) this.visitWord((value & ~STACK_REFERENCE_FLAGS) >>> 0, visit);
  }

  private visitWord(value: number, visit: Visit): void {
    if (value !== 0) visit(value);
  }

  private word(address: number): number {
    return this.words[address >>> 2] ?? 0;
  }
}

/** Finds the collector's four lists: linked rings through their heads, one behind the other. */
export function findGcLists(python: CPython): number[] {
  const words = python.HEAPU32;
  const at = (address: number): number => (words[address >>> 2] ?? 0) & ~GC_FLAGS;
  const isRing = (head: number): boolean =>
    at(head) !== 0 && at(at(head) + 4) === head && at(at(head + 4)) === head;
  const start = python._PyInterpreterState_Get();
  const stride = GENERATION_WORDS * 4;
  for (let head = start; head < start + INTERPRETER_WORDS * 4; head += 4) {
    const heads = Array.from({ length: GENERATIONS }, (_, index) => head + index * stride);
    if (heads.every(isRing)) return heads;
  }
  throw new Error('internal error: the lists of the garbage collector were not found');
}
