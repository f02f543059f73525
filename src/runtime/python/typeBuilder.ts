// Makes Python types and functions whose slots are functions of native.wat. Done once, when the
// snapshot is made; in a restored interpreter only the table of functions is filled again.

import type { CPython, Pointer } from './cpython.ts';
import type { NativeThreads } from './native.ts';
import type { PythonObjects } from './objects.ts';

export interface TypeSpec {
  readonly name: string;
  /** Code of the constructor. */
  readonly first: number;
  readonly isBaseType: boolean;
  readonly methods: readonly (readonly [name: string, code: number])[];
  readonly classMethods?: readonly (readonly [name: string, code: number])[];
  readonly getters?: readonly (readonly [name: string, code: number])[];
  readonly doc: string;
}

export type FunctionSpec = readonly [name: string, code: number, module: string];

/** Include/typeslots.h */
export const SLOT = {
  dealloc: 52,
  doc: 56,
  methods: 64,
  new: 65,
  repr: 66,
  members: 72,
  getset: 73,
};
/** Include/object.h, Include/descrobject.h, Include/methodobject.h */
const TPFLAGS_IMMUTABLE = 1 << 8;
const TPFLAGS_BASETYPE = 1 << 10;
const T_PYSSIZET = 19;
const READONLY = 1;
const METH_FASTCALL_KEYWORDS = 0x82;
const METH_CLASS = 0x10;
/** ob_refcnt, ob_type, our number, list of weak references. */
const BASIC_SIZE = 16;
const WEAKLIST_OFFSET = 12;

export class TypeBuilder {
  private readonly entries = new Map<string, number>();
  private readonly python: CPython;
  private readonly objects: PythonObjects;
  private readonly tableBase: number;

  constructor(python: CPython, objects: PythonObjects, tableBase: number) {
    this.python = python;
    this.objects = objects;
    this.tableBase = tableBase;
  }

  /** Names of native.wat's functions, in the order of the table. */
  get exportNames(): string[] {
    return [...this.entries.keys()];
  }

  /** Index in the table of functions that an export of native.wat will have. */
  entry(exportName: string): number {
    const known = this.entries.get(exportName);
    if (known !== undefined) return known;
    const index = this.tableBase + this.entries.size;
    this.entries.set(exportName, index);
    return index;
  }

  private struct(words: readonly number[]): number {
    const address = this.python._malloc(words.length * 4);
    this.python.HEAPU32.set(words, address >>> 2);
    return address;
  }

  private text(text: string): number {
    return this.objects.permanentCString(text);
  }

  private methodDef(name: string, code: number, flags: number): number[] {
    return [this.text(name), this.entry(`m${code}`), METH_FASTCALL_KEYWORDS | flags, 0];
  }

  /** A new type, `order` is its place in `TYPES`. */
  type(spec: TypeSpec, order: number): Pointer {
    const methods = [
      ...spec.methods.map(([name, code]) => this.methodDef(name, code, 0)),
      ...(spec.classMethods ?? []).map(([name, code]) => this.methodDef(name, code, METH_CLASS)),
      [0, 0, 0, 0],
    ];
    const getters = [
      ...(spec.getters ?? []).map(([name, code]) => [
        this.text(name),
        this.entry('get'),
        0,
        0,
        code,
      ]),
      [0, 0, 0, 0, 0],
    ];
    const weakList = [this.text('__weaklistoffset__'), T_PYSSIZET, WEAKLIST_OFFSET, READONLY, 0];
    const slots = [
      [SLOT.dealloc, this.entry(`dealloc_${order}`)],
      [SLOT.repr, this.entry(`repr_${order}`)],
      [SLOT.new, this.entry(`new_${order}`)],
      [SLOT.doc, this.text(spec.doc)],
      [SLOT.methods, this.struct(methods.flat())],
      [SLOT.members, this.struct([...weakList, 0, 0, 0, 0, 0])],
      [SLOT.getset, this.struct(getters.flat())],
      [0, 0],
    ];
    const flags = TPFLAGS_IMMUTABLE | (spec.isBaseType ? TPFLAGS_BASETYPE : 0);
    const address = this.struct([
      this.text(spec.name),
      BASIC_SIZE,
      0,
      flags,
      this.struct(slots.flat()),
    ]);
    const type = this.python._PyType_FromSpec(address);
    if (type === 0) throw new Error(`internal error: can't make ${spec.name}`);
    return type;
  }

  /** A subclass with a constructor and a destructor of its own; all else is inherited. */
  subclass(name: string, base: Pointer, slots: { readonly new: string; readonly dealloc: string }) {
    const words = [
      [SLOT.dealloc, this.entry(slots.dealloc)],
      [SLOT.new, this.entry(slots.new)],
      [0, 0],
    ];
    const spec = [this.text(name), 0, 0, TPFLAGS_BASETYPE, this.struct(words.flat())];
    const type = this.python._PyType_FromSpecWithBases(this.struct(spec), base);
    if (type === 0) throw new Error(`internal error: can't make ${name}`);
    return type;
  }

  function([name, code, module]: FunctionSpec): Pointer {
    const definition = this.struct(this.methodDef(name, code, 0));
    return this.python._PyCFunction_NewEx(definition, 0, this.objects.str(module));
  }
}

/** Puts native.wat's functions into the table, where the types in memory expect them. */
export function fillTable(
  python: CPython,
  native: NativeThreads,
  layout: { readonly tableBase: number; readonly exportNames: readonly string[] },
): void {
  const end = layout.tableBase + layout.exportNames.length;
  const missing = end - python.wasmTable.length;
  if (missing > 0) python.wasmTable.grow(missing);
  layout.exportNames.forEach((name, index) => {
    python.wasmTable.set(layout.tableBase + index, native.exported(name));
  });
}
