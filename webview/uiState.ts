// What the user has chosen in the panel: selection, filter, what is folded. Plain data that
// VS Code keeps while the panel is closed; anything odd in it is dropped on load.

import type { PanelSelection } from '../src/core/protocol/panel.ts';
import { isStateFilter, type StateFilter } from './states.ts';

export type Selection = PanelSelection;

export interface UiState {
  readonly selection: Selection | undefined;
  readonly filter: string;
  /** Only threads in these states; empty means all. */
  readonly states: readonly StateFilter[];
  /** Sections and groups that the user has opened (true) or closed. */
  readonly open: Readonly<Record<string, boolean>>;
}

export const INITIAL_UI: UiState = {
  selection: undefined,
  filter: '',
  states: [],
  open: {},
};

/** What an earlier panel saved, as far as it makes sense. */
export function restoreUi(saved: unknown): UiState {
  if (typeof saved !== 'object' || saved === null) return INITIAL_UI;
  const { selection, filter, states, open } = saved as Readonly<Record<string, unknown>>;
  return {
    ...INITIAL_UI,
    selection: isSelection(selection) ? selection : undefined,
    filter: typeof filter === 'string' ? filter : '',
    states: Array.isArray(states) ? states.filter(isStateFilter) : [],
    open: isRecordOfBooleans(open) ? open : {},
  };
}

function isSelection(value: unknown): value is Selection {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id } = value as Readonly<Record<string, unknown>>;
  if (kind === 'finding') return typeof id === 'string';
  return (kind === 'thread' || kind === 'object') && typeof id === 'number';
}

function isRecordOfBooleans(value: unknown): value is Readonly<Record<string, boolean>> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((item) => typeof item === 'boolean');
}

export function isSelected(ui: UiState, kind: Selection['kind'], id: number | string): boolean {
  return ui.selection?.kind === kind && ui.selection.id === id;
}

/** `isOpenAtFirst` until the user has decided. */
export function isOpen(ui: UiState, key: string, isOpenAtFirst: boolean): boolean {
  return ui.open[key] ?? isOpenAtFirst;
}

export function setOpen(ui: UiState, key: string, isOpenNow: boolean): UiState {
  return { ...ui, open: { ...ui.open, [key]: isOpenNow } };
}

export function toggleState(ui: UiState, state: StateFilter): UiState {
  const others = ui.states.filter((other) => other !== state);
  return { ...ui, states: others.length < ui.states.length ? others : [...others, state] };
}
