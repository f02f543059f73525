// Reads bytecode from linear memory as the compiler wrote it: base instructions with their whole
// arguments, whatever CPython or we have put in their place. Offsets are those of CPython 3.14 on
// wasm32 (Include/cpython/code.h, Python/instrumentation.c).

import type { CodeObjects } from './codeObjects.ts';
import type { CPython, Pointer } from './cpython.ts';
import { CODE_SIZE } from './frames.ts';
import type { MonitoringLayout } from './layout.ts';

/** `_PyCoMonitoringData`, in words. */
const LINES = 15;
const INSTRUCTION_OPCODES = 17;
const INSTRUCTION_TOOLS = 18;

export interface Instruction {
  /** Its address; that of EXTENDED_ARG before it is another. */
  readonly at: number;
  readonly opcode: number;
  readonly argument: number;
}

export class Instructions {
  readonly line: number;
  readonly access: number;
  private readonly python: CPython;
  private readonly codes: CodeObjects;
  private readonly layout: MonitoringLayout;
  private readonly extended: number;

  constructor(python: CPython, codes: CodeObjects, layout: MonitoringLayout) {
    this.python = python;
    this.codes = codes;
    this.layout = layout;
    this.line = this.number('INSTRUMENTED_LINE');
    this.access = this.number('INSTRUMENTED_INSTRUCTION');
    this.extended = this.number('EXTENDED_ARG');
  }

  /** Of a base instruction, or of one that calls us. */
  number(name: string): number {
    return this.layout.opcodes[name] ?? -1;
  }

  /** The base instruction that stands there. */
  baseAt(code: Pointer, instruction: number): number {
    const { HEAPU8 } = this.python;
    let opcode = HEAPU8[instruction] ?? 0;
    if (opcode === this.line) opcode = HEAPU8[this.lineEntry(code, instruction)] ?? 0;
    if (opcode === this.access) {
      opcode = HEAPU8[this.instructionOpcodes(code) + this.index(code, instruction)] ?? 0;
    }
    return this.layout.baseOf[opcode] ?? opcode;
  }

  /** Address of the instruction that follows; there may be none. */
  after(opcode: number, instruction: number): number {
    return instruction + 2 + 2 * (this.layout.caches[opcode] ?? 0);
  }

  /** All that can be watched, in order. */
  *of(code: Pointer): Generator<Instruction> {
    const { codes, python } = this;
    let argument = 0;
    for (let at = codes.firstTraceable(code); at < codes.end(code);) {
      const opcode = this.baseAt(code, at);
      argument = argument * 256 + (python.HEAPU8[at + 1] ?? 0);
      if (opcode !== this.extended) {
        yield { at, opcode, argument };
        argument = 0;
      }
      at = this.after(opcode, at);
    }
  }

  index(code: Pointer, instruction: number): number {
    return (instruction - code - CODE_SIZE) >>> 1;
  }

  /**
   * Where `_co_monitoring->lines` describes an instruction: its opcode, then its line delta. 0 if
   * there is no such table.
   */
  lineEntry(code: Pointer, instruction: number): number {
    const lines = this.monitoringWord(code, LINES);
    if (lines === 0) return 0;
    return lines + 1 + this.index(code, instruction) * (this.python.HEAPU8[lines] ?? 0);
  }

  /** `_co_monitoring->per_instruction_opcodes`; 0 if there is no such table. */
  instructionOpcodes(code: Pointer): number {
    return this.monitoringWord(code, INSTRUCTION_OPCODES);
  }

  /** True if the script watches single instructions itself. */
  hasInstructionTools(code: Pointer): boolean {
    return this.monitoringWord(code, INSTRUCTION_TOOLS) !== 0;
  }

  private monitoringWord(code: Pointer, word: number): number {
    const monitoring = this.codes.monitoring(code);
    return monitoring === 0 ? 0 : (this.python.HEAPU32[(monitoring >>> 2) + word] ?? 0);
  }
}
