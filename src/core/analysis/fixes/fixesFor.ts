// The mechanical fixes for a finding. Only where the change is known to be right and the code has
// the plain form that it needs: otherwise none.

import { PythonSources } from '../pythonSource.ts';
import type { Fix, FixableFinding } from './fix.ts';
import { lockOrderFixes } from './lockOrderFixes.ts';
import { reentrantFixes } from './reentrantFixes.ts';
import { whileFixes } from './whileFixes.ts';
import { withFixes } from './withFixes.ts';

export type { FileEdit, Fix, FixableFinding, FixableSite } from './fix.ts';

/** @param sources the program's files by path, as they were when the run began */
export function fixesFor(finding: FixableFinding, sources: ReadonlyMap<string, string>): Fix[] {
  const files = new PythonSources(sources);
  switch (finding.kind) {
    case 'lockCycle':
    case 'lockOrder':
      return lockOrderFixes(finding, files);
    case 'selfDeadlock':
      return reentrantFixes(finding, files);
    case 'ownerEnded':
    case 'leakyAcquire':
      return withFixes(finding, files);
    case 'waitOutsideLoop':
      return whileFixes(finding, files);
    default:
      return [];
  }
}
