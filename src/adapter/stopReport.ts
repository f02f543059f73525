// Why a run stands, in DAP's words.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { unreachable } from '../core/base/errors.ts';
import { findingBrief } from '../core/analysis/findingText.ts';
import type { ThreadId } from '../core/base/ids.ts';
import type { Breakpoint, Pause } from '../core/protocol/debug.ts';
import type { FindingView } from '../core/protocol/panel.ts';

type Stopped = DebugProtocol.StoppedEvent['body'];
type Report = Omit<Stopped, 'threadId' | 'allThreadsStopped'>;

/** Trouble that stops a run like an exception. */
export interface Trouble {
  /** `lockCycle` and so on; `deadlock` if nothing is known but that nobody can run. */
  readonly kind: string;
  /** Lines, the first a title: short enough for a box in the editor. */
  readonly brief: string;
  /** The whole explanation. */
  readonly explanation: string;
  readonly thread: ThreadId | undefined;
}

/** More findings than this beside the first are only counted. */
const TITLES_SHOWN = 3;

/** `findings` may be empty: then nobody can run, and it isn't known why. */
export function troubleOf(findings: readonly FindingView[]): Trouble {
  const [first, ...others] = findings;
  if (first === undefined) {
    const brief = 'Deadlock\nNobody can ever run again.';
    return { kind: 'deadlock', brief, explanation: brief, thread: undefined };
  }
  const also = others.slice(0, TITLES_SHOWN).map(({ title }) => `Also: ${title}.`);
  const more = others.length - also.length;
  return {
    kind: first.kind,
    brief: [findingBrief(first), ...also, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n'),
    explanation: findings.map((each) => `${each.title}\n${each.explanation}`).join('\n'),
    thread: first.threads[0],
  };
}

export function troubleReport({ brief }: Trouble): Report {
  return { reason: 'exception', description: 'Deadlock', text: brief };
}

/** @param kindOf the kind of the client's breakpoint with an id. */
export function stopReport(
  pause: Pause,
  kindOf: (id: number) => Breakpoint['kind'] | undefined,
): Report {
  const { reason, text } = pause;
  const said = text === undefined ? {} : { text };
  switch (reason) {
    case 'suspect':
    case 'finding':
      return { reason: 'pause', ...said };
    case 'pause':
    case 'entry':
    case 'goto':
    case 'exception':
      return { reason, ...said };
    case 'step':
      return { reason, ...(text !== undefined && { description: text, text }) };
    case 'pauseAt':
      return { reason: 'pause', description: 'Paused at the chosen time' };
    case 'travel':
      return { reason: 'goto', description: text ?? 'At another moment', ...said };
    case 'frozen':
      return {
        reason: 'pause',
        description: text ?? 'Only frozen threads could go on. Thaw one of them.',
        preserveFocusHint: true,
      };
    case 'breakpoint':
      return breakpointReport(pause, kindOf);
    case 'deadlock':
      return troubleReport(troubleOf([]));
    default:
      return unreachable(reason);
  }
}

const REASONS = {
  line: 'breakpoint',
  function: 'function breakpoint',
  data: 'data breakpoint',
  sync: 'breakpoint',
} as const;

function breakpointReport(
  { breakpoints = [], text }: Pause,
  kindOf: (id: number) => Breakpoint['kind'] | undefined,
): Report {
  const kinds = breakpoints.map((id) => kindOf(id));
  const kind = kinds.find((each) => each !== undefined) ?? 'line';
  // Sync breakpoints are not the client's.
  const hitBreakpointIds = breakpoints.filter((_, index) => kinds[index] !== 'sync');
  return {
    reason: REASONS[kind],
    ...(hitBreakpointIds.length > 0 && { hitBreakpointIds }),
    ...(text !== undefined && { text }),
  };
}
