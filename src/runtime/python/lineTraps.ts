// Instructions that call us before they run: CPython's INSTRUMENTED_LINE, set into the code and
// taken out again by writing to memory. sys.monitoring itself is asked only once for each code
// object, and what that changes is undone but for a table outside Python's heap, so that a run with
// breakpoints makes the same checks and allocations as one without (see ARCHITECTURE.md).

import type { CPython, Pointer } from './cpython.ts';
import type { CodeObjects } from './codeObjects.ts';
import type { Instructions } from './instructions.ts';
import type { MonitoringLayout } from './layout.ts';

/** `_PyCoMonitoringData`, in words. */
const LINE_TOOLS = 16;
/** `PyTupleObject`: second item, in words. */
const SECOND_ITEM = 5;
const PYMEM_DOMAIN_MEM = 1;
/**
 * Not watched: specialised calls make no periodic check where the general one makes one, and a
 * watched instruction is always the general one. Their line begins earlier, with the function.
 */
const UNWATCHED = ['CALL', 'CALL_KW', 'CALL_FUNCTION_EX', 'RESUME'];

export interface LineStart {
  /** Address of the instruction. */
  readonly at: number;
  readonly line: number;
}

export interface CodeLines {
  readonly code: Pointer;
  /** In the order of the instructions. */
  readonly starts: readonly LineStart[];
}

interface Trap {
  readonly code: Pointer;
  /** Bytes of CPython's table that were changed: by address, what was there. */
  readonly changed: Map<number, number>;
}

export interface LineTrapParts {
  readonly python: CPython;
  readonly codes: CodeObjects;
  readonly instructions: Instructions;
  readonly layout: MonitoringLayout;
  /** Memory for five words. */
  readonly scratch: number;
  /** CPython is asked for its table of single instructions too (see accessTraps.ts). */
  readonly withAccesses: boolean;
}

export class LineTraps {
  private readonly prepared = new Map<Pointer, CodeLines>();
  private readonly traps = new Map<number, Trap>();
  private readonly unwatched: ReadonlySet<number>;
  private readonly allocators: number;
  private readonly python: CPython;
  private readonly codes: CodeObjects;
  private readonly instructions: Instructions;
  private readonly layout: MonitoringLayout;
  /** A tuple for `set_local_events`. */
  private readonly eventsArguments: Pointer;

  constructor(parts: LineTrapParts) {
    const { python, codes, instructions, layout, scratch, withAccesses } = parts;
    this.python = python;
    this.codes = codes;
    this.instructions = instructions;
    this.layout = layout;
    this.allocators = scratch;
    this.unwatched = new Set(UNWATCHED.map((name) => instructions.number(name)));
    this.eventsArguments = withAccesses
      ? layout.accessEventsArguments
      : layout.localEventsArguments;
  }

  /** Where the lines of a code object begin. */
  linesOf(code: Pointer): CodeLines {
    let lines = this.prepared.get(code);
    if (lines === undefined) {
      lines = { code, starts: this.prepare(code) };
      this.prepared.set(code, lines);
    }
    return lines;
  }

  has(instruction: number): boolean {
    return this.traps.has(instruction);
  }

  /** Sets a trap on an instruction that begins a line. */
  set(code: Pointer, instruction: number): void {
    if (this.traps.has(instruction)) return;
    this.traps.set(instruction, { code, changed: new Map() });
    this.instrument(code, instruction);
  }

  /**
   * Sets a trap on the first line of a function that is sprung by calls only: a loop that begins
   * there comes back by jumps, which are made to look as if they were on the same line.
   */
  setEntry(code: Pointer, instruction: number): void {
    this.set(code, instruction);
    const { HEAPU8 } = this.python;
    const delta = HEAPU8[this.instructions.lineEntry(code, instruction) + 1] ?? 0;
    if (this.lineTools(code) !== 0) return;
    for (const jump of this.jumpsBackTo(code, instruction)) {
      this.change(instruction, this.instructions.lineEntry(code, jump) + 1, delta);
    }
  }

  /**
   * Sets a trap on any instruction. CPython reports it only if the line is another than that of
   * the instruction before, so the table is made to say so.
   */
  setAnywhere(code: Pointer, instruction: number): void {
    this.linesOf(code);
    const entry = this.instructions.lineEntry(code, instruction);
    // A script that traces itself is shown these lines: it gets the true ones.
    if (entry === 0 || this.lineTools(code) !== 0) return;
    this.set(code, instruction);
    const delta = this.python.HEAPU8[entry + 1] ?? 0;
    const isChanged = this.traps.get(instruction)?.changed.has(entry + 1) ?? false;
    if (!isChanged) this.change(instruction, entry + 1, delta ^ 1);
  }

  private change(instruction: number, address: number, byte: number): void {
    const { HEAPU8 } = this.python;
    const changed = this.traps.get(instruction)?.changed;
    if (!changed || changed.has(address)) return;
    changed.set(address, HEAPU8[address] ?? 0);
    HEAPU8[address] = byte;
  }

  clear(instruction: number): void {
    const trap = this.traps.get(instruction);
    if (!trap) return;
    this.traps.delete(instruction);
    for (const [address, byte] of trap.changed) this.python.HEAPU8[address] = byte;
    this.clearStray(trap.code, instruction);
  }

  /** Takes out an INSTRUMENTED_LINE that nobody needs: CPython sets more than we asked for. */
  clearStray(code: Pointer, instruction: number): void {
    const { HEAPU8 } = this.python;
    const tools = this.lineTools(code);
    const others =
      tools === 0 ? 0 : (HEAPU8[tools + this.instructions.index(code, instruction)] ?? 0);
    if ((others & ~(1 << this.layout.tool)) !== 0) return;
    if (HEAPU8[instruction] !== this.instructions.line) return;
    HEAPU8[instruction] = HEAPU8[this.instructions.lineEntry(code, instruction)] ?? 0;
  }

  /** The instruction that runs after this one, if it doesn't jump; 0 if it can't be watched. */
  following(code: Pointer, instruction: number): number {
    const next = this.instructions.after(this.instructions.baseAt(code, instruction), instruction);
    return next < this.codes.end(code) && this.canBeWatched(code, next) ? next : 0;
  }

  private jumpsBackTo(code: Pointer, target: number): number[] {
    const { instructions } = this;
    const names = ['JUMP_BACKWARD', 'JUMP_BACKWARD_NO_INTERRUPT'];
    const jumpCodes = names.map((name) => instructions.number(name));
    return [...instructions.of(code)].flatMap(({ at, opcode, argument }) => {
      const isBack = instructions.after(opcode, at) - 2 * argument === target;
      return isBack && jumpCodes.includes(opcode) ? [at] : [];
    });
  }

  private canBeWatched(code: Pointer, instruction: number): boolean {
    return !this.unwatched.has(this.instructions.baseAt(code, instruction));
  }

  private instrument(code: Pointer, instruction: number): void {
    const { HEAPU8 } = this.python;
    if (HEAPU8[instruction] === this.instructions.line) return;
    const isAccess = HEAPU8[instruction] === this.instructions.access;
    const original = isAccess
      ? this.instructions.access
      : this.instructions.baseAt(code, instruction);
    HEAPU8[this.instructions.lineEntry(code, instruction)] = original;
    HEAPU8[instruction] = this.instructions.line;
  }

  private lineTools(code: Pointer): number {
    return this.python.HEAPU32[(this.codes.monitoring(code) >>> 2) + LINE_TOOLS] ?? 0;
  }

  /** Lets CPython make its table of lines, and puts everything else back as it was. */
  private prepare(code: Pointer): LineStart[] {
    const { python, codes } = this;
    const start = codes.start(code);
    const end = codes.end(code);
    const version = codes.versionAddress(code) >>> 2;
    const before = python.HEAPU8.slice(start, end);
    const versionBefore = python.HEAPU32[version] ?? 0;
    if (!this.watchLines(code)) return [];
    const starts: LineStart[] = [];
    for (let at = codes.firstTraceable(code); at < end; at += 2) {
      if (python.HEAPU8[at] !== this.instructions.line || !this.canBeWatched(code, at)) continue;
      const line = codes.line(code, at);
      if (line > 0) starts.push({ at, line });
    }
    python.HEAPU8.set(before, start);
    python.HEAPU32[version] = versionBefore;
    return starts;
  }

  private watchLines(code: Pointer): boolean {
    const { python, layout } = this;
    const args = this.eventsArguments;
    python.HEAPU32[(args >>> 2) + SECOND_ITEM] = code;
    const own = this.useReserve();
    let result = python._PyObject_Call(layout.setLocalEvents, args, 0);
    this.useAllocator(own);
    if (result === 0) {
      // The reserve is used up.
      python._PyErr_Clear();
      result = python._PyObject_Call(layout.setLocalEvents, args, 0);
    }
    if (result === 0) python._PyErr_Clear();
    python.HEAPU32[(args >>> 2) + SECOND_ITEM] = python._Py_GetConstantBorrowed(0);
    return result !== 0;
  }

  /** @returns the words of PyMemAllocatorEx that were in use. */
  private useReserve(): Uint32Array {
    const { python, allocators } = this;
    python._PyMem_GetAllocator(PYMEM_DOMAIN_MEM, allocators);
    const word = allocators >>> 2;
    const own = python.HEAPU32.slice(word, word + 5);
    python.HEAPU32[word + 1] = this.layout.reserveFunction;
    python._PyMem_SetAllocator(PYMEM_DOMAIN_MEM, allocators);
    return own;
  }

  private useAllocator(words: Uint32Array): void {
    this.python.HEAPU32.set(words, this.allocators >>> 2);
    this.python._PyMem_SetAllocator(PYMEM_DOMAIN_MEM, this.allocators);
  }
}
