// Reads code objects from linear memory: names, nested code, lines. Nothing of Python runs and
// nothing is allocated, so that a debugger's look is not noticed. Offsets are those of CPython 3.14
// on wasm32 (Include/cpython/code.h).

import type { CPython, Pointer } from './cpython.ts';
import { CODE_SIZE, isLibraryFile } from './frames.ts';
import type { PythonObjects } from './objects.ts';

/** `PyCodeObject`, in words. */
const TYPE = 1;
const UNITS = 2;
const CONSTANTS = 3;
const NAMES = 4;
const FIRST_LINE = 11;
const LOCALS_COUNT = 12;
const FREE_COUNT = 16;
const LOCAL_NAMES = 18;
const FILE = 20;
const NAME = 21;
const QUALIFIED_NAME = 22;
const INSTRUMENTATION_VERSION = 27;
const MONITORING = 28;
const FIRST_TRACEABLE = 30;
/** `PyTupleObject`, in words. */
const TUPLE_SIZE = 2;
const TUPLE_ITEMS = 4;
const COLUMN_LIMIT = 2 ** 20;

export class CodeObjects {
  private readonly python: CPython;
  private readonly objects: PythonObjects;
  private readonly locationBuffer: number;

  /** `locationBuffer`: 16 bytes. */
  constructor(python: CPython, objects: PythonObjects, locationBuffer: number) {
    this.python = python;
    this.objects = objects;
    this.locationBuffer = locationBuffer;
  }

  private word(object: Pointer, index: number): number {
    return this.python.HEAPU32[(object >>> 2) + index] ?? 0;
  }

  isCode(object: Pointer): boolean {
    return this.word(object, TYPE) === this.python._PyCode_Type;
  }

  /** `co_filename`. */
  file(code: Pointer): string {
    return this.objects.text(this.word(code, FILE)) ?? '';
  }

  /** False for the standard library and for text without a file. */
  isUsers(code: Pointer): boolean {
    const file = this.file(code);
    return !file.startsWith('<') && !isLibraryFile(file);
  }

  name(code: Pointer): string {
    return this.objects.text(this.word(code, NAME)) ?? '';
  }

  qualifiedName(code: Pointer): string {
    return this.objects.text(this.word(code, QUALIFIED_NAME)) ?? '';
  }

  firstLine(code: Pointer): number {
    return this.word(code, FIRST_LINE);
  }

  /** `co_names[index]`, borrowed. */
  nameAt(code: Pointer, index: number): Pointer {
    return this.word(this.word(code, NAMES), TUPLE_ITEMS + index);
  }

  /** The name of a local variable, a cell or a free variable; borrowed. */
  localNameAt(code: Pointer, index: number): Pointer {
    return this.word(this.word(code, LOCAL_NAMES), TUPLE_ITEMS + index);
  }

  /** Local variables, cells and free variables. */
  localCount(code: Pointer): number {
    return this.word(code, LOCALS_COUNT);
  }

  /** True for a variable of a function around this one. */
  isFree(code: Pointer, index: number): boolean {
    return index >= this.word(code, LOCALS_COUNT) - this.word(code, FREE_COUNT);
  }

  /** Address of the first instruction. */
  start(code: Pointer): number {
    return code + CODE_SIZE;
  }

  /** Address of the first instruction that can be watched. */
  firstTraceable(code: Pointer): number {
    return this.start(code) + 2 * this.word(code, FIRST_TRACEABLE);
  }

  /** Address after the last instruction. */
  end(code: Pointer): number {
    return this.start(code) + 2 * this.word(code, UNITS);
  }

  /** `_co_monitoring`, 0 if nothing of the code has ever been watched. */
  monitoring(code: Pointer): number {
    return this.word(code, MONITORING);
  }

  /** The address of `_co_instrumentation_version`. */
  versionAddress(code: Pointer): number {
    return code + 4 * INSTRUMENTATION_VERSION;
  }

  /** The code and all that is defined in it, functions, classes, lambdas and comprehensions. */
  nested(code: Pointer): Pointer[] {
    const all = [code];
    for (const each of all) {
      const constants = this.word(each, CONSTANTS);
      const count = this.word(constants, TUPLE_SIZE);
      for (let index = 0; index < count; index++) {
        const constant = this.word(constants, TUPLE_ITEMS + index);
        if (this.isCode(constant)) all.push(constant);
      }
    }
    return all;
  }

  /** Line of an instruction; 0 if it has none. */
  line(code: Pointer, instruction: number): number {
    this.locate(code, instruction);
    return Math.max(this.python.HEAP32[this.locationBuffer >>> 2] ?? 0, 0);
  }

  /** Where the source of an instruction begins, as one number. */
  startOf(code: Pointer, instruction: number): number {
    this.locate(code, instruction);
    const word = this.locationBuffer >>> 2;
    const { HEAP32 } = this.python;
    return (HEAP32[word] ?? 0) * COLUMN_LIMIT + (HEAP32[word + 1] ?? 0);
  }

  private locate(code: Pointer, instruction: number): void {
    const { python, locationBuffer: at } = this;
    const offset = instruction - this.start(code);
    python._PyCode_Addr2Location(code, offset, at, at + 4, at + 8, at + 12);
  }
}
