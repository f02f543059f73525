// The built-in containers: which objects are some, and what calls of their methods do. A method is
// one step under the GIL, so one that changes is an `update`, which nobody can come between.

import type { CPython, Pointer } from './cpython.ts';
import type { PythonObjects } from './objects.ts';

export type ContainerKind = 'list' | 'dict' | 'set' | 'deque' | 'bytearray';

/** What a call does. `element`: only to that of its first argument. */
export interface ContainerCall {
  readonly mode: 'read' | 'update';
  readonly isElement: boolean;
}

const READ: ContainerCall = { mode: 'read', isElement: false };
const UPDATE: ContainerCall = { mode: 'update', isElement: false };
const READ_ELEMENT: ContainerCall = { mode: 'read', isElement: true };
const UPDATE_ELEMENT: ContainerCall = { mode: 'update', isElement: true };

function calls(names: string, call: ContainerCall): Record<string, ContainerCall> {
  return Object.fromEntries(names.split(' ').map((name) => [name, call]));
}

const SEQUENCE = {
  ...calls('append extend insert remove pop clear sort reverse', UPDATE),
  ...calls('index count copy', READ),
};

const METHODS: Readonly<Record<ContainerKind, Readonly<Record<string, ContainerCall>>>> = {
  list: SEQUENCE,
  bytearray: SEQUENCE,
  deque: { ...SEQUENCE, ...calls('appendleft popleft extendleft rotate', UPDATE) },
  dict: {
    ...calls('get', READ_ELEMENT),
    ...calls('setdefault pop', UPDATE_ELEMENT),
    ...calls('popitem update clear move_to_end', UPDATE),
    ...calls('keys values items copy', READ),
  },
  set: {
    ...calls('add discard remove', UPDATE_ELEMENT),
    ...calls('pop clear update intersection_update', UPDATE),
    ...calls('difference_update symmetric_difference_update', UPDATE),
    ...calls('copy union intersection difference issubset issuperset isdisjoint', READ),
  },
};

/** Built-in functions that read their first argument. */
const READERS = 'len sorted sum list tuple set frozenset dict max min any all'.split(' ');

const CALL_NAMES = new Set([...Object.values(METHODS).flatMap(Object.keys), ...READERS]);

/** True if the call of a method or function of that name may be a container's. */
export function isContainerCall(name: string): boolean {
  return CALL_NAMES.has(name);
}

export function methodOf(kind: ContainerKind, name: string): ContainerCall | undefined {
  return METHODS[kind][name];
}

export function isReader(name: string): boolean {
  return READERS.includes(name);
}

/** `PyTypeObject`, in words. */
const AS_MAPPING = 13;
const FLAGS = 21;
const VERSION = 48;
const HEAP_TYPE = 1 << 9;
const LIST_SUBCLASS = 1 << 25;
const DICT_SUBCLASS = 1 << 29;
/** `PyMappingMethods`, in words. */
const SUBSCRIPT = 1;
const ASSIGN_SUBSCRIPT = 2;
/** Subclasses in Python whose items are set by the methods of dict nevertheless. */
const TRUE_DICTS = ['Counter', 'OrderedDict'];

export class Containers {
  /** By a type's version, which no other type ever has. */
  private readonly kinds = new Map<number, ContainerKind | undefined>();
  private readonly python: CPython;
  private readonly objects: PythonObjects;

  constructor(python: CPython, objects: PythonObjects) {
    this.python = python;
    this.objects = objects;
  }

  /** Undefined for what is none, and for classes that look up or set items in their own way. */
  kindOf(object: Pointer): ContainerKind | undefined {
    const { python } = this;
    const type = this.objects.typeOf(object);
    if (type === python._PyList_Type) return 'list';
    if (type === python._PyDict_Type) return 'dict';
    if (type === python._PySet_Type) return 'set';
    const version = this.word(type, VERSION);
    if (version !== 0 && this.kinds.has(version)) return this.kinds.get(version);
    const kind = this.find(object, type);
    if (version !== 0) this.kinds.set(version, kind);
    return kind;
  }

  private find(object: Pointer, type: Pointer): ContainerKind | undefined {
    const { python } = this;
    const name = this.objects.typeName(object);
    const flags = this.word(type, FLAGS);
    const isHeap = (flags & HEAP_TYPE) !== 0;
    if ((flags & DICT_SUBCLASS) !== 0) {
      const isPlain = !isHeap || this.hasItemsOf(type, python._PyDict_Type);
      return isPlain || TRUE_DICTS.includes(name) ? 'dict' : undefined;
    }
    if ((flags & LIST_SUBCLASS) !== 0) {
      return this.hasItemsOf(type, python._PyList_Type) ? 'list' : undefined;
    }
    if (type === python.all['_PyByteArray_Type']) return 'bytearray';
    // The only type of that name that is not made by a class statement.
    const isDeque = name === 'deque' && this.objects.cString(this.word(type, 3)).includes('.');
    return isDeque ? 'deque' : undefined;
  }

  private hasItemsOf(type: Pointer, base: Pointer): boolean {
    const [own, its] = [this.word(type, AS_MAPPING), this.word(base, AS_MAPPING)];
    return [SUBSCRIPT, ASSIGN_SUBSCRIPT].every((slot) => {
      return this.word(own, slot) === this.word(its, slot);
    });
  }

  private word(address: number, index: number): number {
    return this.python.HEAPU32[(address >>> 2) + index] ?? 0;
  }
}
