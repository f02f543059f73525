// The memory of what the kernel lends, and leasedLocks.wat, which works with it.

import { EventCode } from '../../core/trace/encode.ts';
import { LEASE_LAYOUT } from '../kernel/lease.ts';
import { CURRENT_FRAME, INSTRUCTION, PREVIOUS } from './frameLayout.ts';
import type { KnownWay } from './knownStack.ts';
import moduleBytes from './leasedLocks.wat';

const PAGE = 65_536;
const WORD = 4;
/** Where our objects keep their number, in words. */
export const NUMBER = 2;
/** Stacks that are known at a time, a word each for instruction, number and end before the callers. */
const STACKS = 1024;
const STACK_WORDS = 32;
const HEAD = 3;
const FIRST = LEASE_LAYOUT.stacks / WORD;

export class LeasedLocks {
  readonly memory = new WebAssembly.Memory({ initial: Math.ceil(LEASE_LAYOUT.end / PAGE) });
  /** For native.wat. */
  readonly imports: WebAssembly.ModuleImports;
  private readonly words = new Int32Array(this.memory.buffer);

  /** @param memory Python's */
  constructor(memory: WebAssembly.Memory) {
    const module = new WebAssembly.Module(moduleBytes);
    const offsets = {
      current_frame: CURRENT_FRAME * WORD,
      previous: PREVIOUS * WORD,
      instruction: INSTRUCTION * WORD,
      number: NUMBER * WORD,
    };
    const { exports } = new WebAssembly.Instance(module, {
      python: { memory, ...offsets },
      lease: { memory: this.memory },
      trace: { acquire: EventCode.acquire, release: EventCode.release },
    });
    this.imports = { memory: this.memory, ...exports };
  }

  /** For the lease of a new run: nothing is lent, no lock and no stack known. */
  cleared(): ArrayBuffer {
    this.words.fill(0);
    return this.memory.buffer;
  }

  /** The run is over. */
  end(): void {
    this.words[LEASE_LAYOUT.left / WORD] = 0;
  }

  /** Something was lent to the thread with this state. It is where `way` says. */
  lentTo(threadState: number, { instruction, callers, stack }: KnownWay): void {
    const { words } = this;
    words[LEASE_LAYOUT.threadState / WORD] = threadState;
    if (callers.length > STACK_WORDS - HEAD) return;
    const at = FIRST + ((instruction >>> 1) % STACKS) * STACK_WORDS;
    words[at] = instruction;
    words[at + 1] = stack;
    words[at + 2] = (at + HEAD + callers.length) * WORD;
    callers.forEach((caller, index) => (words[at + HEAD + index] = caller));
  }
}
