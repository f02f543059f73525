// Watches a run for races, as it goes: orders its accesses by what its synchronisation says. Works
// beside the program, so that every access is seen and only what matters is recorded.

import type { VariableId, ObjectId, StackId, Step, ThreadId } from '../../base/ids.ts';
import { NO_STACK } from '../../base/ids.ts';
import { decodeBody, EventCode } from '../../trace/encode.ts';
import type {
  AccessManner,
  AccessMode,
  EventBody,
  EventOf,
  RaceForm,
  TraceEvent,
} from '../../trace/events.ts';
import { HappensBefore } from '../predictions/happensBefore.ts';
import { ObjectFacts } from '../predictions/objectFacts.ts';
import { Signals } from '../predictions/signals.ts';
import { AtomicityWatch, type Interference } from './atomicity.ts';
import { newVariable, track, type Variable } from './fastTrack.ts';
import { LockSets } from './lockSets.ts';
import { isWrite, type AccessPlace, type SeenAccess } from './seenAccess.ts';

export interface NewAccess extends AccessPlace {
  readonly thread: ThreadId;
  readonly mode: AccessMode;
  readonly manner: AccessManner;
  readonly value: string | undefined;
  /** True if what is written is True, False or None. */
  readonly isFlag: boolean;
  /** Asked only if the access is new. */
  readonly at: () => StackId;
  readonly step: Step;
}

type Tracked = SeenAccess & { readonly manner: AccessManner };
type MadeAccess = Pick<Tracked, 'mode' | 'manner'>;

export interface Race {
  readonly form: RaceForm;
  readonly location: VariableId;
  readonly accesses: readonly SeenAccess[];
}

/** What is known of a location; to be kept beside the object that it is part of. */
export class SharedLocation {
  readonly id: VariableId;
  /** The only thread so far; undefined once there was another. */
  owner: ThreadId | undefined;
  /** What the owner did before another thread came. */
  early: Tracked[] = [];
  variable: Variable<Tracked> = newVariable();
  readonly atomicity = new AtomicityWatch();
  version = 0;
  /** What was written last. */
  value: string | undefined;
  /** Nothing but True, False and None was written: who reads it is told something. */
  isFlag = true;

  constructor(id: VariableId, owner: ThreadId) {
    this.id = id;
    this.owner = owner;
  }
}

const EARLY_KEPT = 8;
const REPORT_LIMIT = 200;

export class RaceDetector {
  private readonly report: (race: Race) => void;
  /** With the order in which locks were taken in this run. */
  private readonly order = new HappensBefore();
  private readonly facts = new ObjectFacts();
  private readonly signals = new Signals(this.order, this.facts);
  /** Without it: what comes first under every schedule. */
  private readonly everyOrder = new HappensBefore();
  private readonly everyFacts = new ObjectFacts();
  private readonly everySignals = new Signals(this.everyOrder, this.everyFacts);
  private readonly locks = new LockSets();
  private readonly waits: (EventOf<'wait'> | undefined)[] = [];
  private readonly reported = new Set<string>();

  constructor(report: (race: Race) => void) {
    this.report = report;
  }

  // ── what the program does to synchronise ──

  /** An event of a frequent kind, as in trace/encode. */
  number(code: number, by: ThreadId, a: number, b: number): void {
    if (code === EventCode.run) return;
    if (code === EventCode.acquire) this.acquired(by, a as ObjectId, b);
    else if (code === EventCode.release) this.released(by, a as ObjectId, b);
    else this.event(by, decodeBody(code, a, b));
  }

  event(by: ThreadId, body: EventBody): void {
    const event: TraceEvent = { time: 0, by, at: NO_STACK, ...body };
    if (event.kind === 'objectNew') {
      this.facts.made(event);
      this.everyFacts.made(event);
      return;
    }
    if (event.kind === 'wait') this.waits[by] = event;
    const waited = event.kind === 'wake' ? this.waits[event.thread] : undefined;
    this.signals.apply(event, waited);
    this.everySignals.apply(event, waited);
    if (event.kind === 'objectGone') {
      this.facts.gone(event.object);
      this.everyFacts.gone(event.object);
    }
  }

  private acquired(by: ThreadId, object: ObjectId, count: number): void {
    if (count > 1) return;
    this.locks.take(by, object);
    this.order.receive(by, object);
    const whole = this.everyFacts.of(object)?.partOf;
    if (whole !== undefined) this.everySignals.entered(by, whole);
  }

  private released(by: ThreadId, object: ObjectId, count: number): void {
    if (count > 0) return;
    this.order.send(by, object);
    this.locks.release(by, object);
  }

  // ── accesses ──

  /** @returns true if the location is shared between threads */
  access(location: SharedLocation, access: NewAccess): boolean {
    if (access.mode !== 'read') {
      location.version++;
      location.value = access.value;
      location.isFlag &&= access.isFlag;
    }
    if (location.owner === access.thread) {
      this.keepEarly(location, access);
      return false;
    }
    if (location.owner !== undefined) {
      location.owner = undefined;
      for (const early of location.early) this.check(location, early);
      location.early = [];
    }
    // Before its own stamp: a read comes after the write whose value it gets.
    if (location.isFlag && access.mode === 'read') {
      this.order.receive(access.thread, flagChannel(location));
    }
    this.check(location, this.seen(location, access));
    if (location.isFlag && access.mode !== 'read') {
      this.order.send(access.thread, flagChannel(location));
    }
    return true;
  }

  /** Alone with a location a thread does the same again and again. */
  private keepEarly(location: SharedLocation, access: NewAccess): void {
    const { early } = location;
    const known = early.findIndex(({ site, mode }) => site === access.site && mode === access.mode);
    const again = early[known];
    if (again && again.frame === access.frame && this.isCurrent(again)) {
      again.version = location.version;
      again.value = location.value;
      return;
    }
    if (known >= 0) early.splice(known, 1);
    else if (early.length >= EARLY_KEPT) early.shift();
    early.push(this.seen(location, access));
  }

  private isCurrent({ stamp, everyStamp, locks, thread }: SeenAccess): boolean {
    return (
      this.order.isCurrent(stamp) &&
      this.everyOrder.isCurrent(everyStamp) &&
      this.locks.of(thread) === locks
    );
  }

  private seen({ version, value }: SharedLocation, access: NewAccess): Tracked {
    const { thread, site, frame, mode, manner, step, at } = access;
    return {
      thread,
      site,
      frame,
      mode,
      manner,
      at: at(),
      step,
      value,
      version,
      stamp: this.order.stamp(thread),
      everyStamp: this.everyOrder.stamp(thread),
      locks: this.locks.of(thread),
    };
  }

  private check(location: SharedLocation, access: Tracked): void {
    for (const earlier of track(location.variable, access)) {
      if (!location.isFlag && canMatter(earlier, access)) {
        this.tell({ form: 'unordered', location: location.id, accesses: [earlier, access] });
      }
    }
    for (const each of location.atomicity.add(access)) this.tell(interference(location.id, each));
  }

  private tell(race: Race): void {
    const sites = race.accesses.map(({ site }) => site);
    if (race.form === 'unordered') sites.sort((one, other) => one - other);
    const key = `${race.form} ${sites.join()}`;
    if (this.reported.has(key) || this.reported.size >= REPORT_LIMIT) return;
    this.reported.add(key);
    this.report(race);
  }
}

function interference(location: VariableId, found: Interference): Race {
  const { read, write, other, hasHappened } = found;
  return hasHappened
    ? { form: 'lost', location, accesses: [read, other, write] }
    : { form: 'loose', location, accesses: [read, write, other] };
}

/** Flags are told apart from locks by their sign. */
function flagChannel({ id }: SharedLocation): ObjectId {
  return (0 - id) as ObjectId;
}

/** A call is one step under the GIL; a loop over a container goes on while it is changed. */
export function canMatter(one: MadeAccess, other: MadeAccess): boolean {
  if (one.manner === 'loop' || other.manner === 'loop') return isWrite(one) || isWrite(other);
  return one.manner === 'plain' && other.manner === 'plain';
}
