// What a screen reader is told when nobody moved the focus: who changed state since it last
// heard. Summed up when much happens at once. Pure; announcer.ts decides when to speak.

import { objectName, threadsOf, wantedBy, type Scene } from './scene.ts';
import { shownState, STATE_LOOKS, type ShownState } from './states.ts';
import type { Thread } from '../src/core/trace/world.ts';

/** More changes than this are counted instead of listed. */
const MOST_LISTED = 3;

/** By thread. An array, as there may be tens of thousands, whose ids count from 1 on. */
export type ShownStates = readonly (ShownState | undefined)[];

export function shownStates(scene: Scene): ShownStates {
  const states: ShownState[] = [];
  for (const thread of threadsOf(scene.world)) states[thread.id] = shownState(scene, thread);
  return states;
}

/** Empty if nothing worth saying happened. Running and ready only alternate: not worth it. */
export function changesText(scene: Scene, before: ShownStates): string {
  const changed = threadsOf(scene.world).filter((thread) => {
    const state = shownState(scene, thread);
    return state !== before[thread.id] && !isTurn(state);
  });
  if (changed.length > MOST_LISTED) return `${changed.length} threads changed state`;
  return changed.map((thread) => changeText(scene, thread)).join(', ');
}

function isTurn(state: ShownState): boolean {
  return state === 'running' || state === 'ready' || state === 'new';
}

function changeText(scene: Scene, thread: Thread): string {
  const state = shownState(scene, thread);
  const wanted = wantedBy(scene, thread);
  const on = wanted ? ` ${state === 'waiting' ? 'for' : 'on'} ${objectName(scene, wanted.id)}` : '';
  return `${thread.name} ${STATE_LOOKS[state].word.toLowerCase()}${on}`;
}
