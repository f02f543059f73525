// What an instruction is about to read or write: its operands are on the evaluation stack of the
// frame, in memory. No Python code runs. Offsets are those of CPython 3.14 on wasm32.

import type { AccessMode, LocationKind } from '../../core/trace/events.ts';
import type { AccessSite } from './accessSites.ts';
import type { ContainerKind } from './containers.ts';
import { Containers, isReader, methodOf } from './containers.ts';
import type { CPython, Pointer } from './cpython.ts';
import type { PythonObjects } from './objects.ts';
import type { ShortValues } from './shortValue.ts';

/** `_PyInterpreterFrame`, in words. */
const GLOBALS = 3;
const LOCALS_DICT = 5;
const STACK_POINTER = 8;
const FAST_LOCALS = 10;
/** A `_PyStackRef` carries flags in its lowest bits. */
const POINTER_BITS = ~3;
/** `PyTypeObject`, in words. */
const GET_ATTRIBUTE = 18;
const SET_ATTRIBUTE = 19;
const FLAGS = 21;
const DESCRIPTOR_GET = 34;
const DESCRIPTOR_SET = 35;
const VERSION = 48;
const TYPE_SUBCLASS = 2 ** 31;
/** `PyListObject`, `PyModuleObject`, views of a dict, method descriptors, built-in functions. */
const LIST_SIZE = 2;
const LIST_ITEMS = 3;
const CELL_VALUE = 2;
const MODULE_DICT = 2;
const VIEWED_DICT = 2;
const DESCRIPTOR_NAME = 3;
const FUNCTION_DEFINITION = 2;
const FUNCTION_SELF = 3;
/** No attribute and no element has this name. */
const ITEMS = '\0';
/** By type of iterator, the word that has the container. */
const ITERATED: Readonly<Record<string, number>> = {
  list_iterator: 3,
  dict_keyiterator: 2,
  dict_valueiterator: 2,
  dict_itemiterator: 2,
  set_iterator: 2,
};
const DICT_VIEWS = ['dict_keys', 'dict_values', 'dict_items'];

/** What the last `read` found; valid until the next. */
export class Operands {
  /** The object, module dictionary, cell or container. */
  holder: Pointer = 0;
  kind: LocationKind = 'attribute';
  /** Which attribute or element. */
  key: string | number = '';
  /** The name, or the key of an element, as an object; 0 for none. */
  keyObject: Pointer = 0;
  mode: AccessMode = 'read';
  /** What is written; 0 if that is not known. */
  value: Pointer = 0;
  /** The container gets or loses an element, so that iterating over it notices. */
  isReshaped = false;

  private readonly python: CPython;
  private readonly objects: PythonObjects;
  private readonly values: ShortValues;
  private readonly containers: Containers;
  /** By site, the version of the last type whose attribute can be watched. */
  private readonly plain = new Map<number, number>();

  constructor(python: CPython, objects: PythonObjects, values: ShortValues) {
    this.python = python;
    this.objects = objects;
    this.values = values;
    this.containers = new Containers(python, objects);
  }

  /** @returns false if nothing is accessed that threads can share */
  read(site: AccessSite, frame: number): boolean {
    this.value = 0;
    this.keyObject = site.nameObject;
    this.isReshaped = false;
    switch (site.form) {
      case 'loadAttribute':
        return this.attribute(site, this.stack(frame, 1), 'read');
      case 'storeAttribute':
        this.value = this.stack(frame, 2);
        return this.attribute(site, this.stack(frame, 1), 'write');
      case 'deleteAttribute':
        return this.attribute(site, this.stack(frame, 1), 'write');
      case 'loadGlobal':
        return this.global(site, frame, 'read');
      case 'storeGlobal':
        this.value = this.stack(frame, 1);
        return this.global(site, frame, 'write');
      case 'deleteGlobal':
        return this.global(site, frame, 'write');
      case 'loadName':
        return this.isModule(frame) && this.global(site, frame, 'read');
      case 'storeName':
        this.value = this.stack(frame, 1);
        return this.isModule(frame) && this.global(site, frame, 'write');
      case 'deleteName':
        return this.isModule(frame) && this.global(site, frame, 'write');
      case 'loadCell':
        return this.cell(site, frame, 'read');
      case 'storeCell':
        this.value = this.stack(frame, 1);
        return this.cell(site, frame, 'write');
      case 'deleteCell':
        return this.cell(site, frame, 'write');
      case 'loadItem':
        return this.item(this.stack(frame, 2), this.stack(frame, 1), 'read');
      case 'storeItem':
        this.value = this.stack(frame, 3);
        return this.item(this.stack(frame, 2), this.stack(frame, 1), 'write');
      case 'deleteItem':
        return this.item(this.stack(frame, 2), this.stack(frame, 1), 'update');
      case 'loadSlice':
        return this.whole(this.stack(frame, 3), 'read');
      case 'storeSlice':
        return this.whole(this.stack(frame, 3), 'update');
      case 'contains':
        return this.contains(this.stack(frame, 1), this.stack(frame, 2));
      case 'iterate':
        return this.whole(this.viewed(this.stack(frame, 1)), 'read');
      case 'next':
        return this.whole(this.iterated(this.stack(frame, 1)), 'read');
      case 'call':
        return this.call(site, frame, 0);
      case 'callKeywords':
        return this.call(site, frame, 1);
    }
  }

  /** Which location of the holder it is. */
  get locationKey(): string | number {
    return this.kind === 'items' ? ITEMS : this.key;
  }

  /** From the element that comes or goes to which elements there are. */
  reshape(): void {
    this.kind = 'items';
    this.mode = 'update';
    this.value = 0;
  }

  /** What is there now, borrowed; 0 if that can't be said without running Python code. */
  current(): Pointer {
    const { python, holder, key } = this;
    if (this.kind === 'closure') return this.word(holder, CELL_VALUE);
    if (this.kind === 'global') return python._PyDict_GetItemWithError(holder, this.keyObject);
    if (this.kind === 'attribute') return this.currentAttribute();
    if (this.kind !== 'element' || typeof key !== 'number') return 0;
    if (this.objects.typeOf(holder) !== python._PyList_Type) return 0;
    const isThere = key >= 0 && key < this.word(holder, LIST_SIZE);
    return isThere ? this.word(this.word(holder, LIST_ITEMS), key) : 0;
  }

  private currentAttribute(): Pointer {
    const { python, objects, holder, keyObject } = this;
    if (python.__PyType_Lookup(objects.typeOf(holder), keyObject) !== 0) return 0;
    const value = python._PyObject_GenericGetAttr(holder, keyObject);
    if (value === 0) python._PyErr_Clear();
    // The object keeps it.
    objects.release(value);
    return value;
  }

  private word(address: number, index: number): number {
    return this.python.HEAPU32[(address >>> 2) + index] ?? 0;
  }

  /** From the top of the evaluation stack, 1 is the last that was pushed. */
  private stack(frame: number, depth: number): Pointer {
    const top = this.word(frame, STACK_POINTER);
    return this.word(top, -depth) & POINTER_BITS;
  }

  private isModule(frame: number): boolean {
    return this.word(frame, LOCALS_DICT) === this.word(frame, GLOBALS);
  }

  private global(site: AccessSite, frame: number, mode: AccessMode): boolean {
    return this.found(this.word(frame, GLOBALS), 'global', site.name, mode);
  }

  private cell(site: AccessSite, frame: number, mode: AccessMode): boolean {
    const cell = this.word(frame, FAST_LOCALS + site.argument) & POINTER_BITS;
    if (cell === 0 || this.objects.typeOf(cell) !== this.python._PyCell_Type) return false;
    return this.found(cell, 'closure', site.name, mode);
  }

  private found(
    holder: Pointer,
    kind: LocationKind,
    key: string | number,
    mode: AccessMode,
  ): boolean {
    this.holder = holder;
    this.kind = kind;
    this.key = key;
    this.mode = mode;
    return true;
  }

  // ── attributes ──

  private attribute(site: AccessSite, owner: Pointer, mode: AccessMode): boolean {
    const { python } = this;
    const type = this.objects.typeOf(owner);
    if (type === python._PyModule_Type) {
      return this.found(this.word(owner, MODULE_DICT), 'global', site.name, mode);
    }
    if (this.word(type, FLAGS) >= TYPE_SUBCLASS) {
      return this.found(owner, 'attribute', site.name, mode);
    }
    const version = this.word(type, VERSION);
    if (version === 0 || this.plain.get(site.at) !== version) {
      if (!this.isPlain(type)) return false;
      const inClass = python.__PyType_Lookup(type, site.nameObject);
      if (inClass !== 0 && !this.isSlot(inClass))
        return this.classAttribute(site, owner, inClass, mode);
      if (version !== 0) this.plain.set(site.at, version);
    }
    return this.found(owner, 'attribute', site.name, mode);
  }

  /** Attributes are looked up and set as `object` does it. */
  private isPlain(type: Pointer): boolean {
    const base = this.python._PyBaseObject_Type;
    return [GET_ATTRIBUTE, SET_ATTRIBUTE].every((slot) => {
      return this.word(type, slot) === this.word(base, slot);
    });
  }

  private isSlot(descriptor: Pointer): boolean {
    return this.objects.typeName(descriptor) === 'member_descriptor';
  }

  /** The class has an attribute of that name: a property is no location, a value is one. */
  private classAttribute(
    site: AccessSite,
    owner: Pointer,
    inClass: Pointer,
    mode: AccessMode,
  ): boolean {
    const { python, objects } = this;
    const descriptor = objects.typeOf(inClass);
    if (this.word(descriptor, DESCRIPTOR_SET) !== 0) return false;
    if (mode === 'read' && this.word(descriptor, DESCRIPTOR_GET) === 0) {
      const value = python._PyObject_GenericGetAttr(owner, site.nameObject);
      objects.release(value);
      if (value === inClass) return this.found(objects.typeOf(owner), 'attribute', site.name, mode);
    }
    return this.found(owner, 'attribute', site.name, mode);
  }

  // ── containers ──

  private whole(container: Pointer, mode: AccessMode): boolean {
    if (container === 0 || this.containers.kindOf(container) === undefined) return false;
    this.isReshaped = mode === 'update';
    return this.found(container, 'items', '', mode);
  }

  private item(container: Pointer, key: Pointer, mode: AccessMode): boolean {
    const kind = this.containers.kindOf(container);
    if (kind === undefined) return false;
    if (kind !== 'dict' && this.objects.typeOf(key) !== this.python._PyLong_Type) {
      return this.whole(container, mode === 'read' ? 'read' : 'update');
    }
    // A deque's places move with every element that comes or goes at its ends.
    if (kind === 'deque') return this.found(container, 'items', '', mode);
    return this.element(container, kind, key, mode);
  }

  private element(
    container: Pointer,
    kind: ContainerKind,
    keyObject: Pointer,
    mode: AccessMode,
  ): boolean {
    let key = this.values.key(keyObject);
    if (kind !== 'dict' && typeof key === 'number' && key < 0) {
      key += this.word(container, LIST_SIZE);
    }
    this.keyObject = keyObject;
    this.isReshaped =
      mode === 'update' ||
      (mode === 'write' && kind === 'dict' && this.isNew(container, keyObject));
    return this.found(container, 'element', key, mode);
  }

  /** True if the dict has no such key, as far as can be said without running Python code. */
  private isNew(dict: Pointer, key: Pointer): boolean {
    const { python, objects } = this;
    const type = objects.typeOf(key);
    if (type !== python._PyUnicode_Type && type !== python._PyLong_Type) return true;
    return python._PyDict_GetItemWithError(dict, key) === 0;
  }

  private contains(container: Pointer, key: Pointer): boolean {
    const viewed = this.viewed(container);
    const kind = viewed === 0 ? undefined : this.containers.kindOf(viewed);
    if (kind === 'dict' || kind === 'set') return this.element(viewed, kind, key, 'read');
    return kind !== undefined && this.whole(viewed, 'read');
  }

  /** The dict behind `d.items()` and the like. */
  private viewed(object: Pointer): Pointer {
    const isView = DICT_VIEWS.includes(this.objects.typeName(object));
    return isView ? this.word(object, VIEWED_DICT) : object;
  }

  private iterated(iterator: Pointer): Pointer {
    const word = ITERATED[this.objects.typeName(iterator)];
    return word === undefined ? 0 : this.word(iterator, word);
  }

  // ── calls: callable, self or NULL, arguments, and for keywords their names ──

  private call(site: AccessSite, frame: number, extra: number): boolean {
    const { python, objects } = this;
    const count = site.argument;
    const first = count + extra;
    const callable = this.stack(frame, first + 2);
    const self = this.stack(frame, first + 1);
    const type = objects.typeOf(callable);
    if (type === python._PyMethodDescr_Type) {
      const argument = count > 0 ? this.stack(frame, first) : 0;
      return this.method(self, this.nameOfDescriptor(callable), argument);
    }
    if (type !== python._PyCFunction_Type && !isReader(site.name)) return false;
    return this.function(site, callable, self === 0 && count > 0 ? this.stack(frame, first) : 0);
  }

  private nameOfDescriptor(descriptor: Pointer): Pointer {
    return this.word(descriptor, DESCRIPTOR_NAME);
  }

  private method(container: Pointer, nameObject: Pointer, argument: Pointer): boolean {
    const kind = container === 0 ? undefined : this.containers.kindOf(container);
    const name = this.objects.text(nameObject) ?? '';
    const call = kind && methodOf(kind, name);
    if (kind === undefined || call === undefined) return false;
    if (!call.isElement || argument === 0) return this.whole(container, call.mode);
    return this.element(container, kind, argument, call.mode);
  }

  /** A bound method of a container that is kept in a variable, or `len` and the like. */
  private function(site: AccessSite, callable: Pointer, argument: Pointer): boolean {
    const { python, objects } = this;
    if (objects.typeOf(callable) === python._PyCFunction_Type) {
      const self = this.word(callable, FUNCTION_SELF);
      const kind = self === 0 ? undefined : this.containers.kindOf(self);
      if (kind !== undefined) {
        const name = objects.cString(this.word(this.word(callable, FUNCTION_DEFINITION), 0));
        const call = methodOf(kind, name);
        return call !== undefined && this.whole(self, call.mode);
      }
    }
    if (!isReader(site.name) || argument === 0) return false;
    return this.whole(this.viewed(argument), 'read');
  }
}
