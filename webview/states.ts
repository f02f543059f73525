// The states that a thread is shown in: word, glyph and pattern for each. The pattern and the
// colour hang on the kind in panel.css, so that no state is told by colour alone.

import type { Thread } from '../src/core/trace/world.ts';
import type { Scene } from './scene.ts';

export type ShownState =
  | 'running'
  | 'ready'
  | 'blocked'
  | 'waiting'
  | 'sleeping'
  | 'deadlocked'
  | 'new'
  | 'crashed'
  | 'cutOff'
  | 'finished';

interface StateLook {
  readonly word: string;
  /** Name of a codicon. */
  readonly glyph: string;
  readonly meaning: string;
}

export const STATE_LOOKS: Readonly<Record<ShownState, StateLook>> = {
  running: { word: 'Running', glyph: 'play', meaning: 'Has the processor.' },
  ready: {
    word: 'Ready',
    glyph: 'circle-large-outline',
    meaning: 'Could run; it is not its turn.',
  },
  blocked: { word: 'Blocked', glyph: 'lock', meaning: 'Wants a lock that another thread holds.' },
  waiting: {
    word: 'Waiting',
    glyph: 'bell',
    meaning: 'For an event, a condition, a queue, a thread or input.',
  },
  sleeping: { word: 'Sleeping', glyph: 'watch', meaning: 'Until a point of virtual time.' },
  deadlocked: { word: 'Deadlocked', glyph: 'error', meaning: 'Can never go on.' },
  new: { word: 'Not started', glyph: 'circle-small', meaning: 'Made, but start() was not called.' },
  crashed: { word: 'Crashed', glyph: 'bug', meaning: 'Ended by an exception nobody caught.' },
  cutOff: { word: 'Cut off', glyph: 'circle-slash', meaning: 'A daemon when the program ended.' },
  finished: { word: 'Finished', glyph: 'pass', meaning: 'Its function has returned.' },
};

/** A frozen thread keeps its state; this comes beside it. */
export const FROZEN_GLYPH = 'debug-pause';

/** What threads can be filtered by. */
export type StateFilter = ShownState | 'frozen';

export const FILTER_LOOKS: Readonly<Record<StateFilter, StateLook>> = {
  ...STATE_LOOKS,
  frozen: { word: 'Frozen', glyph: FROZEN_GLYPH, meaning: 'You hold it until you thaw it.' },
};

export const STATE_FILTERS = Object.keys(FILTER_LOOKS).filter(isStateFilter);

export function isStateFilter(value: unknown): value is StateFilter {
  return typeof value === 'string' && Object.hasOwn(FILTER_LOOKS, value);
}

export function shownState(scene: Scene, thread: Thread): ShownState {
  const { state } = thread;
  if (state.kind !== 'blocked' && state.kind !== 'waiting') return state.kind;
  const isForEver = state.until === undefined && !isInput(thread);
  const isStuck = scene.isDeadlocked || scene.suspects.has(thread.id);
  return isForEver && isStuck ? 'deadlocked' : state.kind;
}

function isInput({ state }: Thread): boolean {
  return state.kind === 'waiting' && state.wait.kind === 'input';
}

/** Nothing more will happen to it. */
export function isOver(state: ShownState): boolean {
  return state === 'finished' || state === 'cutOff';
}
