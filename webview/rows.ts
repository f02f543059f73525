// Which threads and objects are shown, in which order: filter, groups, what is folded away.

import type { PanelSettings } from '../src/core/protocol/panel.ts';
import type { SyncObject, Thread } from '../src/core/trace/world.ts';
import { frozenThreads } from './control.ts';
import { KIND_LOOKS, OBJECT_GROUPS, statusText, type ObjectGroup } from './objectWords.ts';
import { objectName, objectsOf, threadsOf, type Scene } from './scene.ts';
import { isOver, shownState, FILTER_LOOKS, type ShownState, type StateFilter } from './states.ts';
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
  const { states } = ui;
  const counts = new Map<StateFilter, number>();
  const matching: Thread[] = [];
  const over: Thread[] = [];
  const threads = threadsOf(scene.world);
  const frozen = new Set(frozenThreads(scene));
  // There may be tens of thousands: as little as can be is made for each.
  for (const thread of threads) {
    const state = shownState(scene, thread);
    const isFrozen = frozen.has(thread);
    counts.set(state, (counts.get(state) ?? 0) + 1);
    if (isFrozen) counts.set('frozen', (counts.get('frozen') ?? 0) + 1);
    const isWanted = states.includes(state) || (isFrozen && states.includes('frozen'));
    if (states.length > 0 && !isWanted) continue;
    if (!words.every((word) => saysThread(scene, { thread, state, isFrozen }, word))) continue;
    matching.push(thread);
    if (isOver(state)) over.push(thread);
  }
  const isFolded = over.length > FEW && states.length === 0;
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

interface ShownThread {
  readonly thread: Thread;
  readonly state: ShownState;
  readonly isFrozen: boolean;
}

/** In what the row says; a word has no spaces. */
function saysThread(scene: Scene, { thread, state, isFrozen }: ShownThread, word: string): boolean {
  return (
    contains(thread.name, word) ||
    contains(FILTER_LOOKS[state].word, word) ||
    (isFrozen && contains(FILTER_LOOKS.frozen.word, word)) ||
    (thread.daemon && contains('daemon', word)) ||
    thread.holds.some(({ object }) => contains(objectName(scene, object), word))
  );
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
    if (!words.every((word) => saysObject(scene, object, word))) continue;
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

function saysObject(scene: Scene, object: SyncObject, word: string): boolean {
  const { word: kind, group } = KIND_LOOKS[object.kind];
  return (
    contains(objectName(scene, object.id), word) ||
    [object.typeName, kind, group].some((text) => contains(text, word)) ||
    contains(statusText(scene, object), word)
  );
}

function filterWords(filter: string): readonly string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}

function contains(text: string, word: string): boolean {
  return text.toLowerCase().includes(word);
}
