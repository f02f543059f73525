// Who wants which instructions watched: a trap stands as long as anybody wants it.

import type { LineTraps } from '../python/lineTraps.ts';
import type { Place } from './loadedCode.ts';

export type Watcher = 'breakpoints' | 'step' | 'runTo' | 'values' | 'travel';

export class Watches {
  private readonly wanted = new Map<Watcher, ReadonlyMap<number, Place>>();
  private readonly traps: LineTraps;
  private readonly changed: () => void;

  /** `changed` is called whenever the interpreter's memory was written to. */
  constructor(traps: LineTraps, changed: () => void) {
    this.traps = traps;
    this.changed = changed;
  }

  has(watcher: Watcher, instruction: number): boolean {
    return this.wanted.get(watcher)?.has(instruction) ?? false;
  }

  /** Replaces what a watcher wants; `anywhere` need not begin a line. */
  set(watcher: Watcher, places: readonly Place[]): void {
    const before = this.wanted.get(watcher);
    if (before === undefined && places.length === 0) return;
    const now = new Map(places.map((place) => [place.at, place]));
    this.wanted.set(watcher, now);
    for (const at of before?.keys() ?? []) if (!this.isWanted(at)) this.traps.clear(at);
    for (const place of places) this.trap(place);
    if (now.size === 0) this.wanted.delete(watcher);
    this.changed();
  }

  private trap({ code, at, how }: Place): void {
    if (how === 'entry') this.traps.setEntry(code, at);
    else if (how === 'anywhere') this.traps.setAnywhere(code, at);
    else this.traps.set(code, at);
  }

  private isWanted(instruction: number): boolean {
    for (const places of this.wanted.values()) if (places.has(instruction)) return true;
    return false;
  }
}
