// Which workers of a lock program can never finish their present action, whatever is scheduled:
// found by trying every continuation. It has its own idea of locks and shares no code with the
// kernel or the analysis.

import { type LockProgram, RLOCK } from './lockProgram.ts';

/** Where a program stands. */
export interface Stand {
  /** Number of actions that each worker has finished. */
  readonly done: readonly number[];
  /** Of each lock its owner, a worker, and how often it has it. */
  readonly owners: readonly (number | undefined)[];
  readonly counts: readonly number[];
}

/** Workers that are at the same action in every continuation; those that have ended are not. */
export function stuckWorkers(program: LockProgram, start: Stand): number[] {
  const workers = start.done.map((_, worker) => worker);
  const stuck = new Set(workers.filter((worker) => !hasEnded(program, start, worker)));
  const seen = new Set<string>();
  const open = [start];
  for (let stand = open.pop(); stand !== undefined; stand = open.pop()) {
    const key = JSON.stringify(stand);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const worker of workers) {
      const next = step(program, stand, worker);
      if (next === undefined) continue;
      stuck.delete(worker);
      open.push(next);
    }
  }
  return [...stuck];
}

function hasEnded(program: LockProgram, { done }: Stand, worker: number): boolean {
  return (done[worker] ?? 0) >= (program[worker]?.length ?? 0);
}

/** Undefined if the worker has ended or can't finish its action now. */
function step(program: LockProgram, stand: Stand, worker: number): Stand | undefined {
  const action = program[worker]?.[stand.done[worker] ?? 0];
  if (action === undefined) return undefined;
  const done = stand.done.with(worker, (stand.done[worker] ?? 0) + 1);
  if (action.kind === 'join') {
    const canGoOn = action.worker === worker || hasEnded(program, stand, action.worker);
    return canGoOn ? { ...stand, done } : undefined;
  }
  const { lock } = action;
  const owner = stand.owners[lock];
  const count = stand.counts[lock] ?? 0;
  const isMine = owner === worker && lock === RLOCK;
  if (action.kind === 'acquire') {
    if (count > 0 && !isMine) return undefined;
    return changed({ ...stand, done }, lock, worker, count + 1);
  }
  if (count === 0 || (lock === RLOCK && !isMine)) return { ...stand, done };
  return changed({ ...stand, done }, lock, count > 1 ? owner : undefined, count - 1);
}

function changed(stand: Stand, lock: number, owner: number | undefined, count: number): Stand {
  return {
    ...stand,
    owners: stand.owners.with(lock, owner),
    counts: stand.counts.with(lock, count),
  };
}
