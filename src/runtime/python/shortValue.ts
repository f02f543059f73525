// A value in a few characters, read from memory: no Python code runs and nothing is allocated.

import type { CPython, Pointer } from './cpython.ts';
import type { PythonObjects } from './objects.ts';

/** `PyASCIIObject` in words, and where its text begins; of the other kinds, `PyCompactUnicodeObject`. */
const LENGTH = 2;
const HASH = 3;
const STATE = 4;
const ASCII_TEXT = 20;
const COMPACT_TEXT = 28;
/** Bits of the state. */
const KIND = 2;
const COMPACT = 1 << 5;
const ASCII = 1 << 6;
const SHOWN = 24;
const TUPLE_SIZE = 2;
const TUPLE_ITEMS = 4;
/** Integers that a double holds exactly. */
const EXACT = 2 ** 53;

export class ShortValues {
  private readonly python: CPython;
  private readonly objects: PythonObjects;

  constructor(python: CPython, objects: PythonObjects) {
    this.python = python;
    this.objects = objects;
  }

  /** `12`, `'text'`, `None`, `True`, `1.5`; of anything else the name of its type, as `<list>`. */
  text(object: Pointer): string {
    const { python, objects } = this;
    if (object === objects.none) return 'None';
    const type = objects.typeOf(object);
    if (type === python._PyBool_Type) return object === objects.bool(true) ? 'True' : 'False';
    if (type === python._PyLong_Type) return this.integer(object);
    if (type === python._PyFloat_Type) return floatText(python._PyFloat_AsDouble(object));
    if (type === python._PyUnicode_Type) return quoted(this.string(object, SHOWN + 1));
    return `<${objects.typeName(object)}>`;
  }

  private integer(object: Pointer): string {
    const value = this.python._PyLong_AsDouble(object);
    if (value === -1 && this.python._PyErr_Occurred() !== 0) this.python._PyErr_Clear();
    else if (Math.abs(value) < EXACT) return String(value);
    return '<int>';
  }

  /** The first characters of a `str`. */
  private string(object: Pointer, most: number): string {
    const { HEAPU32, HEAPU8 } = this.python;
    const word = object >>> 2;
    const state = HEAPU32[word + STATE] ?? 0;
    if ((state & COMPACT) === 0) return '';
    const length = Math.min(HEAPU32[word + LENGTH] ?? 0, most);
    const start = object + (state & ASCII ? ASCII_TEXT : COMPACT_TEXT);
    const width = (state >>> KIND) & 7;
    let text = '';
    for (let index = 0; index < length; index++) {
      let character = 0;
      for (let byte = width - 1; byte >= 0; byte--) {
        character = character * 256 + (HEAPU8[start + index * width + byte] ?? 0);
      }
      text += String.fromCodePoint(character);
    }
    return text;
  }

  /**
   * What tells keys apart that Python takes for different: an integer as it is, the rest as text.
   * Objects with an `__eq__` of their own are told apart by identity.
   */
  key(object: Pointer): number | string {
    const { python, objects } = this;
    const type = objects.typeOf(object);
    if (type === python._PyLong_Type) {
      const value = python._PyLong_AsDouble(object);
      if (value !== -1 || python._PyErr_Occurred() === 0) return value;
      python._PyErr_Clear();
      return 'int';
    }
    if (type === python._PyUnicode_Type) {
      const word = object >>> 2;
      const hash = python.HEAP32[word + HASH] ?? -1;
      const known = hash === -1 ? python._PyObject_Hash(object) : hash;
      return `'${known}:${python.HEAPU32[word + LENGTH] ?? 0}`;
    }
    if (type === python._PyTuple_Type) return `(${this.items(object).join()})`;
    return `#${object}`;
  }

  private items(tuple: Pointer): (number | string)[] {
    const { HEAPU32 } = this.python;
    const size = HEAPU32[(tuple >>> 2) + TUPLE_SIZE] ?? 0;
    return Array.from({ length: size }, (_, index) =>
      this.key(HEAPU32[(tuple >>> 2) + TUPLE_ITEMS + index] ?? 0),
    );
  }
}

function floatText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function quoted(text: string): string {
  return text.length > SHOWN ? `'${text.slice(0, SHOWN)}…'` : `'${text}'`;
}
