// The findings of a run at each of its steps, as someone sees them who goes through it slowly.

import { explainedFindings } from '../../../src/core/analysis/findingView.ts';
import { findings } from '../../../src/core/analysis/findings.ts';
import type { ExplainedFinding } from '../../../src/core/analysis/findingView.ts';
import type { EventKind } from '../../../src/core/trace/events.ts';
import { WorldFold } from '../../../src/core/trace/fold.ts';
import type { ProgramRun } from './runProgram.ts';

type Recorded = Pick<ProgramRun, 'trace' | 'source' | 'names'>;

/** Nothing else makes a wait, or ends who should have acted. */
const DECISIVE = new Set<EventKind>(['wait', 'threadEnd', 'unreachable', 'end']);

/** The first findings of this certainty at any step, or none. */
export function firstFindings(
  { trace, source, names }: Recorded,
  isMeant: (finding: { readonly certainty: string }) => boolean,
): ExplainedFinding[] {
  const fold = new WorldFold();
  for (const event of trace.events()) {
    fold.apply(event);
    if (!DECISIVE.has(event.kind)) continue;
    const scene = { world: fold.world, tables: trace.tables, source, names };
    if (findings(scene).some(isMeant)) return explainedFindings(scene).filter(isMeant);
  }
  return [];
}
