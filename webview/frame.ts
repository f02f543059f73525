// What one rendering is made from, and the intentions that its controls may raise.

import type { ObjectId, Step, ThreadId } from '../src/core/base/ids.ts';
import type { FromPanel, ObjectStops, PanelSettings, RunView } from '../src/core/protocol/panel.ts';
import type { Site } from '../src/core/trace/events.ts';
import type { SyncObject, Thread } from '../src/core/trace/world.ts';
import type { ThreadCommand } from './control.ts';
import type { NodeKey, Room } from './diagram/shapes.ts';
import type { GraphPicture } from './graph/picture.ts';
import type { LongList } from './list/longList.ts';
import type { TreeRows } from './list/treeRows.ts';
import type { Marks } from './marks.ts';
import type { ObjectRows, ThreadRows } from './rows.ts';
import type { Scene } from './scene.ts';
import type { StateFilter } from './states.ts';
import type { Selection, UiState } from './uiState.ts';

export type Command = Extract<FromPanel, { kind: 'command' }>['command'];

export interface Actions {
  command(command: Command): void;
  setSpeed(speed: number): void;
  setHideLibraryObjects(hide: boolean): void;
  reveal(site: Site): void;
  /** The world as it was; undefined is now. */
  showStep(step: Step | undefined): void;
  copyFinding(id: string, format: 'text' | 'markdown'): void;
  controlThread(command: ThreadCommand, thread: ThreadId): void;
  breakOn(object: ObjectId): void;
  goToTaken(object: ObjectId): void;

  /** Selects what a row or a node stands for. */
  choose(key: NodeKey): void;
  select(selection: Selection | undefined): void;
  setFilter(filter: string): void;
  setOpen(key: string, isOpen: boolean): void;
  toggleState(state: StateFilter): void;
  showAllStates(): void;
}

/** The rows of the lists, as they are folded. */
export interface Trees {
  readonly threads: TreeRows<Thread>;
  readonly objects: TreeRows<SyncObject>;
}

/** What is in sight of the lists, which are scrolled from one rendering to the next. */
export interface Lists {
  readonly threads: LongList;
  readonly objects: LongList;
}

export interface Frame {
  readonly run: RunView;
  readonly scene: Scene;
  readonly settings: PanelSettings;
  /** Of the objects with a sync breakpoint. */
  readonly stops: ObjectStops;
  readonly ui: UiState;
  readonly marks: Marks;
  readonly threads: ThreadRows;
  readonly objects: ObjectRows;
  readonly trees: Trees;
  readonly lists: Lists;
  /** Undefined while it is folded away. */
  readonly graph: GraphPicture | undefined;
  /** Room for pictures. */
  readonly room: Room;
  readonly actions: Actions;
}
