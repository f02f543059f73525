// The present branch of a run beside one that was left for it, to be compared.

import type { BranchSide } from '../../core/analysis/compareBranches.ts';
import { UserError } from '../../core/base/errors.ts';
import type { Step } from '../../core/base/ids.ts';
import { firstDifference } from '../savedRun.ts';
import type { Session } from '../session.ts';
import type { KeptRun } from './passage.ts';

type Compared = Pick<BranchSide, 'trace' | 'names' | 'findings'>;

/**
 * @param left which; undefined: the one that was left last
 * @throws UserError if the run has one branch only
 */
export function branchSides(
  session: Session,
  left: KeptRun | undefined = session.kept.at(-1),
): [BranchSide, BranchSide, Step] {
  if (left === undefined) {
    throw new UserError(
      'This run has no other branch. Go back, choose another thread to run next, and continue.',
    );
  }
  const { state } = session;
  const wasDead = left.pause.reason === 'deadlock';
  const isDead = state.kind === 'paused' && state.reason === 'deadlock';
  return [
    sideOf(left.session, wasDead ? 'was left in a deadlock' : 'was left'),
    sideOf(session, isDead ? 'stands in a deadlock' : 'stands'),
    // Later branches may have parted from it earlier, or have come to be like it again.
    firstDifference(left.session.trace, session.trace) ?? session.trace.length,
  ];
}

function sideOf({ trace, names, findings }: Compared, stands: string): BranchSide {
  return { trace, names, findings, stands };
}
