// Event codes are numbers of one version of Weft. A file says what its own mean, so that they may
// be numbered anew.

import { UserError } from '../base/errors.ts';
import { EVENT_WIDTH } from '../trace/batch.ts';
import { EventCode, WAIT_OPERATIONS } from '../trace/encode.ts';

/** The names of today's codes; the index is the code. */
export function codeNames(): readonly string[] {
  const names: string[] = [];
  for (const [name, code] of Object.entries(EventCode)) names[code] = name;
  WAIT_OPERATIONS.forEach((operation, index) => {
    names[EventCode.waitObject + index] = `waitObject ${operation}`;
  });
  return names;
}

export class CodeTable {
  private readonly today: Float64Array;
  private readonly isSame: boolean;

  /** @throws UserError if a name is not known: the file comes from a later Weft. */
  constructor(names: readonly string[]) {
    const known = codeNames();
    this.today = Float64Array.from(names, (name) => known.indexOf(name));
    if (this.today.includes(-1)) throw laterVersion();
    this.isSame = this.today.every((code, index) => code === index);
  }

  /** Replaces the file's codes by today's. */
  translate(numbers: Float64Array): void {
    if (this.isSame) return;
    for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
      numbers[offset] = this.today[numbers[offset] ?? 0] ?? 0;
    }
  }
}

export function laterVersion(): UserError {
  return new UserError(
    'This recording was made by a later version of Weft. Open it with that version, or update Weft.',
  );
}
