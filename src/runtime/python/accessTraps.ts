// Instructions that call us before they run, whether they begin a line or not: CPython's
// INSTRUMENTED_INSTRUCTION, set and taken out by writing one byte, as lineTraps.ts does with lines.
// CPython's table of what stood there is made with that of the lines.

import type { CPython, Pointer } from './cpython.ts';
import type { Instructions } from './instructions.ts';
import type { LineTraps } from './lineTraps.ts';

export class AccessTraps {
  private readonly python: CPython;
  private readonly instructions: Instructions;
  private readonly lines: LineTraps;

  constructor(python: CPython, instructions: Instructions, lines: LineTraps) {
    this.python = python;
    this.instructions = instructions;
    this.lines = lines;
  }

  /** Has CPython make its tables, if it has not. @returns false if the code can't be watched */
  prepare(code: Pointer): boolean {
    this.lines.linesOf(code);
    const { instructions } = this;
    return instructions.instructionOpcodes(code) !== 0 && !instructions.hasInstructionTools(code);
  }

  /** Call only for code that was prepared. */
  set(code: Pointer, instruction: number): void {
    this.write(code, instruction, this.instructions.access);
  }

  clear(code: Pointer, instruction: number): void {
    this.write(code, instruction, this.instructions.baseAt(code, instruction));
  }

  private write(code: Pointer, instruction: number, opcode: number): void {
    const { HEAPU8 } = this.python;
    const isLine = HEAPU8[instruction] === this.instructions.line;
    HEAPU8[isLine ? this.instructions.lineEntry(code, instruction) : instruction] = opcode;
  }
}
