// Who may run, as the user has set it: frozen threads, the one that runs next, and what can be
// asked of a thread. Pure.

import type { ThreadId } from '../src/core/base/ids.ts';
import type { FromPanel } from '../src/core/protocol/panel.ts';
import type { Thread } from '../src/core/trace/world.ts';
import { threadsOf, type Scene } from './scene.ts';

export type ThreadCommand = Extract<FromPanel, { kind: 'thread' }>['command'];

export interface ControlLook {
  readonly command: ThreadCommand;
  /** Name of a codicon. */
  readonly glyph: string;
  readonly label: string;
}

const FREEZE: ControlLook = { command: 'freeze', glyph: 'debug-pause', label: 'Freeze' };
const THAW: ControlLook = { command: 'thaw', glyph: 'debug-continue', label: 'Thaw' };
const SOLO: ControlLook = { command: 'solo', glyph: 'target', label: 'Run Only This' };
const NEXT: ControlLook = { command: 'runNext', glyph: 'debug-step-over', label: 'Run Next' };

export function isFrozen(scene: Scene, thread: ThreadId): boolean {
  return scene.isLive && scene.control.frozen.includes(thread);
}

export function isNext(scene: Scene, thread: ThreadId): boolean {
  return scene.control.next === thread;
}

/** What can be done with the thread now; nothing in the past or once it is over. */
export function threadControls(scene: Scene, thread: Thread): readonly ControlLook[] {
  if (!scene.isLive || hasEnded(thread)) return [];
  const freeze = isFrozen(scene, thread.id) ? THAW : FREEZE;
  return isNext(scene, thread.id) ? [freeze, SOLO] : [freeze, SOLO, NEXT];
}

function hasEnded({ state: { kind } }: Thread): boolean {
  return kind === 'finished' || kind === 'crashed' || kind === 'cutOff';
}

/** Frozen threads that are still there. */
export function frozenThreads(scene: Scene): readonly Thread[] {
  if (!scene.isLive || scene.control.frozen.length === 0) return [];
  return threadsOf(scene.world).filter((thread) => isFrozen(scene, thread.id) && !hasEnded(thread));
}
