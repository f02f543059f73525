// DAP's threads: those alive, with the one thing about them that a call stack should say.

import type { DebugProtocol } from '@vscode/debugprotocol';

import { isStanding } from '../core/analysis/certainty.ts';
import { MAIN_THREAD, type ThreadId } from '../core/base/ids.ts';
import { isAlive } from '../core/trace/fold.ts';
import type { Thread, World } from '../core/trace/world.ts';
import type { Session } from '../session/session.ts';

/** The threads that have started and not ended; the main thread first, then in order of creation. */
export function liveThreads(world: World): Thread[] {
  const alive = Object.values<Thread>(world.threads).filter(isAlive);
  return alive.sort(
    (a, b) => Number(b.id === MAIN_THREAD) - Number(a.id === MAIN_THREAD) || a.id - b.id,
  );
}

export function threadList({ world, findings, debug }: Session): DebugProtocol.Thread[] {
  const deadlocked = new Set<ThreadId>(
    findings.filter(isStanding).flatMap(({ threads }) => threads),
  );
  const frozen = new Set(debug.control.frozen);
  return liveThreads(world).map(({ id, name }) => {
    if (deadlocked.has(id)) return { id, name: `${name} (deadlocked)` };
    return { id, name: frozen.has(id) ? `${name} (frozen)` : name };
  });
}
