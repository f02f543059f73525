// What a run ended with when its interpreter died, in words for the user.

import type { Outcome } from '../core/trace/events.ts';
import type { MemoryBudget } from './python/sandbox.ts';
import { SandboxError } from './python/sandbox.ts';

export function outcomeOfDeath(error: unknown, memory: MemoryBudget): Outcome {
  if (error instanceof SandboxError) return { kind: 'limit', message: error.message };
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    const message =
      'The recursion went too deep for the C stack. Python code may recurse as far as ' +
      'sys.getrecursionlimit() allows; code written in C (repr, json, comparison …) may not.';
    return { kind: 'limit', message };
  }
  // Emscripten's ExitStatus: the process was ended below Python, by a signal to itself.
  if (isExitStatus(error)) return { kind: 'exited', exitCode: error.status & 0xff };
  if (memory.wasExceeded) {
    const megabytes = Math.round(memory.limit / 2 ** 20).toLocaleString('en-US');
    const text = `The script needed more than ${megabytes} MB of memory, and was ended. `;
    return {
      kind: 'limit',
      message: `${text}If that is meant, raise the setting "weft.memoryLimit".`,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'crashed', message: `Python's interpreter crashed (${message}).` };
}

function isExitStatus(error: unknown): error is { readonly status: number } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'status' in error &&
    typeof error.status === 'number'
  );
}
