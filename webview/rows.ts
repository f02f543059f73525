// Which threads and objects are shown, in which order: filter, groups, what is folded away.

import type { PanelSettings } from '../src/core/protocol/panel.ts';
import type { SyncObject, Thread } from '../src/core/trace/world.ts';
import { frozenThreads } from './control.ts';
import { KIND_LOOKS, OBJECT_GROUPS, statusText, type ObjectGroup } from './objectWords.ts';
import { objectName, objectsOf, threadsOf, type Scene } from './scene.ts';
import { isOver, shownState, FILTER_LOOKS, type StateFilter } from './states.ts';
import { TreeRows } from './list/treeRows.ts';
import { isOpen, type UiState } from './uiState.ts';

/** As many finished threads as may stay among the others. */
const FEW = 3;

export interface ThreadRows {
  /** In order of creation. */
  readonly shown: readonly Thread[];
  /** Ended threads that are folded away under one line; then none of them is in `shown`. */
  readonly finished: readonly Thread[];
  readonly matching: number;
  readonly total: number;
  readonly counts: ReadonlyMap<StateFilter, number>;
}

export function threadRows(scene: Scene, ui: UiState): ThreadRows {
  const words = filterWords(ui.filter);
  const counts = new Map<StateFilter, number>();
  const matching: Thread[] = [];
  const over: Thread[] = [];
  const threads = threadsOf(scene.world);
  const frozen = new Set(frozenThreads(scene));
  for (const thread of threads) {
    const state = shownState(scene, thread);
    const filters: readonly StateFilter[] = frozen.has(thread) ? [state, 'frozen'] : [state];
    for (const filter of filters) counts.set(filter, (counts.get(filter) ?? 0) + 1);
    if (ui.states.length > 0 && !filters.some((filter) => ui.states.includes(filter))) continue;
    if (!matches(words, thread.name, () => threadHaystack(scene, thread, filters))) continue;
    matching.push(thread);
    if (isOver(state)) over.push(thread);
  }
  const isFolded = over.length > FEW && ui.states.length === 0;
  const folded = new Set(isFolded ? over : []);
  const shown = isFolded ? matching.filter((thread) => !folded.has(thread)) : matching;
  const finished = isFolded ? over : [];
  return { shown, finished, matching: matching.length, total: threads.length, counts };
}

/** Ended threads come last, if they are folded away. */
export function threadTree({ shown, finished }: ThreadRows, ui: UiState): TreeRows<Thread> {
  if (finished.length === 0) return new TreeRows('thread', [{ items: shown }]);
  const isFolderOpen = isOpen(ui, 'finished', shown.length === 0);
  const folder = { name: 'finished', count: finished.length, isOpen: isFolderOpen };
  return new TreeRows('thread', [
    { items: shown },
    { folder, items: isFolderOpen ? finished : [] },
  ]);
}

function threadHaystack(scene: Scene, thread: Thread, filters: readonly StateFilter[]): string {
  const holds = thread.holds.map(({ object }) => objectName(scene, object));
  const states = filters.map((filter) => FILTER_LOOKS[filter].word);
  const daemon = thread.daemon ? 'daemon' : '';
  return [thread.name, ...states, daemon, ...holds].join(' ');
}

export interface ObjectRows {
  readonly groups: readonly {
    readonly name: ObjectGroup;
    readonly objects: readonly SyncObject[];
  }[];
  readonly matching: number;
  readonly total: number;
  /** Objects of the standard library that are not shown. */
  readonly hidden: number;
}

export function objectRows(scene: Scene, ui: UiState, settings: PanelSettings): ObjectRows {
  const words = filterWords(ui.filter);
  const groups = new Map<ObjectGroup, SyncObject[]>(OBJECT_GROUPS.map((name) => [name, []]));
  let [matching, total, hidden] = [0, 0, 0];
  for (const object of objectsOf(scene.world)) {
    if (object.partOf !== undefined && scene.world.objects[object.partOf]) continue;
    if (object.isLibrary && settings.hideLibraryObjects) {
      hidden++;
      continue;
    }
    total++;
    const name = objectName(scene, object.id);
    if (!matches(words, name, () => objectHaystack(scene, object))) continue;
    matching++;
    groups.get(KIND_LOOKS[object.kind].group)?.push(object);
  }
  const filled = [...groups].filter(([, objects]) => objects.length > 0);
  return { groups: filled.map(([name, objects]) => ({ name, objects })), matching, total, hidden };
}

export function objectTree({ groups }: ObjectRows, ui: UiState): TreeRows<SyncObject> {
  const branches = groups.map(({ name, objects }) => {
    const isGroupOpen = isOpen(ui, name, true);
    const folder = { name, count: objects.length, isOpen: isGroupOpen };
    return { folder, items: isGroupOpen ? objects : [] };
  });
  return new TreeRows('object', branches);
}

function objectHaystack(scene: Scene, object: SyncObject): string {
  const { word, group } = KIND_LOOKS[object.kind];
  const name = objectName(scene, object.id);
  return [name, object.typeName, word, group, statusText(scene, object)].join(' ');
}

function filterWords(filter: string): readonly string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

/** @param all the name is part of it; made only if the name does not say it all */
function matches(words: readonly string[], name: string, all: () => string): boolean {
  if (words.length === 0) return true;
  const isIn = (text: string): boolean => {
    const low = text.toLowerCase();
    return words.every((word) => low.includes(word));
  };
  return isIn(name) || isIn(all());
}
