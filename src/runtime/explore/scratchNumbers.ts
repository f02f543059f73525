// Memory for the events of executions whose trace nobody takes: the next one writes over them. New
// memory for each would cost more than to write.

import type { NumberMemory } from '../../core/trace/sharedNumbers.ts';

export class ScratchNumbers implements NumberMemory {
  private numbers = new Float64Array();

  /** For one writer at a time. */
  take(length: number): Float64Array {
    if (this.numbers.length < length) this.numbers = new Float64Array(length);
    return this.numbers;
  }

  giveBack(): void {
    // It stays here.
  }

  handOut(numbers: Float64Array): Float64Array {
    // Nobody reads it.
    return numbers;
  }
}
