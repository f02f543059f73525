// What must be known of each object that lives.

import type { ObjectId } from '../../base/ids.ts';
import type { EventOf, ObjectKind, ObjectState } from '../../trace/events.ts';

export interface ObjectFact {
  readonly kind: ObjectKind;
  readonly partOf: ObjectId | undefined;
  readonly isLibrary: boolean;
  state: ObjectState;
  /** True once it was taken by a `with` statement. */
  isMutex: boolean;
}

export class ObjectFacts {
  private readonly facts = new Map<ObjectId, ObjectFact>();
  /** By their lock. */
  private readonly conditions = new Map<ObjectId, ObjectId>();

  made({ object, objectKind: kind, partOf, isLibrary, state, lock }: EventOf<'objectNew'>): void {
    this.facts.set(object, { kind, partOf, isLibrary, state, isMutex: false });
    if (kind === 'Condition' && lock !== undefined) this.conditions.set(lock, object);
  }

  gone(object: ObjectId): void {
    this.conditions.delete(object);
    this.facts.delete(object);
  }

  /** A Condition that uses this lock. */
  conditionOf(lock: ObjectId): ObjectId | undefined {
    return this.conditions.get(lock);
  }

  of(object: ObjectId): ObjectFact | undefined {
    return this.facts.get(object);
  }

  /** True for a lock that the user's own code made: neither hidden in an Event nor a library's. */
  isOwnLock(object: ObjectId): boolean {
    const fact = this.facts.get(object);
    if (fact === undefined || fact.isLibrary) return false;
    if (fact.partOf === undefined) return true;
    return this.facts.get(fact.partOf)?.kind === 'Condition';
  }
}
