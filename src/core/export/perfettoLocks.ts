// The locks' tracks: a slice for each time that a lock is held, and in it the parts in which
// others wanted it.

import { threadName, type Scene } from '../analysis/scene.ts';
import type { ObjectId, ThreadId } from '../base/ids.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { SyncObject, World } from '../trace/world.ts';
import { shownObject } from './exportedRun.ts';
import type { PerfettoOutput, Track } from './perfettoTrack.ts';
import { placeText, wholeName } from './words.ts';

interface OpenHold {
  readonly owner: ThreadId;
  readonly isContended: boolean;
}

export class LockTracks {
  private readonly output: PerfettoOutput;
  private readonly pid: number;
  private readonly open = new Map<ObjectId, OpenHold>();
  private readonly named = new Set<ObjectId>();
  /** Locks that threads wait for. */
  private readonly wanted = new Map<ThreadId, ObjectId>();

  constructor(output: PerfettoOutput, pid: number) {
    this.output = output;
    this.pid = pid;
  }

  /** @param scene after the event */
  see(event: TraceEvent, scene: Scene): void {
    switch (event.kind) {
      case 'acquire':
        this.follow(event.object, scene);
        return this.leave(event.by, scene);
      case 'release':
      case 'objectGone':
        return this.follow(event.object, scene);
      case 'wait':
        this.leave(event.by, scene);
        if (event.wait.kind !== 'lock') return;
        this.wanted.set(event.by, event.wait.object);
        return this.follow(event.wait.object, scene);
      case 'wake':
      case 'threadEnd':
        return this.leave(event.thread, scene);
      default:
        return;
    }
  }

  private leave(thread: ThreadId, scene: Scene): void {
    const lock = this.wanted.get(thread);
    if (lock === undefined) return;
    this.wanted.delete(thread);
    this.follow(lock, scene);
  }

  /** Closes and opens slices so that they show who has the lock now. */
  private follow(id: ObjectId, scene: Scene): void {
    const lock = scene.world.objects[id];
    const owner = lock && shownObject(scene.world, id) ? lock.owner : undefined;
    const isContended = owner !== undefined && (lock?.waiters.length ?? 0) > 0;
    const before = this.open.get(id);
    const track = { pid: this.pid, tid: id };
    if (before?.owner === owner) {
      if (before === undefined || before.isContended === isContended) return;
    } else {
      if (before?.isContended) this.output.end(track);
      if (before) this.output.end(track);
      if (lock && owner !== undefined) this.begin(track, lock, scene);
    }
    if (owner === undefined) return void this.open.delete(id);
    if (isContended) this.output.begin(track, 'wanted', 'contended', waiterArgs(lock, scene));
    else if (before?.owner === owner) this.output.end(track);
    this.open.set(id, { owner, isContended });
  }

  private begin(track: Track, { id, owner }: SyncObject, scene: Scene): void {
    if (owner === undefined) return;
    if (!this.named.has(id)) {
      this.named.add(id);
      this.output.metadata(track, 'thread_name', { name: wholeName(scene, id) });
      this.output.metadata(track, 'thread_sort_index', { sort_index: id });
    }
    const holding = holdingOf(scene.world, owner, id);
    const args = { step: scene.world.step, taken: holding && placeText(scene, holding.at) };
    this.output.begin(track, `held by ${threadName(scene, owner)}`, 'held', args);
  }
}

function holdingOf({ threads }: World, owner: ThreadId, lock: ObjectId) {
  return threads[owner]?.holds.find(({ object }) => object === lock);
}

function waiterArgs(lock: SyncObject | undefined, scene: Scene) {
  const names = lock?.waiters.map((id) => threadName(scene, id)) ?? [];
  return { first: names[0] };
}
