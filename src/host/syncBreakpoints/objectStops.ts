// The sync breakpoints by the objects of one run, as the panel shows them.

import { isSamePlace } from '../../core/analysis/objectPlace.ts';
import type { ObjectId } from '../../core/base/ids.ts';
import type { ObjectPlace } from '../../core/protocol/debug.ts';
import type { ObjectStops } from '../../core/protocol/panel.ts';
import type { SyncObject, World } from '../../core/trace/world.ts';
import { operationText } from './operations.ts';
import type { SyncBreakpoint } from './syncBreakpoints.ts';

export interface PlacedObjects {
  readonly world: World;
  readonly placeOf: (object: ObjectId) => ObjectPlace | undefined;
}

/** `Stops when it is acquired or is released`; breakpoints on any object belong to none. */
export function objectStops(
  run: PlacedObjects | undefined,
  breakpoints: readonly SyncBreakpoint[],
): ObjectStops {
  const placed = breakpoints.filter(({ object }) => object !== undefined);
  if (!run || placed.length === 0) return {};
  const stops: Record<ObjectId, string> = {};
  for (const { id } of Object.values<SyncObject>(run.world.objects)) {
    const place = run.placeOf(id);
    const texts = placed
      .filter(({ object }) => place && object && isSamePlace(place, object))
      .map(({ operation }) => operationText(operation));
    if (texts.length > 0) stops[id] = `Stops when it ${texts.join(' or ')}`;
  }
  return stops;
}
