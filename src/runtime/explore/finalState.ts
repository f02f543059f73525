// What a program has left in its variables when it was over. Nothing may follow but a reset.

import finalStateSource from '../python/py/finalState.py';
import type { RestoredMachine } from '../restore.ts';

/** Called when the main thread's Python code is over; '' if nothing can be said. */
export function finalState({ machine, native }: RestoredMachine): string {
  const { python, objects } = machine;
  // The eval loop's periodic check could otherwise switch threads.
  native.setChecksPerTick(0);
  const hasFailed = python._PyRun_SimpleString(objects.permanentCString(finalStateSource)) !== 0;
  const module = python._PyImport_AddModule(objects.permanentCString('__main__'));
  return (hasFailed ? undefined : objects.textAttribute(module, '__weft_final_state__')) ?? '';
}
