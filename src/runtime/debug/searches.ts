// What is looked for while a program runs again: the last line of a thread, the last stop, the last
// event, the last write of a variable. Only the last of each is kept.

import type { ThreadId } from '../../core/base/ids.ts';
import type { Found, Search } from '../../core/protocol/travel.ts';
import type { DataPlaces } from '../inspect/dataPlaces.ts';
import type { Moments, RawMoment } from './moments.ts';
import type { ThreadFrames } from './threadFrames.ts';

export interface SearchParts {
  readonly moments: Moments;
  readonly frames: ThreadFrames;
  readonly dataPlaces: DataPlaces;
}

/** Hears of what happens on the way, in order. */
export interface Searcher {
  /** Lines of all code of the user's are to be watched. */
  readonly wantsLines: boolean;
  /** The run is to come by the driver after each event. */
  readonly wantsEvents: boolean;
  lineReached?(raw: RawMoment): void;
  /** The run would have stopped. */
  stopped?(found: Found): void;
  /** The driver has the processor; `thread` had it. */
  released?(thread: ThreadId): void;
  /** The run is where it was sent to; `thread` runs or has run. */
  arrived?(thread: ThreadId): void;
  result(): Found | undefined;
}

export function searcher(search: Search | undefined, parts: SearchParts): Searcher {
  switch (search?.kind) {
    case undefined:
      return { wantsLines: false, wantsEvents: false, result: () => undefined };
    case 'line':
      return new LineSearch(search.thread, search.mode, parts);
    case 'stop':
      return new StopSearch();
    case 'event':
      return new EventSearch(parts.moments);
    case 'change':
      return new ChangeSearch(search.dataId, parts);
  }
}

/** The last line that a thread began, for each depth of its stack. */
class LineSearch implements Searcher {
  readonly wantsLines = true;
  readonly wantsEvents = false;
  private readonly last: (RawMoment | undefined)[] = [];
  private readonly order: number[] = [];
  private count = 0;
  private readonly thread: ThreadId;
  private readonly mode: 'in' | 'over';
  private readonly parts: SearchParts;

  constructor(thread: ThreadId, mode: 'in' | 'over', parts: SearchParts) {
    this.thread = thread;
    this.mode = mode;
    this.parts = parts;
  }

  lineReached(raw: RawMoment): void {
    if (raw.thread !== this.thread) return;
    const depth = this.parts.frames.ofUser(raw.thread).length;
    this.last[depth] = raw;
    this.order[depth] = this.count++;
  }

  result(): Found | undefined {
    const depth = this.parts.frames.ofUser(this.thread).length;
    let found: RawMoment | undefined;
    let latest = -1;
    this.last.forEach((raw, at) => {
      const order = this.order[at] ?? -1;
      if ((this.mode === 'over' && at > depth) || order <= latest) return;
      [found, latest] = [raw, order];
    });
    return found && { moment: this.parts.moments.line(found) };
  }
}

class StopSearch implements Searcher {
  readonly wantsLines = false;
  readonly wantsEvents = false;
  private found: Found | undefined;

  stopped(found: Found): void {
    this.found = found;
  }

  result(): Found | undefined {
    return this.found;
  }
}

class EventSearch implements Searcher {
  readonly wantsLines = false;
  readonly wantsEvents = true;
  private found: Found | undefined;
  private readonly moments: Moments;

  constructor(moments: Moments) {
    this.moments = moments;
  }

  released(): void {
    const moment = this.moments.point();
    if (moment.step > (this.found?.moment.step ?? -1)) this.found = { moment };
  }

  result(): Found | undefined {
    return this.found;
  }
}

/**
 * The value is looked at whenever a thread comes to a line or leaves the processor; what changed it
 * is the line that the thread had begun before. What was found before the place came to be is
 * about another object, or another call, at the same address.
 */
class ChangeSearch implements Searcher {
  readonly wantsLines = true;
  readonly wantsEvents = false;
  private readonly lastLines = new Map<ThreadId, RawMoment>();
  /** undefined: the place is not there. */
  private key: string | undefined;
  private found:
    { readonly raw: RawMoment; readonly before: string; readonly after: string } | undefined;
  private readonly place: ReturnType<DataPlaces['parse']>;
  private readonly parts: SearchParts;

  constructor(dataId: string, parts: SearchParts) {
    this.parts = parts;
    this.place = parts.dataPlaces.parse(dataId);
  }

  lineReached(raw: RawMoment): void {
    this.look(raw.thread);
    this.lastLines.set(raw.thread, raw);
  }

  released(thread: ThreadId): void {
    this.look(thread);
  }

  arrived(thread: ThreadId): void {
    this.look(thread);
  }

  result(): Found | undefined {
    const { found } = this;
    if (found === undefined || this.key === undefined) return undefined;
    const change = { before: shown(found.before), after: shown(found.after) };
    const moment = this.parts.moments.line(found.raw);
    return { moment, change };
  }

  private look(thread: ThreadId): void {
    const { place } = this;
    const { dataPlaces } = this.parts;
    if (place === undefined) return;
    const key = dataPlaces.isThere(place) ? dataPlaces.keyOf(place) : undefined;
    if (key === this.key) return;
    const raw = this.lastLines.get(thread);
    if (key === undefined) this.found = undefined;
    else if (raw) this.found = { raw, before: this.key ?? '', after: key };
    this.key = key;
  }
}

/** A value's text, if it has one that means something. */
function shown(key: string): string | undefined {
  return key === '' || key.startsWith('@') ? undefined : key;
}
