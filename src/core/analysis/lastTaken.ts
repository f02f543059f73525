// When an object came to be as it is: the acquisition by which a lock is held, else the last event
// that took it or changed its state.

import type { ObjectId, Step } from '../base/ids.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import type { Holding, Thread, World } from '../trace/world.ts';

/** The step of the event, in the run before the world's own step; undefined if there is none. */
export function lastTaken(world: World, trace: Trace, object: ObjectId): Step | undefined {
  return holdingOf(world, object)?.step ?? lastEvent(world.step, trace, object);
}

/** In whose hands a lock is; of an object that is made of one, of that lock. */
function holdingOf(world: World, object: ObjectId): Holding | undefined {
  const isIts = ({ object: held }: Holding): boolean =>
    held === object || world.objects[held]?.partOf === object;
  const holdings = Object.values<Thread>(world.threads).flatMap(({ holds }) => holds);
  return holdings.find(isIts);
}

function lastEvent(end: Step, trace: Trace, object: ObjectId): Step | undefined {
  for (let step = end - 1; step >= 0; step--) {
    const event = trace.eventAt(step as Step);
    if (event && isChange(event, object)) return step as Step;
  }
  return undefined;
}

function isChange(event: TraceEvent, object: ObjectId): boolean {
  return (event.kind === 'acquire' || event.kind === 'objectState') && event.object === object;
}
