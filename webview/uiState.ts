// What the user has chosen in the panel: selection, filter, what is folded. Plain data that
// VS Code keeps while the panel is closed; anything odd in it is dropped on load.

import type { ObjectId, ThreadId } from '../src/core/base/ids.ts';
import { isShownState, type ShownState } from './states.ts';

export type Selection =
  | { readonly kind: 'thread'; readonly id: ThreadId }
  | { readonly kind: 'object'; readonly id: ObjectId }
  | { readonly kind: 'finding'; readonly id: string };

export interface UiState {
  readonly selection: Selection | undefined;
  readonly filter: string;
  /** Only threads in these states; empty means all. */
  readonly states: readonly ShownState[];
  /** Sections and groups that the user closed or opened against their default. */
  readonly toggled: readonly string[];
  /** How many threads are shown before "show more". */
  readonly threadLimit: number;
}

export const THREADS_PER_PAGE = 200;

export const INITIAL_UI: UiState = {
  selection: undefined,
  filter: '',
  states: [],
  toggled: [],
  threadLimit: THREADS_PER_PAGE,
};

/** What an earlier panel saved, as far as it makes sense. */
export function restoreUi(saved: unknown): UiState {
  if (typeof saved !== 'object' || saved === null) return INITIAL_UI;
  const { selection, filter, states, toggled } = saved as Readonly<Record<string, unknown>>;
  return {
    ...INITIAL_UI,
    selection: isSelection(selection) ? selection : undefined,
    filter: typeof filter === 'string' ? filter : '',
    states: Array.isArray(states) ? states.filter(isShownState) : [],
    toggled: Array.isArray(toggled) ? toggled.filter((key) => typeof key === 'string') : [],
  };
}

function isSelection(value: unknown): value is Selection {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id } = value as Readonly<Record<string, unknown>>;
  if (kind === 'finding') return typeof id === 'string';
  return (kind === 'thread' || kind === 'object') && typeof id === 'number';
}

export function isSelected(ui: UiState, kind: Selection['kind'], id: number | string): boolean {
  return ui.selection?.kind === kind && ui.selection.id === id;
}

/** `isOpenAtFirst` unless the user has toggled it. */
export function isOpen(ui: UiState, key: string, isOpenAtFirst: boolean): boolean {
  return ui.toggled.includes(key) !== isOpenAtFirst;
}

export function toggle(ui: UiState, key: string): UiState {
  return { ...ui, toggled: withOrWithout(ui.toggled, key) };
}

export function toggleState(ui: UiState, state: ShownState): UiState {
  return { ...ui, states: withOrWithout(ui.states, state) };
}

function withOrWithout<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}
