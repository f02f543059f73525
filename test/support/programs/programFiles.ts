// The files of a test's program. Those in a folder of `test/programs` stand alone: with the two hundred
// beside each of them, which a run would get too, it takes ten times as long.

import { dirname, join } from 'node:path';

import { nodeFiles } from '../../../src/session/nodeFiles.ts';
import type { FileReader } from '../../../src/session/sandboxFiles.ts';
import { toSandboxPath } from '../../../src/session/sandboxPath.ts';

const programs = toSandboxPath(join(import.meta.dirname, '../../programs'));

export const programFiles: FileReader = {
  ...nodeFiles,
  list: (folder) => (dirname(folder) === programs ? Promise.resolve([]) : nodeFiles.list(folder)),
};
