// Data breakpoints: values are compared whenever a thread comes to a line of the user's code or
// leaves the processor, so that it is known who has changed them.

import type { VerifiedBreakpoint } from '../../core/protocol/debug.ts';
import type { DataPlace, DataPlaces } from '../inspect/dataPlaces.ts';
import type { ActiveBreakpoint, Hits } from './breakpoints.ts';
import { joinHits, NO_HITS } from './breakpoints.ts';
import type { EvaluateHere } from './stop.ts';

interface Watched {
  readonly active: ActiveBreakpoint;
  readonly place: DataPlace;
  /** The value when it was looked at last; see `DataPlaces.keyOf`. */
  key: string;
}

export class DataStops {
  private watched: Watched[] = [];
  private readonly places: DataPlaces;

  constructor(places: DataPlaces) {
    this.places = places;
  }

  get isEmpty(): boolean {
    return this.watched.length === 0;
  }

  set(all: readonly ActiveBreakpoint[]): VerifiedBreakpoint[] {
    const before = this.watched;
    this.watched = [];
    return all.flatMap(({ breakpoint }, index): VerifiedBreakpoint[] => {
      const active = all[index];
      if (breakpoint.kind !== 'data' || !active) return [];
      const { id, dataId } = breakpoint;
      const place = this.places.keep(dataId);
      if (!place) return [{ id, isVerified: false, message: 'It can’t be watched any more.' }];
      const known = before.find(({ active: each }) => sameData(each, dataId));
      this.watched.push({ active, place, key: known?.key ?? this.places.keyOf(place) });
      return [{ id, isVerified: true }];
    });
  }

  /** Breakpoints whose values have changed since this was asked last. */
  changed(evaluate: EvaluateHere | undefined): Hits {
    const hits = this.watched.map((each) => {
      const key = this.places.keyOf(each.place);
      if (key === each.key) return NO_HITS;
      const hit = each.active.hit(evaluate);
      const text = changeText(each.place.name, each.key, key);
      each.key = key;
      return hit.breakpoints.length > 0 ? { ...hit, texts: [...hit.texts, text] } : hit;
    });
    return joinHits(hits);
  }
}

function sameData({ breakpoint }: ActiveBreakpoint, dataId: string): boolean {
  return breakpoint.kind === 'data' && breakpoint.dataId === dataId;
}

function changeText(name: string, before: string, after: string): string {
  if (after === '') return `${name} was deleted.`;
  if (before === '' || after.startsWith('@') || before.startsWith('@')) return `${name} was set.`;
  return `${name} changed from ${before} to ${after}.`;
}
