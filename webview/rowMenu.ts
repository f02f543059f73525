// What a row stands for, and what can be done with it.

import type { ObjectId, ThreadId } from '../src/core/base/ids.ts';
import { MAIN_THREAD } from '../src/core/base/ids.ts';
import type { Site } from '../src/core/trace/events.ts';
import { frozenThreads, threadControls } from './control.ts';
import type { Actions } from './frame.ts';
import type { MenuItem } from './menu.ts';
import { placeOfThread, siteOfObject, type Scene } from './scene.ts';
import type { Selection } from './uiState.ts';

export type RowTarget = Exclude<Selection, { kind: 'finding' }>;

/** `thread:3`, `object:7`: what a row's `data-key` stands for. */
export function parseKey(key: string): RowTarget | undefined {
  const [kind, id] = key.split(':');
  if (kind === 'thread') return { kind, id: Number(id) as ThreadId };
  if (kind === 'object') return { kind, id: Number(id) as ObjectId };
  return undefined;
}

export function siteOfRow(scene: Scene, row: RowTarget): Site | undefined {
  const { threads, objects } = scene.world;
  if (row.kind === 'thread') {
    const thread = threads[row.id];
    return thread && placeOfThread(scene, thread)?.site;
  }
  const object = objects[row.id];
  return object && siteOfObject(scene, object);
}

/** In the order of the buttons that are shown on the row. */
export function rowMenu(scene: Scene, row: RowTarget, actions: Actions): readonly MenuItem[] {
  const own =
    row.kind === 'thread'
      ? threadItems(scene, row.id, actions)
      : objectItems(scene, row.id, actions);
  const site = siteOfRow(scene, row);
  const goTo: readonly MenuItem[] = site
    ? [{ glyph: 'go-to-file', label: 'Go to Source', act: () => actions.reveal(site) }]
    : [];
  return [...own, ...goTo];
}

/** Only a run that goes on can go back in time. */
function objectItems(scene: Scene, object: ObjectId, actions: Actions): readonly MenuItem[] {
  const canTravel = scene.isLive && scene.world.outcome === undefined;
  return [
    { ...BREAK_ON, act: () => actions.breakOn(object) },
    ...(canTravel ? [{ ...TAKEN, act: () => actions.goToTaken(object) }] : []),
  ];
}

const TAKEN = { glyph: 'history', label: 'Go to When It Was Taken' } as const;

export const BREAK_ON = { glyph: 'debug-breakpoint', label: 'Break on …' } as const;

function threadItems(scene: Scene, id: ThreadId, actions: Actions): readonly MenuItem[] {
  const thread = scene.world.threads[id];
  if (!thread) return [];
  const items = threadControls(scene, thread).map(({ command, glyph, label }) => ({
    ...{ glyph, label },
    act: () => actions.controlThread(command, id),
  }));
  return frozenThreads(scene).length > 0 ? [...items, thawAll(actions)] : items;
}

function thawAll(actions: Actions): MenuItem {
  const { glyph, label } = THAW_ALL;
  return { glyph, label, act: () => actions.controlThread('thawAll', MAIN_THREAD) };
}

export const THAW_ALL = { glyph: 'debug-continue-small', label: 'Thaw All' } as const;

/** What a row's own button does: the command that `data-do` names. */
export function doOnRow(scene: Scene, row: RowTarget, what: string, actions: Actions): void {
  if (row.kind === 'object') return actions.breakOn(row.id);
  const thread = scene.world.threads[row.id];
  const controls = thread ? threadControls(scene, thread) : [];
  const control = controls.find(({ command }) => command === what);
  if (control) actions.controlThread(control.command, row.id);
}
