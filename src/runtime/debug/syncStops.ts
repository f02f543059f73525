// Breakpoints on synchronisation: matched against events as they are recorded. The thread stops at
// the operation's own scheduling point, where it could be switched anyway.

import { ObjectPlaces } from '../../core/analysis/objectPlace.ts';
import type { ObjectId, StackId, ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { ObjectPlace, SyncOperation } from '../../core/protocol/debug.ts';
import { decodeBody } from '../../core/trace/encode.ts';
import type { EventBody, ObjectKind, Site } from '../../core/trace/events.ts';
import type { ActiveBreakpoint } from './breakpoints.ts';
import { fileKey } from './loadedCode.ts';
import type { Stop } from './stop.ts';

/** What happened, in the terms of breakpoints. */
interface Happening {
  readonly operation: SyncOperation;
  /** undefined: it is about a thread. */
  readonly object: ObjectId | undefined;
}

/** One of the user’s own objects. */
interface Made {
  readonly at: StackId;
  readonly kind: ObjectKind;
}

const WORDS: Readonly<Record<SyncOperation, string>> = {
  acquire: 'has acquired',
  contend: 'has to wait for',
  release: 'has released',
  set: 'has set',
  clear: 'has cleared',
  notify: 'has notified',
  wake: 'lets a waiter go on at',
  wait: 'waits at',
  threadStart: 'has started a thread',
  threadEnd: 'has ended',
};

export interface SyncParts {
  /** The innermost place in the user's code of a recorded stack. */
  readonly userSite: (stack: StackId) => Site | undefined;
  readonly nameOf: (thread: ThreadId) => string;
  /** The running thread is to stop at its next scheduling point. */
  readonly stop: (stop: Stop) => void;
}

export class SyncStops {
  private active: readonly ActiveBreakpoint[] = [];
  private readonly made = new Map<ObjectId, Made>();
  private readonly places = new ObjectPlaces();
  private readonly values = new Map<ObjectId, number>();
  private readonly waits = new Map<ThreadId, ObjectId>();
  private readonly parts: SyncParts;

  constructor(parts: SyncParts) {
    this.parts = parts;
  }

  get isEmpty(): boolean {
    return this.active.length === 0;
  }

  set(all: readonly ActiveBreakpoint[]): void {
    this.active = all.filter(({ breakpoint }) => breakpoint.kind === 'sync');
  }

  /** An event of a rare kind was recorded; asked in every run. */
  recordedRich(by: ThreadId, at: StackId, body: EventBody): void {
    if (body.kind === 'objectNew' && !body.isLibrary && body.partOf === undefined) {
      this.made.set(body.object, { at, kind: body.objectKind });
      this.places.see(body, () => this.parts.userSite(at));
    }
    if (!this.isEmpty) this.recorded(by, body);
  }

  /** An event of a frequent kind was recorded; asked only if there are such breakpoints. */
  recordedNumbers(code: number, by: ThreadId, a: number, b: number): void {
    this.recorded(by, decodeBody(code, a, b));
  }

  private recorded(by: ThreadId, body: EventBody): void {
    for (const happening of this.happenings(body)) {
      const hits = this.active.filter((each) => this.matches(each, happening));
      const breakpoints = hits.flatMap((each) => each.hit(undefined).breakpoints);
      if (breakpoints.length === 0) continue;
      const thread = by === NO_THREAD ? {} : { thread: by };
      const text = this.sentence(by, happening);
      this.parts.stop({ reason: 'breakpoint', breakpoints, text, ...thread });
    }
    if (body.kind === 'wait' && body.wait.kind === 'object') this.waits.set(by, body.wait.object);
  }

  private sentence(by: ThreadId, { operation, object }: Happening): string {
    const name = by === NO_THREAD ? 'The scheduler' : this.parts.nameOf(by);
    const made = object && this.made.get(object);
    if (!made) return `${name} ${WORDS[operation]}.`;
    const line = this.parts.userSite(made.at)?.line;
    const where = line === undefined ? '' : ` made at line ${line}`;
    return `${name} ${WORDS[operation]} the ${made.kind}${where}.`;
  }

  private matches({ breakpoint }: ActiveBreakpoint, happening: Happening): boolean {
    if (breakpoint.kind !== 'sync' || breakpoint.operation !== happening.operation) return false;
    const { object } = happening;
    if (object === undefined) return true;
    if (!this.made.has(object)) return false;
    return breakpoint.object === undefined || this.isAt(object, breakpoint.object);
  }

  private isAt(object: ObjectId, { file, line, ordinal }: ObjectPlace): boolean {
    const place = this.places.of(object);
    if (place?.line !== line || place.ordinal !== ordinal) return false;
    return fileKey(place.file) === fileKey(file);
  }

  private happenings(body: EventBody): Happening[] {
    switch (body.kind) {
      case 'acquire':
      case 'release':
      case 'notify':
        return [{ operation: body.kind, object: body.object }];
      case 'threadStart':
      case 'threadEnd':
        return [{ operation: body.kind, object: undefined }];
      case 'wait':
        return this.waiting(body.wait);
      case 'wake': {
        const object = this.waits.get(body.thread);
        this.waits.delete(body.thread);
        return object && body.reason === 'granted' ? [{ operation: 'wake', object }] : [];
      }
      case 'objectState':
        return this.changed(body.object, body.state);
      default:
        return [];
    }
  }

  private waiting(wait: Extract<EventBody, { kind: 'wait' }>['wait']): Happening[] {
    if (wait.kind === 'lock') return [{ operation: 'contend', object: wait.object }];
    if (wait.kind !== 'object') return [];
    return [
      { operation: 'wait', object: wait.object },
      { operation: 'contend', object: wait.object },
    ];
  }

  private changed(
    object: ObjectId,
    state: Extract<EventBody, { kind: 'objectState' }>['state'],
  ): Happening[] {
    if (state.kind === 'event') return [{ operation: state.flag ? 'set' : 'clear', object }];
    if (state.kind !== 'semaphore') return [];
    const before = this.values.get(object) ?? state.initial;
    this.values.set(object, state.value);
    if (before === state.value) return [];
    return [{ operation: state.value < before ? 'acquire' : 'release', object }];
  }
}
