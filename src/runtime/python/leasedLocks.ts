// The memory of what the kernel lends, and leasedLocks.wat, which works with it.

import { EventCode } from '../../core/trace/encode.ts';
import { LEASE_LAYOUT } from '../kernel/lease.ts';
import { KnownStacks } from './knownStacks.ts';

const PAGE = 65_536;
const WORD = 4;
/** Where our objects keep their number, in words. */
export const NUMBER = 2;

export class LeasedLocks {
  readonly memory = new WebAssembly.Memory({ initial: Math.ceil(LEASE_LAYOUT.end / PAGE) });
  /** For native.wat. */
  readonly imports: WebAssembly.ModuleImports;
  readonly stacks: KnownStacks;
  private readonly words = new Int32Array(this.memory.buffer);

  /** @param memory Python's @param moduleBytes of leasedLocks.wat */
  constructor(memory: WebAssembly.Memory, moduleBytes: Uint8Array<ArrayBuffer>) {
    const module = new WebAssembly.Module(moduleBytes);
    const { exports } = new WebAssembly.Instance(module, {
      python: { memory },
      lease: { memory: this.memory },
      trace: { acquire: EventCode.acquire, release: EventCode.release },
    });
    this.imports = { memory: this.memory, ...exports };
    this.stacks = new KnownStacks(this.words, exports['stack'] as (state: number) => number);
  }

  /** For the lease of a new run: nothing is lent, no lock known. */
  cleared(): ArrayBuffer {
    this.end();
    this.words.fill(0, LEASE_LAYOUT.cells / WORD);
    return this.memory.buffer;
  }

  /** The run is over. */
  end(): void {
    this.words[LEASE_LAYOUT.left / WORD] = 0;
  }

  /** Something was lent to the thread with this state. */
  lentTo(threadState: number): void {
    this.words[LEASE_LAYOUT.threadState / WORD] = threadState;
  }
}
