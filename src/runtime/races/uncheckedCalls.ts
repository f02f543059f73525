// A watched call is always CPython's general one, which makes a periodic check; two that it
// specialises make none: `list.append` as a statement, and `len`. So that ticks come when they come
// without us, the check is given back.

import type { AccessSite } from '../python/accessSites.ts';
import type { CPython } from '../python/cpython.ts';
import type { Instructions } from '../python/instructions.ts';

const SPECIALISED = ['append', 'len'];

export class UncheckedCalls {
  /** By instruction, how often it is still going to be general: once, before it is specialised. */
  private readonly general = new Map<number, number>();
  private readonly python: CPython;
  private readonly instructions: Instructions;

  constructor(python: CPython, instructions: Instructions) {
    this.python = python;
    this.instructions = instructions;
  }

  /** Call before a trap is set. */
  add({ code, at, form, name, argument }: AccessSite): void {
    if (form !== 'call' || argument !== 1 || !SPECIALISED.includes(name)) return;
    const isSpecialised = this.python.HEAPU8[at] !== this.instructions.baseAt(code, at);
    this.general.set(at, isSpecialised ? 0 : 1);
  }

  /** The site is about to be executed. */
  balance({ at }: AccessSite): void {
    const left = this.general.get(at);
    if (left === undefined) return;
    if (left > 0) this.general.set(at, left - 1);
    else this.addCheck();
  }

  private addCheck(): void {
    const { HEAP32, __Py_emscripten_signal_clock: clock } = this.python;
    HEAP32[clock >>> 2] = (HEAP32[clock >>> 2] ?? 0) + 1;
  }
}
