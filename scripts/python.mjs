// The native Python that Weft is compared with, in tests and in the benchmark.

import { execFileSync } from 'node:child_process';
import { ScriptError } from './run.mjs';

/** Gives the command of a native Python 3. @throws ScriptError if there is none. */
export function nativePython() {
  for (const command of ['python3', 'python']) {
    try {
      const version = execFileSync(command, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
      if (version.startsWith('Python 3')) return command;
    } catch {
      // Not this name; the next one may be there.
    }
  }
  throw new ScriptError('Python 3 is needed to compare Weft with it: install python3.');
}
