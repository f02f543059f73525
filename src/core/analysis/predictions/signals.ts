// What orders threads besides start and join: who is told something comes after who told it. It is
// assumed that the same one would have told it under every schedule; that may hide trouble and
// never invents any.

import type { ObjectId, ThreadId } from '../../base/ids.ts';
import type { EventOf, ObjectState, TraceEvent } from '../../trace/events.ts';
import type { HappensBefore } from './happensBefore.ts';
import type { ObjectFacts } from './objectFacts.ts';

export class Signals {
  private readonly order: HappensBefore;
  private readonly facts: ObjectFacts;

  constructor(order: HappensBefore, facts: ObjectFacts) {
    this.order = order;
    this.facts = facts;
  }

  /** @param waited what the event's thread was waiting for, if the event wakes it */
  apply(event: TraceEvent, waited: EventOf<'wait'> | undefined): void {
    switch (event.kind) {
      case 'threadStart':
        return this.order.order(event.by, event.thread);
      case 'joined':
        return this.order.order(event.thread, event.by);
      case 'wake':
        if (event.reason === 'granted' && waited) this.woken(event, waited);
        return;
      case 'objectState':
        return this.changed(event);
      case 'objectGone':
        return this.order.forget(event.object);
      default:
        return;
    }
  }

  /** A lock inside an Event, a Barrier, a Future was taken: its state is looked at. */
  entered(thread: ThreadId, whole: ObjectId): void {
    const fact = this.facts.of(whole);
    if (!fact || !['event', 'barrier', 'future', 'timer'].includes(fact.state.kind)) return;
    if (fact.state.kind === 'event' && !fact.state.flag) return;
    this.order.receive(thread, whole);
  }

  private woken({ by, thread }: EventOf<'wake'>, { wait }: EventOf<'wait'>): void {
    if (wait.kind === 'join' || wait.kind === 'shutdown') this.order.order(wait.thread, thread);
    else if (wait.kind === 'object' && by !== 0) this.order.order(by, thread);
  }

  private changed({ by, object, state }: EventOf<'objectState'>): void {
    const fact = this.facts.of(object);
    if (!fact) return;
    const before = amount(fact.state);
    fact.state = state;
    if (amount(state) < before) this.order.receive(by, object);
    else this.order.send(by, object);
  }
}

/** Goes down when a thread takes something, and not when it gives. */
function amount(state: ObjectState): number {
  if (state.kind === 'semaphore') return state.value;
  return state.kind === 'queue' ? state.size : 0;
}
