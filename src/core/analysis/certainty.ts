// How sure it is that waits will last, while other threads can still run. In Python any thread
// may release a Lock, so a ring of Locks is certain only when nobody is left who could; an RLock
// can be released by its owner alone, and the end of a thread comes from that thread.

import type { ObjectId, StackId, ThreadId } from '../base/ids.ts';
import type { Site } from '../trace/events.ts';
import type { Tables, World } from '../trace/world.ts';
import type { Finding } from './findings.ts';
import type { Scene } from './scene.ts';
import { waitsForEver, type WaitEdge } from './waitGraph.ts';

export type Seen = Pick<Scene, 'world' | 'tables' | 'source'>;

/**
 * - `passing` if a timeout ends one of the waits.
 * - `certain` if no other thread can end any of them: joins, RLocks, and waits for objects that
 *   no thread which can still run has a reference to.
 * - `likely` if only another thread's release of a Lock could, and none is to be expected.
 * - undefined otherwise: that may well be as it should.
 */
export function lasts(waits: readonly WaitEdge[], seen: Seen): Finding['certainty'] | undefined {
  const isPassing = !waits.every(waitsForEver);
  const isCertain = waits.every((edge) => isFirm(edge, seen.world));
  if (!isCertain && waits.some((edge) => mayBeSignal(edge, seen))) return undefined;
  if (isPassing) return 'passing';
  return isCertain ? 'certain' : 'likely';
}

/** The threads of such a finding stand, and no timeout will help: a deadlock, as far as one can tell. */
export function isStanding({ certainty }: { readonly certainty: string }): boolean {
  return certainty === 'certain' || certainty === 'likely';
}

function isFirm(edge: WaitEdge, world: World): boolean {
  if (edge.kind === 'join' || world.threads[edge.thread]?.isStuck === true) return true;
  return edge.kind === 'lock' && world.objects[edge.object]?.kind === 'RLock';
}

/**
 * A Lock may be used as a signal: one thread takes it twice, another one releases it. So of a
 * Lock that was ever released by another thread than its owner nothing is said, nor of one that
 * a function takes twice by itself without `with`, nor of one that its owner kept when it ended
 * well: the last of several readers releases what the first one took.
 */
function mayBeSignal(edge: WaitEdge, seen: Seen): boolean {
  if (edge.kind !== 'lock') return false;
  if (seen.world.objects[edge.object]?.wasHandedOver === true) return true;
  if (seen.world.threads[edge.owner]?.state.kind === 'finished') return true;
  return edge.owner === edge.thread && !isForgotten(edge.thread, edge.object, seen);
}

/**
 * True if a thread that wants its own Lock has taken it by `with`, which releases it itself, or
 * wants it in a call made by the function that took it (a method calls another one of the same
 * object).
 */
function isForgotten(id: ThreadId, object: ObjectId, { world, tables, source }: Seen): boolean {
  const thread = world.threads[id];
  const holding = thread?.holds.find((held) => held.object === object);
  if (thread === undefined || holding === undefined) return false;
  const [taker] = userFrames(tables, holding.at);
  if (taker === undefined) return false;
  const { file, line } = taker.site;
  if (/^\s*with\b/.test(source?.(file, line) ?? '')) return true;
  const [, ...callers] = userFrames(tables, thread.at);
  return callers.some(
    ({ site, caller }) => caller === taker.caller && site.function === taker.site.function,
  );
}

function userFrames({ sites, stacks }: Tables, start: StackId): { site: Site; caller: StackId }[] {
  const frames: { site: Site; caller: StackId }[] = [];
  for (let at = stacks[start - 1]; at !== undefined; at = stacks[at.caller - 1]) {
    const site = sites[at.site - 1];
    if (site !== undefined && !site.isLibrary) frames.push({ site, caller: at.caller });
  }
  return frames;
}
