// The present branch of a run beside the one that was left last, to be compared.

import type { BranchSide } from '../../core/analysis/compareBranches.ts';
import { UserError } from '../../core/base/errors.ts';
import type { Step } from '../../core/base/ids.ts';
import type { Session } from '../session.ts';
import type { RunRecord } from '../runRecord.ts';

/** @throws UserError if the run has one branch only */
export function branchSides(session: Session): [BranchSide, BranchSide, Step] {
  const left = session.kept.at(-1);
  if (left === undefined) {
    throw new UserError(
      'This run has no other branch. Go back, choose another thread to run next, and continue.',
    );
  }
  const { state, record } = session;
  const wasDead = left.pause.reason === 'deadlock';
  const isDead = state.kind === 'paused' && state.reason === 'deadlock';
  return [
    sideOf(left.record, wasDead ? 'was left in a deadlock' : 'was left'),
    sideOf(record, isDead ? 'stands in a deadlock' : 'stands'),
    left.parted,
  ];
}

function sideOf(record: RunRecord, stands: string): BranchSide {
  const { trace, analysis } = record;
  return { trace, names: analysis.names, findings: record.findings(), stands };
}
