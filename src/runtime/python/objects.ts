// Python objects for TypeScript: makes and reads the few kinds that operations need. Answers are
// new references unless they say "borrowed".

import type { CPython, Pointer } from './cpython.ts';

export type ExceptionName =
  | 'ImportError'
  | 'MemoryError'
  | 'OSError'
  | 'OverflowError'
  | 'PythonFinalizationError'
  | 'RuntimeError'
  | 'TypeError'
  | 'ValueError';

const CONSTANT_NONE = 0;
const CONSTANT_FALSE = 1;
const CONSTANT_TRUE = 2;
/** Characters. */
const SHORT = 120;
const LAST_ASCII = 127;
/** `PyLongObject` in words: sign and number of digits, then the digits. */
const LONG_TAG = 2;
const LONG_DIGIT = 3;
/** Below it the integer has one digit; the lowest bits are 0 for a positive one, 2 for a negative. */
const TWO_DIGITS = 16;
const SIGN = 3;

export class PythonObjects {
  readonly none: Pointer;
  private readonly falseObject: Pointer;
  private readonly trueObject: Pointer;
  private readonly names = new Map<string, Pointer>();
  /** What was last read where few texts are. */
  private readonly texts = new Map<number, string>();
  private readonly python: CPython;
  /** To make one takes longer than to use it. */
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();

  constructor(python: CPython) {
    this.python = python;
    this.none = python._Py_GetConstantBorrowed(CONSTANT_NONE);
    this.falseObject = python._Py_GetConstantBorrowed(CONSTANT_FALSE);
    this.trueObject = python._Py_GetConstantBorrowed(CONSTANT_TRUE);
  }

  /** These strings are there already, interned. */
  know(names: Readonly<Record<string, Pointer>>): void {
    for (const [name, object] of Object.entries(names)) this.names.set(name, object);
  }

  /** None, True and False are immortal: borrowed and new are the same. */
  bool(value: boolean): Pointer {
    return value ? this.trueObject : this.falseObject;
  }

  /** An integer up to 2^53. */
  int(value: number): Pointer {
    return this.python._PyLong_FromDouble(value);
  }

  str(text: string): Pointer {
    const bytes = this.encoder.encode(text);
    const address = this.copyBytes(bytes);
    const object = this.python._PyUnicode_FromStringAndSize(address, bytes.length);
    this.python._free(address);
    return object;
  }

  /** Text of a `str`, undefined for anything else. */
  text(object: Pointer): string | undefined {
    const address = this.utf8(object);
    return address === 0 ? undefined : this.cString(address);
  }

  /** True if the object is that text; false also for one that is not ASCII. */
  isText(object: Pointer, text: string): boolean {
    const address = this.utf8(object);
    return address !== 0 && this.isCString(address, text);
  }

  /** Where the text of a `str` is as UTF-8; 0 for anything else. */
  private utf8(object: Pointer): number {
    const { python } = this;
    if (object === 0 || python.HEAPU32[(object >>> 2) + 1] !== python._PyUnicode_Type) return 0;
    const address = python._PyUnicode_AsUTF8(object);
    if (address === 0) python._PyErr_Clear();
    return address;
  }

  cString(address: number): string {
    const heap = this.python.HEAPU8;
    // To read a short name byte by byte takes less time than to call the decoder.
    let text = '';
    for (let at = address; text.length < SHORT; at++) {
      const byte = heap[at] ?? 0;
      if (byte === 0) return text;
      if (byte > LAST_ASCII) break;
      text += String.fromCharCode(byte);
    }
    return this.decoder.decode(heap.subarray(address, heap.indexOf(0, address)));
  }

  /** The same where few texts are, which are asked for again and again: mostly it is there already. */
  private fewText(address: number): string {
    const known = this.texts.get(address);
    if (known !== undefined && this.isCString(address, known)) return known;
    const text = this.cString(address);
    this.texts.set(address, text);
    return text;
  }

  /** True if the ASCII text stands there, and ends there. */
  private isCString(address: number, text: string): boolean {
    const heap = this.python.HEAPU8;
    const { length } = text;
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > LAST_ASCII || heap[address + index] !== code) return false;
    }
    return heap[address + length] === 0;
  }

  /** NUL-terminated UTF-8 that is never freed: for definitions that live as long as Python. */
  permanentCString(text: string): number {
    return this.copyBytes(this.encoder.encode(`${text}\0`));
  }

  private copyBytes(bytes: Uint8Array): number {
    const address = this.python._malloc(Math.max(bytes.length, 1));
    this.python.HEAPU8.set(bytes, address);
    return address;
  }

  /** Type of an object, borrowed. */
  typeOf(object: Pointer): Pointer {
    return this.python.HEAPU32[(object >>> 2) + 1] ?? 0;
  }

  /** `type(object).__name__` as C code prints it: the last part of `tp_name`. */
  typeName(object: Pointer): string {
    const type = this.typeOf(object);
    const name = this.fewText(this.python.HEAPU32[(type >>> 2) + 3] ?? 0);
    return name.slice(name.lastIndexOf('.') + 1);
  }

  /** `len(object)`; undefined if it has none. */
  size(object: Pointer): number | undefined {
    const size = this.python._PyObject_Size(object);
    if (size >= 0) return size;
    this.python._PyErr_Clear();
    return undefined;
  }

  isCallable(object: Pointer): boolean {
    return this.python._PyCallable_Check(object) !== 0;
  }

  /**
   * Attribute as the class defines it, without running the user's `__getattr__`; 0 if there is
   * none (no exception is left behind).
   */
  attribute(object: Pointer, name: string): Pointer {
    const value = this.python._PyObject_GenericGetAttr(object, this.interned(name));
    if (value === 0) this.python._PyErr_Clear();
    return value;
  }

  /** Runs `read` on an attribute, then drops the reference. */
  withAttribute<T>(object: Pointer, name: string, read: (value: Pointer) => T): T | undefined {
    const value = this.attribute(object, name);
    if (value === 0) return undefined;
    const result = read(value);
    this.python._Py_DecRef(value);
    return result;
  }

  /** The entry of a dict under a string, borrowed; 0 if there is none. */
  entry(dict: Pointer, name: string): Pointer {
    return this.python._PyDict_GetItemWithError(dict, this.interned(name));
  }

  /** An int or float attribute as a number; undefined for anything else. */
  numberAttribute(object: Pointer, name: string): number | undefined {
    return this.withAttribute(object, name, (value) => this.number(value));
  }

  textAttribute(object: Pointer, name: string): string | undefined {
    return this.withAttribute(object, name, (value) => this.text(value));
  }

  /** The same for an attribute that is one of few texts. */
  wordAttribute(object: Pointer, name: string): string | undefined {
    return this.withAttribute(object, name, (value) => {
      const address = this.utf8(value);
      return address === 0 ? undefined : this.fewText(address);
    });
  }

  boolAttribute(object: Pointer, name: string): boolean | undefined {
    return this.withAttribute(object, name, (value) => value === this.trueObject);
  }

  /** An int, bool or float, but of no derived class, as a number; undefined for anything else. */
  number(object: Pointer): number | undefined {
    const { python } = this;
    const type = this.typeOf(object);
    if (type === python._PyLong_Type) {
      const word = object >>> 2;
      const tag = python.HEAPU32[word + LONG_TAG] ?? 0;
      const digit = python.HEAPU32[word + LONG_DIGIT] ?? 0;
      if (tag < TWO_DIGITS) return (1 - (tag & SIGN)) * digit;
    }
    const isFloat = type === python._PyFloat_Type;
    if (!isFloat && type !== python._PyLong_Type && type !== python._PyBool_Type) return undefined;
    const value = isFloat ? python._PyFloat_AsDouble(object) : python._PyLong_AsDouble(object);
    if (value !== -1 || python._PyErr_Occurred() === 0) return value;
    python._PyErr_Clear();
    return undefined;
  }

  /** The string as attributes and globals are looked up by; borrowed. */
  interned(name: string): Pointer {
    let object = this.names.get(name);
    if (object === undefined) {
      const address = this.permanentCString(name);
      object = this.python._PyUnicode_InternFromString(address);
      this.python._free(address);
      this.names.set(name, object);
    }
    return object;
  }

  /** Sets an exception; answers 0, the result of a failed operation. */
  raise(exception: ExceptionName, message: string): 0 {
    const type = this.python.HEAPU32[(this.python.all[`_PyExc_${exception}`] as number) >>> 2] ?? 0;
    const text = this.str(message);
    this.python._PyErr_SetObject(type, text);
    this.python._Py_DecRef(text);
    return 0;
  }

  /** What forgets the names that are interned from now on: the memory that has them is put back. */
  save(): () => void {
    const { size } = this.names;
    return () => {
      if (this.names.size === size) return;
      for (const name of [...this.names.keys()].slice(size)) this.names.delete(name);
    };
  }

  retain(object: Pointer): Pointer {
    this.python._Py_IncRef(object);
    return object;
  }

  release(object: Pointer): void {
    if (object !== 0) this.python._Py_DecRef(object);
  }
}
