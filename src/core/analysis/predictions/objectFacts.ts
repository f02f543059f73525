// What must be known of each object that lives.

import type { ObjectId } from '../../base/ids.ts';
import type { EventOf, ObjectKind, ObjectState } from '../../trace/events.ts';

export interface ObjectFact {
  readonly kind: ObjectKind;
  readonly partOf: ObjectId | undefined;
  readonly isLibrary: boolean;
  state: ObjectState;
}

export class ObjectFacts {
  private readonly facts = new Map<ObjectId, ObjectFact>();

  made({ object, objectKind: kind, partOf, isLibrary, state }: EventOf<'objectNew'>): void {
    this.facts.set(object, { kind, partOf, isLibrary, state });
  }

  gone(object: ObjectId): void {
    this.facts.delete(object);
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
