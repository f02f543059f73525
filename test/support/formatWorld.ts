// Worlds as short text, for comparison in tests.

import type { ObjectId, Step, ThreadId } from '../../src/core/base/ids.ts';
import { waitsFor } from '../../src/core/trace/fold.ts';
import type { Thread, World } from '../../src/core/trace/world.ts';
import { stepAfterRow, type TracePicture } from './traceFromText.ts';

/** The world after a row of the picture; without `row`, at its end. */
export function worldOf(picture: TracePicture, row?: number): World {
  const step: Step = row === undefined ? picture.trace.length : stepAfterRow(picture, row);
  return picture.trace.worldAt(step);
}

/** `main waits for B (worker), worker waits for A (main)` */
export function formatWaits(picture: TracePicture): string {
  const world = worldOf(picture);
  const waits = Object.values<Thread>(world.threads).flatMap((thread) => {
    const object = waitsFor(thread);
    if (object === undefined) return [];
    const owner = world.objects[object]?.owner;
    const suffix = owner === undefined ? '' : ` (${threadName(world, owner)})`;
    return [`${thread.name} waits for ${picture.names[object] ?? object}${suffix}`];
  });
  return waits.join(', ');
}

/** `main running, worker blocked` */
export function formatStates(picture: TracePicture, row?: number): string {
  const threads = Object.values<Thread>(worldOf(picture, row).threads);
  return threads.map(({ name, state }) => `${name} ${state.kind}`).join(', ');
}

/** `main holds A, R×2` for each thread that holds something */
export function formatHolds(picture: TracePicture, row?: number): string {
  const threads = Object.values<Thread>(worldOf(picture, row).threads);
  return threads
    .filter(({ holds }) => holds.length > 0)
    .map(({ name, holds }) => {
      const locks = holds.map(({ object, count }) => {
        const lock = picture.names[object] ?? String(object);
        return count > 1 ? `${lock}×${count}` : lock;
      });
      return `${name} holds ${locks.join(', ')}`;
    })
    .join('; ');
}

/** Names of the threads in the queue of the object called `name`. */
export function formatQueue(picture: TracePicture, name: string, row?: number): string {
  const world = worldOf(picture, row);
  const object = Object.values(world.objects).find(({ id }) => picture.names[id] === name);
  return (object?.waiters ?? []).map((id: ThreadId) => threadName(world, id)).join(', ');
}

export function objectNamed(picture: TracePicture, name: string): ObjectId {
  const entry = Object.entries(picture.names).find(([, known]) => known === name);
  if (entry === undefined) throw new Error(`no object ${name} in the picture`);
  return Number(entry[0]) as ObjectId;
}

function threadName(world: World, id: ThreadId): string {
  return world.threads[id]?.name ?? `thread ${id}`;
}
