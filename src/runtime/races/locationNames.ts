// What a programmer would call a location: `counter.value`, `totals['a']`. The object is looked for
// among the variables at hand when a second thread comes to it.

import type { AccessSite } from '../python/accessSites.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { Instructions } from '../python/instructions.ts';
import type { CodeObjects } from '../python/codeObjects.ts';
import type { PythonObjects } from '../python/objects.ts';
import type { Operands } from '../python/operands.ts';
import type { ShortValues } from '../python/shortValue.ts';

/** `_PyInterpreterFrame` and `PyTypeObject`, in words. */
const GLOBALS = 3;
const FAST_LOCALS = 10;
const TYPE_NAME = 3;
const POINTER_BITS = ~3;
/** Variables that are looked at; a module with more is a table of data. */
const VARIABLES_SEEN = 2_000;

export interface NameParts {
  readonly python: CPython;
  readonly objects: PythonObjects;
  readonly codes: CodeObjects;
  readonly instructions: Instructions;
  readonly values: ShortValues;
  /** Memory for three words. */
  readonly scratch: number;
}

export class LocationNames {
  private readonly parts: NameParts;

  constructor(parts: NameParts) {
    this.parts = parts;
  }

  /** Of what the operands have found at a site. */
  name(operands: Operands, site: AccessSite, frame: number): string {
    const { holder, kind, keyObject } = operands;
    if (kind === 'global' || kind === 'closure') return site.name;
    const owner = this.ownerName(holder, site, frame);
    if (kind === 'attribute') return `${owner}.${site.name}`;
    if (kind === 'items') return owner;
    const isIndex = typeof operands.key === 'number';
    return `${owner}[${isIndex ? operands.key : this.parts.values.text(keyObject)}]`;
  }

  private ownerName(object: Pointer, site: AccessSite, frame: number): string {
    const { python, objects } = this.parts;
    const globals = python.HEAPU32[(frame >>> 2) + GLOBALS] ?? 0;
    const type = objects.typeOf(object);
    if (type === python._PyType_Type) return this.typeName(object);
    return (
      this.inDict(globals, object) ??
      this.inSelf(object, site, frame) ??
      this.inLocals(object, site, frame) ??
      objects.typeName(object)
    );
  }

  private typeName(type: Pointer): string {
    const { python, objects } = this.parts;
    const name = objects.cString(python.HEAPU32[(type >>> 2) + TYPE_NAME] ?? 0);
    return name.slice(name.lastIndexOf('.') + 1);
  }

  private inDict(dict: Pointer, object: Pointer): string | undefined {
    const { python, objects, scratch } = this.parts;
    const word = scratch >>> 2;
    python.HEAPU32[word] = 0;
    for (let seen = 0; seen < VARIABLES_SEEN; seen++) {
      if (python._PyDict_Next(dict, scratch, scratch + 4, scratch + 8) === 0) return undefined;
      if (python.HEAPU32[word + 2] !== object) continue;
      return objects.text(python.HEAPU32[word + 1] ?? 0);
    }
    return undefined;
  }

  /** `Account.history` for what an attribute of the method's own object has. */
  private inSelf(object: Pointer, { code }: AccessSite, frame: number): string | undefined {
    const { python, objects, codes, instructions } = this.parts;
    if (objects.text(codes.localNameAt(code, 0)) !== 'self') return undefined;
    const self = this.local(frame, 0);
    if (self === 0) return undefined;
    if (self === object) return objects.typeName(object);
    const load = instructions.number('LOAD_ATTR');
    for (const { opcode, argument } of instructions.of(code)) {
      if (opcode !== load) continue;
      const name = codes.nameAt(code, argument >>> 1);
      if (python.__PyType_Lookup(objects.typeOf(self), name) !== 0) continue;
      const value = python._PyObject_GenericGetAttr(self, name);
      if (value === 0) python._PyErr_Clear();
      objects.release(value);
      if (value === object) return `${objects.typeName(self)}.${objects.text(name) ?? '?'}`;
    }
    return undefined;
  }

  private inLocals(object: Pointer, { code }: AccessSite, frame: number): string | undefined {
    const { codes, objects } = this.parts;
    const count = codes.localCount(code);
    for (let index = 0; index < count; index++) {
      if (this.local(frame, index) !== object) continue;
      const name = objects.text(codes.localNameAt(code, index));
      // The object says more than the name that it has in every method.
      return name === 'self' ? objects.typeName(object) : name;
    }
    return undefined;
  }

  private local(frame: number, index: number): Pointer {
    const value = this.parts.python.HEAPU32[(frame >>> 2) + FAST_LOCALS + index] ?? 0;
    return value & POINTER_BITS;
  }
}
