// Two branches of a run in words: how far they are the same, who ran instead of whom, how they end,
// and what was found in only one of them.

import { NO_THREAD, type ObjectId, type Step, type ThreadId } from '../base/ids.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { outcomeWords } from './outcomeWords.ts';

export interface BranchSide {
  readonly trace: Trace;
  readonly names: Readonly<Record<ObjectId, string>>;
  readonly findings: readonly { readonly id: string; readonly title: string }[];
  /** What it does if it has not ended: `stands in a deadlock`. */
  readonly stands: string;
}

/** @param parted the first step at which they are not the same */
export function compareBranches(first: BranchSide, branch: BranchSide, parted: Step): string {
  const shared = first.trace.worldAt(Math.min(parted, first.trace.length) as Step);
  const time = (shared.time / 1e9).toFixed(6).replace(/\.?0+$/, '');
  return [
    `Both runs are the same up to step ${count(parted)}, at ${time} s.`,
    `Then ${whatHappens(first, parted)} in the first run, and ${whatHappens(branch, parted)} in this one.`,
    `The first run ${ending(first)}, this one ${ending(branch)}.`,
    ...findingLines('Only in the first run', first, branch),
    ...findingLines('Only in this one', branch, first),
  ].join('\n');
}

function whatHappens(side: BranchSide, parted: Step): string {
  const event = side.trace.eventAt(parted);
  if (event === undefined) return 'nothing happened any more';
  const name = (thread: ThreadId) =>
    side.trace.worldAt((parted + 1) as Step).threads[thread]?.name ?? `thread ${thread}`;
  if (event.kind === 'run') return `${name(event.thread)} ran`;
  if (event.by === NO_THREAD) return 'time passed';
  return `${name(event.by)} ${deed(event, side)}`;
}

function deed(event: TraceEvent, { names }: BranchSide): string {
  const of = (object: ObjectId) => names[object] ?? `object ${object}`;
  switch (event.kind) {
    case 'acquire':
      return `took ${of(event.object)}`;
    case 'release':
      return `released ${of(event.object)}`;
    case 'wait':
      return 'began to wait';
    case 'threadEnd':
      return 'ended';
    case 'output':
      return 'printed something';
    default:
      return 'went on';
  }
}

function ending({ trace, stands }: BranchSide): string {
  const last = trace.eventAt((trace.length - 1) as Step);
  const steps = `after ${count(trace.length)} steps`;
  return last?.kind === 'end' ? `${outcomeWords(last.outcome)} ${steps}` : `${stands} ${steps}`;
}

function findingLines(title: string, side: BranchSide, other: BranchSide): string[] {
  const known = new Set(other.findings.map(({ id }) => id));
  const own = side.findings.filter(({ id }) => !known.has(id));
  return own.map((finding) => `${title}: ${finding.title}.`);
}

function count(steps: number): string {
  return steps.toLocaleString('en-US');
}
