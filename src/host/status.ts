// What the status bar says about a run.

import type { Nanoseconds } from '../core/base/ids.ts';
import { unreachable } from '../core/base/errors.ts';
import type { PauseReason } from '../core/protocol/debug.ts';
import type { RunState } from '../core/protocol/panel.ts';

export interface Status {
  readonly text: string;
  readonly tooltip: string;
  readonly spoken: string;
}

/** Paused, and somebody can run. */
export function canContinue(state: RunState): boolean {
  return state.kind === 'paused' && state.reason !== 'deadlock';
}

export function statusOf(title: string, state: RunState, time: Nanoseconds): Status {
  const { word, icon } = looksOf(state);
  const clock = `${(Math.floor(time / 1e6) / 1e3).toFixed(3)} s`;
  return {
    text: `$(${icon}) ${title}: ${clock}`,
    tooltip: `Weft: ${title} ${word}, ${clock} on its virtual clock. Click for what can be done.`,
    spoken: `Weft run ${title} ${word}`,
  };
}

interface Looks {
  readonly word: string;
  readonly icon: string;
}

const PAUSE_LOOKS: Readonly<Partial<Record<PauseReason, Looks>>> = {
  deadlock: { word: 'is deadlocked', icon: 'error' },
  breakpoint: { word: 'is at a breakpoint', icon: 'debug-breakpoint' },
  exception: { word: 'is at an exception', icon: 'bug' },
  frozen: { word: 'waits for frozen threads', icon: 'lock' },
};

function looksOf(state: RunState): Looks {
  switch (state.kind) {
    case 'starting':
      return { word: 'is starting', icon: 'loading~spin' };
    case 'running':
      return { word: 'is running', icon: 'debug-start' };
    case 'paused':
      return PAUSE_LOOKS[state.reason] ?? { word: 'is paused', icon: 'debug-pause' };
    case 'waitingForInput':
      return { word: 'waits for input', icon: 'keyboard' };
    case 'ended':
      return { word: 'has ended', icon: 'pass' };
    default:
      return unreachable(state);
  }
}
