// Locations by the objects that they are part of. An object is known by its address for as long as
// it lives; no reference to it is kept.

import { SharedLocation } from '../../core/analysis/races/raceDetector.ts';
import type { VariableId, ThreadId } from '../../core/base/ids.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Lifetimes } from '../python/lifetimes.ts';

interface Holder {
  readonly object: Pointer;
  readonly locations: Map<string | number, SharedLocation>;
}

/** Objects, and elements of one container, that are known at most: of more nothing is said. */
const HOLDER_LIMIT = 200_000;
const LOCATION_LIMIT = 4_096;

export class Locations {
  private readonly holders = new Map<Pointer, Holder>();
  /** By the address that the end of their memory is told by. */
  private readonly byMemory = new Map<number, Pointer>();
  private readonly lifetimes: Lifetimes;
  private count = 0;

  constructor(lifetimes: Lifetimes) {
    this.lifetimes = lifetimes;
  }

  /** Undefined if there are too many. */
  of(object: Pointer, key: string | number, thread: ThreadId): SharedLocation | undefined {
    const holder = this.holders.get(object) ?? this.newHolder(object);
    const known = holder?.locations.get(key);
    if (known !== undefined || holder === undefined) return known;
    if (holder.locations.size >= LOCATION_LIMIT) return undefined;
    const location = new SharedLocation(++this.count as VariableId, thread);
    holder.locations.set(key, location);
    return location;
  }

  private newHolder(object: Pointer): Holder | undefined {
    if (this.holders.size >= HOLDER_LIMIT) return undefined;
    const holder: Holder = { object, locations: new Map() };
    this.holders.set(object, holder);
    this.byMemory.set(this.lifetimes.watch(object), object);
    return holder;
  }

  /** Another object may have this memory from now on. */
  freed(memory: number): void {
    const object = this.byMemory.get(memory);
    if (object === undefined) return;
    this.byMemory.delete(memory);
    this.holders.delete(object);
  }
}
