// Arguments of METH_FASTCALL | METH_KEYWORDS methods, with CPython's own error messages.

import type { Nanoseconds } from '../../core/base/ids.ts';
import type { CPython, Pointer } from '../python/cpython.ts';
import type { PythonObjects } from '../python/objects.ts';

/** What a method was called with. */
export interface Call {
  readonly self: Pointer;
  /** Address of the array of arguments: positional ones first, then the values of keywords. */
  readonly args: number;
  readonly positional: number;
  /** Tuple of keyword names, or 0. */
  readonly keywords: Pointer;
}

const NANOSECONDS = 1e9;
/** Nanoseconds that CPython can count to. */
const LONGEST = 2 ** 63;

export class ArgumentReader {
  private readonly python: CPython;
  private readonly objects: PythonObjects;
  /** Seconds; as `_thread.TIMEOUT_MAX`. */
  private readonly timeoutMax: number;

  constructor(python: CPython, objects: PythonObjects, timeoutMax: number) {
    this.python = python;
    this.objects = objects;
    this.timeoutMax = timeoutMax;
  }

  /**
   * Borrowed references in the order of `names`, 0 for what was not given; undefined if the call
   * does not fit (an exception is set).
   */
  bind(method: string, names: readonly string[], call: Call): Pointer[] | undefined {
    if (call.positional > names.length) {
      const given = `(${call.positional} given)`;
      const most = names.length === 0 ? 'no arguments' : `at most ${plural(names.length)}`;
      this.objects.raise('TypeError', `${method}() takes ${most} ${given}`);
      return undefined;
    }
    const words = call.args >>> 2;
    const bound: Pointer[] = [];
    for (let index = 0; index < names.length; index++) {
      bound.push(index < call.positional ? (this.python.HEAPU32[words + index] ?? 0) : 0);
    }
    return call.keywords === 0 || this.bindKeywords(method, names, call, bound) ? bound : undefined;
  }

  private bindKeywords(
    method: string,
    names: readonly string[],
    call: Call,
    bound: Pointer[],
  ): boolean {
    const count = this.python._PyTuple_Size(call.keywords);
    for (let i = 0; i < count; i++) {
      const given = this.python._PyTuple_GetItem(call.keywords, i);
      const index = this.indexOf(given, names);
      const keyword = names[index] ?? this.objects.text(given) ?? '';
      if (index < 0) {
        const message = `${method}() got an unexpected keyword argument '${keyword}'`;
        this.objects.raise('TypeError', message);
        return false;
      }
      if (bound[index] !== 0) {
        const where = `given by name ('${keyword}') and position (${index + 1})`;
        this.objects.raise('TypeError', `argument for ${method}() ${where}`);
        return false;
      }
      bound[index] = this.python.HEAPU32[(call.args >>> 2) + call.positional + i] ?? 0;
    }
    return true;
  }

  /** Keywords in source code are interned, so most often the object tells which one it is. */
  private indexOf(keyword: Pointer, names: readonly string[]): number {
    const index = names.findIndex((name) => this.objects.interned(name) === keyword);
    return index < 0 ? names.indexOf(this.objects.text(keyword) ?? '') : index;
  }

  /** Truth of an argument, `fallback` if it was not given; undefined if `__bool__` raised. */
  truth(object: Pointer, fallback: boolean): boolean | undefined {
    if (object === 0) return fallback;
    const truth = this.python._PyObject_IsTrue(object);
    return truth < 0 ? undefined : truth !== 0;
  }

  /** `_PyTime_FromSecondsObject`: seconds as int or float; undefined if an exception is set. */
  seconds(object: Pointer): number | undefined {
    const { python } = this;
    if (this.objects.typeOf(object) === python._PyFloat_Type) {
      const value = python._PyFloat_AsDouble(object);
      if (!Number.isNaN(value)) return value;
      this.objects.raise('ValueError', 'Invalid value NaN (not a number)');
      return undefined;
    }
    const integer = python._PyNumber_Index(object);
    if (integer === 0) return this.failedFloat(object);
    const value = python._PyLong_AsDouble(integer);
    python._Py_DecRef(integer);
    return value === -1 && python._PyErr_Occurred() !== 0 ? undefined : value;
  }

  // A subclass of float is no exact float and has no __index__.
  private failedFloat(object: Pointer): number | undefined {
    const { python } = this;
    if (python._PyType_IsSubtype(this.objects.typeOf(object), python._PyFloat_Type) === 0) {
      return undefined;
    }
    python._PyErr_Clear();
    return python._PyFloat_AsDouble(object);
  }

  /**
   * `acquire(blocking, timeout)` as in lock_acquire_parse_timeout(): how long to wait, undefined
   * for ever; 'invalid' if an exception is set.
   */
  acquireTimeout(blocking: boolean, timeoutObject: Pointer): Nanoseconds | undefined | 'invalid' {
    const timeout = timeoutObject === 0 ? -1 : this.seconds(timeoutObject);
    if (timeout === undefined) return 'invalid';
    if (!blocking && timeout !== -1) {
      return this.invalid("can't specify a timeout for a non-blocking call");
    }
    if (timeout < 0 && timeout !== -1) {
      return this.invalid('timeout value must be a non-negative number');
    }
    if (!blocking) return 0;
    return timeout === -1 ? undefined : this.nanoseconds(timeout);
  }

  /** Rounds up, as _PyTime_ROUND_TIMEOUT does. */
  nanoseconds(seconds: number): Nanoseconds | 'invalid' {
    if (seconds <= this.timeoutMax) return Math.ceil(seconds * NANOSECONDS);
    this.objects.raise('OverflowError', 'timeout value is too large');
    return 'invalid';
  }

  /** Of a sleep; undefined if an exception is set. */
  duration(seconds: number): Nanoseconds | undefined {
    const duration = Math.ceil(seconds * NANOSECONDS);
    if (duration < LONGEST) return duration;
    this.objects.raise('OverflowError', 'timestamp too large to convert to C PyTime_t');
    return undefined;
  }

  private invalid(message: string): 'invalid' {
    this.objects.raise('ValueError', message);
    return 'invalid';
  }
}

function plural(count: number): string {
  return count === 1 ? '1 argument' : `${count} arguments`;
}
