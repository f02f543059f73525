// What one rendering is made from, and the intentions that its controls may raise.

import type { FromPanel, PanelSettings, RunView } from '../src/core/protocol/panel.ts';
import type { Site } from '../src/core/trace/events.ts';
import type { Marks } from './marks.ts';
import type { ObjectRows, ThreadRows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { ShownState } from './states.ts';
import type { Selection, UiState } from './uiState.ts';

export type Command = Extract<FromPanel, { kind: 'command' }>['command'];

export interface Actions {
  command(command: Command): void;
  setSpeed(speed: number): void;
  setHideLibraryObjects(hide: boolean): void;
  reveal(site: Site): void;

  select(selection: Selection | undefined): void;
  setFilter(filter: string): void;
  setOpen(key: string, isOpen: boolean): void;
  toggleState(state: ShownState): void;
  showAllStates(): void;
  showMoreRows(): void;
}

export interface Frame {
  readonly run: RunView;
  readonly scene: Scene;
  readonly settings: PanelSettings;
  readonly ui: UiState;
  readonly marks: Marks;
  readonly threads: ThreadRows;
  readonly objects: ObjectRows;
  readonly actions: Actions;
}
