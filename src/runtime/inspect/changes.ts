// Setting variables, and finding what a data breakpoint is to watch.

import type { ThreadId } from '../../core/base/ids.ts';
import type { InspectAnswer } from '../../core/protocol/debug.ts';
import type { QueryOf } from './answers.ts';
import { failure, framePlace, LIST_PATIENCE, SHORT_PATIENCE, stale, valueView } from './answers.ts';
import type { DataPlace, DataPlaces } from './dataPlaces.ts';
import type { PythonSide } from './pythonSide.ts';
import type { References } from './references.ts';
import type { RawPlace } from './views.ts';

export class Changes {
  private readonly python: PythonSide;
  private readonly references: References;
  private readonly places: DataPlaces;

  constructor(python: PythonSide, references: References, places: DataPlaces) {
    this.python = python;
    this.references = references;
    this.places = places;
  }

  setVariable(query: QueryOf<'setVariable'>): InspectAnswer {
    const place = this.references.value(query.reference);
    if (!place) return stale();
    const { thread, steps } = place;
    const { name, value } = query;
    const request = { kind: 'setVariable', steps, name, value, patience: SHORT_PATIENCE };
    const raw = this.python.ask(request, thread, LIST_PATIENCE);
    if (raw.view === undefined) return failure(raw.error);
    this.python.noteChange(`${name} = ${value.trim()}`);
    const inside = [...steps, ...(raw.steps ?? [])];
    const result = valueView(this.references, raw.view, { thread, steps: inside });
    return { kind: 'setVariable', result };
  }

  setExpression(query: QueryOf<'setExpression'>): InspectAnswer {
    const place = this.references.frame(query.frame);
    if (!place) return stale();
    const { thread, frame = null } = place;
    const { expression, value } = query;
    const request = { kind: 'setExpression', frame, expression, value, patience: SHORT_PATIENCE };
    const raw = this.python.ask(request, thread, LIST_PATIENCE);
    if (raw.view === undefined) return failure(raw.error);
    this.python.noteChange(`${expression.trim()} = ${value.trim()}`);
    const steps = [['expression', frame, expression.trim()]];
    const result = valueView(this.references, raw.view, { thread, steps });
    return { kind: 'setExpression', result };
  }

  dataBreakpoint(query: QueryOf<'dataBreakpoint'>): InspectAnswer {
    const { name } = query;
    const inside =
      query.reference === undefined ? undefined : this.references.value(query.reference);
    if (query.reference !== undefined && !inside) return stale();
    const outer = framePlace(this.references, query.frame);
    if (!outer) return stale();
    const { thread } = inside ?? outer;
    const steps = inside?.steps;
    const frame = frameOf(steps) ?? outer.frame;
    const request = { kind: 'dataBreakpoint', steps, frame, name, patience: SHORT_PATIENCE };
    const raw = this.python.ask(request, thread, LIST_PATIENCE);
    const place = raw.place && this.complete(raw.place, thread);
    const description = place ? name : (raw.sentence ?? raw.error ?? 'It can’t be watched.');
    const dataId = place && this.places.idOf(place);
    return { kind: 'dataBreakpoint', data: { dataId, description } };
  }

  private complete(raw: RawPlace, thread: ThreadId): DataPlace | undefined {
    if (raw.kind !== 'local') return raw;
    const { ordinal, ...place } = raw;
    const frame = this.python.frameAddress(thread, place.code, ordinal);
    return frame === undefined ? undefined : { ...place, thread, frame };
  }
}

/** The frame that steps begin in. */
function frameOf(steps: readonly (readonly unknown[])[] | undefined): number | undefined {
  const index = steps?.[0]?.[1];
  return typeof index === 'number' ? index : undefined;
}
