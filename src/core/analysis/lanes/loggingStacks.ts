// Tells text that the `logging` module wrote from text that the program printed itself.

import { NO_STACK, type StackId } from '../../base/ids.ts';
import type { Tables } from '../../trace/world.ts';

const LOGGING = /[\\/]logging[\\/](__init__|handlers)\.py$/;

export class LoggingStacks {
  /** For each stack: undefined until it was asked about. */
  private readonly known: (boolean | undefined)[] = [];

  /** True if a handler of `logging` is on the stack. */
  isLogging(stack: StackId, tables: Tables): boolean {
    const passed: StackId[] = [];
    let answer: boolean | undefined = false;
    for (let each = stack; each !== NO_STACK;) {
      answer = this.known[each];
      const row = tables.stacks[each - 1];
      if (answer !== undefined || row === undefined) break;
      passed.push(each);
      const site = tables.sites[row.site - 1];
      answer = site?.isLibrary === true && LOGGING.test(site.file);
      if (answer) break;
      each = row.caller;
    }
    for (const each of passed) this.known[each] = answer ?? false;
    return answer ?? false;
  }
}
