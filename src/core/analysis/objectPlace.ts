// Objects by where they are made, which stays the same from run to run when their ids may not.

import type { ObjectId } from '../base/ids.ts';
import type { TraceEvent } from '../trace/events.ts';
import type { Tables } from '../trace/world.ts';
import { userSite } from './scene.ts';

/** As `ObjectPlace` in protocol/debug. */
export interface PlaceOfObject {
  readonly file: string;
  readonly line: number;
  readonly ordinal: number;
}

/**
 * @param events of the run, from its start at least to where the object is made
 * @returns undefined for what is no object of the user's own
 */
export function placeOfObject(
  id: ObjectId,
  events: Iterable<TraceEvent>,
  tables: Tables,
): PlaceOfObject | undefined {
  const made = new Map<string, number>();
  for (const event of events) {
    // What the library makes for its own use, or inside another object, has no place of its own.
    if (event.kind !== 'objectNew' || event.isLibrary || event.partOf !== undefined) continue;
    const site = userSite(tables, event.at);
    const key = site && `${site.line} ${site.file}`;
    if (event.object === id) {
      return site && { file: site.file, line: site.line, ordinal: made.get(key ?? '') ?? 0 };
    }
    if (key !== undefined) made.set(key, (made.get(key) ?? 0) + 1);
  }
  return undefined;
}
