// What the text says at places that were run: each place is read once. Owns the predictions that
// need no schedule: leaky acquires, waits outside a loop, notifies that nobody can learn of, and
// releases by another thread.

import type { EventOf } from '../../trace/events.ts';
import type { Tables } from '../../trace/world.ts';
import { waitsForever, type CallSite, type CallSites } from './callSites.ts';
import { emptyNotify, onlyNotifies } from './emptyNotify.ts';
import { foreignRelease } from './foreignRelease.ts';
import type { HeldLock } from './heldLocks.ts';
import { leakyAcquire } from './leakyAcquire.ts';
import type { ObjectFacts } from './objectFacts.ts';
import type { Act, Trouble } from './prediction.ts';
import { askingOf, waitOutsideLoop } from './waitOutsideLoop.ts';

const REPORT_LIMIT = 50;
/** Releases by another thread that may turn out to be of a mutex. */
const RELEASES_KEPT = 200;

interface Release {
  readonly taken: Act;
  readonly released: Act;
}

export class CodeReading {
  readonly troubles = new Map<string, Trouble>();
  private readonly calls: CallSites;
  private readonly facts: ObjectFacts;
  private readonly notifies: Act[] = [];
  /** Waits that ask for nothing. */
  private readonly bareWaits: Act[] = [];
  private readonly releases: Release[] = [];
  private readonly waitsRead = new Set<string>();

  constructor(calls: CallSites, facts: ObjectFacts) {
    this.calls = calls;
    this.facts = facts;
  }

  /** A lock is taken at a place, after these locks, for the first time. */
  taken(held: HeldLock, tables: Tables): void {
    const { thread, object, at, step } = held;
    const call = this.facts.isOwnLock(object) ? this.calls.at(at, tables) : undefined;
    if (!call) return;
    const act = { thread, object, at, step };
    const fact = this.facts.of(object);
    if (fact && isBlock(call)) fact.isMutex = true;
    if (waitsForever(call)) this.add(leakyAcquire(act, call));
    const condition = this.facts.conditionOf(object);
    if (condition === undefined || !onlyNotifies(call)) return;
    this.notifies.push({ ...act, object: condition });
    this.matchNotifies(tables);
  }

  /** A thread begins to wait without a timeout. */
  waits({ by: thread, at, wait }: EventOf<'wait'>, step: Act['step'], tables: Tables): void {
    if (wait.kind !== 'object' || this.facts.of(wait.object)?.kind !== 'Condition') return;
    const call = this.calls.at(at, tables);
    const key = `${call?.place} ${thread} ${wait.object}`;
    if (!call || this.waitsRead.has(key)) return;
    this.waitsRead.add(key);
    const asking = askingOf(call);
    if (asking === undefined) return;
    const act = { thread, object: wait.object, at, step };
    this.add(waitOutsideLoop(act, call, asking));
    if (asking !== 'never') return;
    this.bareWaits.push(act);
    this.matchNotifies(tables);
  }

  /** A thread released what another one had taken. */
  releasedByOther(taken: Act, released: Act): void {
    if (this.releases.length >= RELEASES_KEPT) return;
    if (this.facts.of(taken.object)?.kind === 'Lock') this.releases.push({ taken, released });
  }

  /** Releases count only once the lock is known to protect something. */
  matchReleases(tables: Tables): void {
    for (const { taken, released } of this.releases) {
      const place = this.calls.at(released.at, tables)?.place;
      if (place === undefined || !this.calls.at(taken.at, tables)) continue;
      if (this.facts.of(taken.object)?.isMutex) this.add(foreignRelease(taken, released, place));
    }
  }

  private matchNotifies(tables: Tables): void {
    for (const notify of this.notifies) {
      const wait = this.bareWaits.find(
        ({ object, thread }) => object === notify.object && thread !== notify.thread,
      );
      const place = wait && this.calls.at(notify.at, tables)?.place;
      if (wait && place !== undefined) this.add(emptyNotify(notify, wait, place));
    }
  }

  private add(trouble: Trouble | undefined): void {
    if (!trouble || this.troubles.has(trouble.id) || this.troubles.size >= REPORT_LIMIT) return;
    this.troubles.set(trouble.id, trouble);
  }
}

/** `with lock:` */
function isBlock({ node }: CallSite): boolean {
  return node.name === 'WithStatement' || node.parent?.name === 'WithStatement';
}
