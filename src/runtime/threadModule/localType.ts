// `_thread._local`: CPython's own type, in a subclass that tells us which objects exist. What each
// thread has stored is looked at when the thread does its next operation, so that the trace does
// not depend on when anybody watches.

import type { ObjectId, ThreadId } from '../../core/base/ids.ts';
import type { ObjectState } from '../../core/trace/events.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Context } from './context.ts';
import { recordState } from './context.ts';
import { keepMap } from '../python/keep.ts';
import type { Observer } from './observer.ts';

/** `localdicts` in `localobject` (Modules/_threadmodule.c), in words: each thread's attributes. */
const DICTS = 5;
/** Words of a PyThreadState among which `threading_local_key` is looked for. */
const STATE_WORDS = 120;
/** Characters of a value that are shown. */
const LONGEST_VALUE = 60;
/** Types whose `repr` can't run code of the user. */
const PLAIN_TYPES = new Set(['bool', 'bytes', 'float', 'int', 'NoneType', 'str']);

type Attributes = readonly (readonly [name: string, repr: string])[];

interface Local {
  readonly object: ObjectId;
  readonly pointer: Pointer;
  readonly values: Map<ThreadId, { readonly attributes: Attributes; readonly signature: string }>;
}

export class LocalType {
  private readonly locals = new Map<Pointer, Local>();
  private readonly context: Context;
  private readonly observer: Observer;
  private readonly iterator: number;
  /** In words; found when the first attribute is stored. */
  private keyWord: number | undefined;

  /** `iterator`: memory for three words. */
  constructor(context: Context, observer: Observer, iterator: number) {
    this.context = context;
    this.observer = observer;
    this.iterator = iterator;
  }

  /** What undoes the making of locals from now on. */
  save(): () => void {
    return keepMap(this.locals);
  }

  /** `_thread._local.__new__` has made an object. */
  created(pointer: Pointer): Pointer {
    const { kernel, native, frames, objects } = this.context;
    const local: Local = { object: kernel.newObjectId(), pointer, values: new Map() };
    this.locals.set(pointer, local);
    const [creator] = frames.innermost(native.runningState, 1);
    const typeName = objects.typeName(pointer);
    const facts = { kind: 'local', typeName, state: stateOf(local) } as const;
    this.observer.announce(local.object, facts, creator?.code ?? 0);
    return pointer;
  }

  objectAt(pointer: Pointer): ObjectId | undefined {
    return this.locals.get(pointer)?.object;
  }

  dealloc(pointer: Pointer): void {
    const local = this.locals.get(pointer);
    this.locals.delete(pointer);
    if (local) this.observer.objectGone(local.object);
  }

  /** Something is to be looked at before each operation. */
  get areThere(): boolean {
    return this.locals.size > 0;
  }

  /** Called before each operation of the current thread. */
  refresh(): void {
    if (this.locals.size === 0) return;
    for (const local of this.locals.values()) this.refreshLocal(local);
  }

  /** Not by way of `__dict__`: for a thread that has none it would call the user's `__init__`. */
  private attributesHere(local: Local): Pointer {
    const { python, native } = this.context;
    const dicts = python.HEAPU32[(local.pointer >>> 2) + DICTS] ?? 0;
    if (dicts === 0) return 0;
    this.keyWord ??= this.findKey(dicts);
    if (this.keyWord === undefined) return 0;
    const key = python.HEAPU32[(native.runningState >>> 2) + this.keyWord] ?? 0;
    return key === 0 ? 0 : python._PyDict_GetItemWithError(dicts, key);
  }

  /** Where a thread state keeps the key under which its attributes are stored. */
  private findKey(dicts: Pointer): number | undefined {
    const { python, native } = this.context;
    const start = native.runningState >>> 2;
    const keys = new Set(this.items(dicts).map(([key]) => key));
    const words = python.HEAPU32.subarray(start, start + STATE_WORDS);
    const found = words.findIndex((word) => keys.has(word));
    return found < 0 ? undefined : found;
  }

  /** A thread has ended, and what it stored with it. */
  forget(thread: ThreadId): void {
    for (const local of this.locals.values()) {
      if (!local.values.delete(thread)) continue;
      const state = stateOf(local);
      recordState(this.context, local.object, state);
    }
  }

  private refreshLocal(local: Local): void {
    const { objects, kernel } = this.context;
    const dict = this.attributesHere(local);
    if (dict === 0) return;
    const items = this.items(dict);
    const thread = kernel.current;
    const signature = items.map(([name, value]) => `${name}:${value}`).join();
    if (local.values.get(thread)?.signature === signature) return;
    const attributes = items.map(
      ([name, value]) => [objects.text(name) ?? '?', this.shown(value)] as const,
    );
    local.values.set(thread, { attributes, signature });
    const state = stateOf(local);
    recordState(this.context, local.object, state);
  }

  /** Borrowed pairs of a dict. */
  private items(dict: Pointer): (readonly [Pointer, Pointer])[] {
    const { python } = this.context;
    const at = this.iterator;
    const word = at >>> 2;
    python.HEAPU32[word] = 0;
    const found: (readonly [Pointer, Pointer])[] = [];
    while (python._PyDict_Next(dict, at, at + 4, at + 8) !== 0) {
      found.push([python.HEAPU32[word + 1] ?? 0, python.HEAPU32[word + 2] ?? 0]);
    }
    return found;
  }

  private shown(value: Pointer): string {
    const { python, objects } = this.context;
    const type = objects.typeName(value);
    if (!PLAIN_TYPES.has(type)) return `<${type}>`;
    const repr = python._PyObject_Repr(value);
    const text = objects.text(repr) ?? `<${type}>`;
    objects.release(repr);
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  }
}

function stateOf(local: Local): ObjectState {
  const values = [...local.values].map(([thread, { attributes }]) => ({ thread, attributes }));
  return { kind: 'local', values };
}
