// Objects by where they are made, which stays the same from run to run when their ids may not.

import type { ObjectId } from '../base/ids.ts';
import type { EventBody, Site } from '../trace/events.ts';

/** As `ObjectPlace` in protocol/debug. */
export interface PlaceOfObject {
  readonly file: string;
  readonly line: number;
  readonly ordinal: number;
}

export function isSamePlace(one: PlaceOfObject, other: PlaceOfObject): boolean {
  return one.line === other.line && one.ordinal === other.ordinal && one.file === other.file;
}

/** Where each of the user's own objects was made; sees all events that make one, in order. */
export class ObjectPlaces {
  private readonly places = new Map<ObjectId, PlaceOfObject>();
  private readonly made = new Map<string, number>();

  /** @param userSite the innermost place in the user's code where it happened */
  see(event: EventBody, userSite: () => Site | undefined): void {
    // What the library makes for its own use, or inside another object, has no place of its own.
    if (event.kind !== 'objectNew' || event.isLibrary || event.partOf !== undefined) return;
    const site = userSite();
    if (!site) return;
    const { file, line } = site;
    const key = `${line} ${file}`;
    const ordinal = this.made.get(key) ?? 0;
    this.made.set(key, ordinal + 1);
    this.places.set(event.object, { file, line, ordinal });
  }

  /** @returns undefined for what is no object of the user's own */
  of(object: ObjectId): PlaceOfObject | undefined {
    return this.places.get(object);
  }
}
