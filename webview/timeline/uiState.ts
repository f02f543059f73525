// What the user has chosen in the timeline. Plain data that VS Code keeps while the page is
// closed; anything odd in it is dropped on load.

import type { Axis } from '../../src/core/analysis/lanes/track.ts';
import { type LaneOrder, NATURAL_ORDER } from '../../src/core/timeline/rows.ts';
import { SHOWN_STATES } from '../../src/core/timeline/layoutStates.ts';
import type { LaneMode, ShownState } from '../../src/core/timeline/scene.ts';

export interface TimelineUi {
  readonly axis: Axis;
  readonly mode: LaneMode;
  readonly order: LaneOrder;
  /** States that stand out; empty: all. */
  readonly states: readonly ShownState[];
  readonly isTable: boolean;
  readonly isSideOpen: boolean;
  readonly isHelpOpen: boolean;
}

export const INITIAL_UI: TimelineUi = {
  axis: 'step',
  mode: 'threads',
  order: NATURAL_ORDER,
  states: [],
  isTable: false,
  isSideOpen: true,
  isHelpOpen: false,
};

/** Lanes belong to a run; how it is looked at stays. */
export function restoreUi(saved: unknown): TimelineUi {
  if (typeof saved !== 'object' || saved === null) return INITIAL_UI;
  const { axis, mode, isTable, isSideOpen, states } = saved as Readonly<Record<string, unknown>>;
  return {
    ...INITIAL_UI,
    axis: axis === 'time' ? 'time' : 'step',
    mode: mode === 'objects' ? 'objects' : 'threads',
    states: Array.isArray(states) ? SHOWN_STATES.filter((state) => states.includes(state)) : [],
    isTable: isTable === true,
    isSideOpen: isSideOpen !== false,
  };
}

/** The table takes the place of the picture; nothing else changes. */
export function toggleState(ui: TimelineUi, state: ShownState): TimelineUi {
  const others = ui.states.filter((each) => each !== state);
  return { ...ui, states: others.length < ui.states.length ? others : [...others, state] };
}
