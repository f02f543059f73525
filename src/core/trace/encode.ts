// Events to and from batches (see batch.ts). Frequent kinds are six numbers, the rest ride as
// objects. Whoever writes a million events calls `number` with a code; `writeEvent` picks it.

import type { Nanoseconds, ObjectId, SiteId, StackId, Step, ThreadId } from '../base/ids.ts';
import { assert } from '../base/errors.ts';
import { EVENT_WIDTH, type TraceBatch } from './batch.ts';
import type { EventBody, EventOf, ObjectState, Site, Stack, TraceEvent } from './events.ts';
import {
  packFuture,
  packQueue,
  packSemaphore,
  unpackFuture,
  unpackQueue,
  unpackSemaphore,
} from './packedStates.ts';
import { lentSlots, unpacked, wordsOf, writeLent, type LentOperations } from './lentEvents.ts';
import type { NumberMemory } from './sharedNumbers.ts';

/** First number of an event; the comment says what `a` and `b` are. */
export const EventCode = {
  /** a: index into `rich` */
  rich: 0,
  /** a: thread, b: 1 for a preemption */
  run: 1,
  /** a: thread, b: index into `WAKE_REASONS` */
  wake: 2,
  /** a: object, b: count */
  acquire: 3,
  /** a: object, b: count */
  release: 4,
  /** a: object */
  acquireFailed: 5,
  /** a: thread */
  threadStart: 6,
  /** a: thread */
  threadEnd: 7,
  /** a: object */
  objectGone: 8,
  /** a: object, b: 1 if set */
  eventState: 9,
  /** a: object, b: the state as a number (packedStates.ts); so in the next two */
  semaphoreState: 10,
  queueState: 11,
  futureState: 12,
  /** b: end of the timeout or NO_TIMEOUT; so in all waits, which must stay the last codes */
  waitSleep: 13,
  /** a: object */
  waitLock: 14,
  /** a: thread */
  waitJoin: 15,
  /** a: thread */
  waitShutdown: 16,
  /** a: thread */
  waitStart: 17,
  /** a: object; plus an index into `WAIT_OPERATIONS`. Must stay the last code. */
  waitObject: 18,
} as const;

export const NO_TIMEOUT = -1;
export const WAKE_REASONS = ['granted', 'timeout', 'interrupt'] as const;
/** Operations that have a code of their own; others ride in `rich`. */
export const WAIT_OPERATIONS = ['wait', 'acquire', 'get', 'put', 'join', 'result'];

/** Its second number is the end of a timeout. */
export function isWaitCode(code: number): boolean {
  return code >= EventCode.waitSleep;
}

/** Whoever follows a run where it happens. */
export interface EventListener {
  /** As `BatchWriter.number`. */
  number(code: number, by: ThreadId, a: number, b: number): void;
  event(by: ThreadId, body: EventBody): void;
}

/** Collects the events of a run, and hands them out in batches. */
export class BatchWriter {
  /** Hears of each event, before what a rare one says is there. */
  onEvent: (() => void) | undefined;
  /** Hears of events of frequent kinds; undefined, as mostly, costs nothing. */
  onNumbers: ((code: number, by: ThreadId, a: number, b: number) => void) | undefined;
  /** Hears of events of rare kinds. */
  onRich: ((by: ThreadId, at: StackId, body: EventBody) => void) | undefined;
  /** Hears of all events; undefined, as mostly, costs nothing. */
  listener: EventListener | undefined;
  private from = 0;
  private count = 0;
  /** Room that is taken, in events; less than `count` if operations that were lent are among them. */
  private slots = 0;
  private hasLent = false;
  private numbers: Float64Array = new Float64Array();
  /** The same memory. */
  private words: Int32Array = new Int32Array();
  private rest: EventBody[] = [];
  private sites: Site[] = [];
  private stacks: Stack[] = [];
  private siteCount = 0;
  private stackCount = 0;
  /** How many numbers the last batch had room for. */
  private room = 64 * EVENT_WIDTH;
  private readonly memory: NumberMemory | undefined;

  /** @param memory in which batches are handed out; left out: each has its own */
  constructor(memory?: NumberMemory) {
    this.memory = memory;
  }

  /** Events written since the start of the run. */
  get step(): Step {
    return (this.from + this.count) as Step;
  }

  /** Events that the next `take` will return. */
  get length(): number {
    return this.count;
  }

  /** Adds an event of a frequent kind; `code` says what `a` and `b` are. */
  number(code: number, time: Nanoseconds, by: ThreadId, at: StackId, a: number, b: number): void {
    let offset = this.slots * EVENT_WIDTH;
    if (offset === this.numbers.length) this.grow();
    const numbers = this.numbers;
    numbers[offset++] = code;
    numbers[offset++] = time;
    numbers[offset++] = by;
    numbers[offset++] = at;
    numbers[offset++] = a;
    numbers[offset] = b;
    this.slots++;
    this.count++;
    this.onEvent?.();
    if (code === EventCode.rich) return;
    if (this.onNumbers !== undefined) this.onNumbers(code, by, a, b);
    if (this.listener !== undefined) this.listener.number(code, by, a, b);
  }

  /** Adds the events of operations that were lent to a thread. Nobody may follow them. */
  lent(lent: LentOperations): void {
    assert(!this.isFollowed, 'nobody follows events that come together');
    const slots = lentSlots(lent.operations);
    while ((this.slots + slots) * EVENT_WIDTH > this.numbers.length) this.grow();
    writeLent(this.numbers, this.words, this.slots, lent);
    this.slots += slots;
    this.count += lent.operations;
    this.hasLent = true;
  }

  /** True if somebody hears of each event. */
  get isFollowed(): boolean {
    return (
      this.onEvent !== undefined || this.onNumbers !== undefined || this.listener !== undefined
    );
  }

  /** Adds an event of a rare kind. */
  rich(time: Nanoseconds, by: ThreadId, at: StackId, body: EventBody): void {
    this.number(EventCode.rich, time, by, at, this.rest.length, 0);
    this.rest.push(body);
    this.onRich?.(by, at, body);
    this.listener?.event(by, body);
  }

  /** Adds a row to the table of sites. The caller keeps equal sites from coming twice. */
  addSite(site: Site): SiteId {
    this.sites.push(site);
    return ++this.siteCount as SiteId;
  }

  /** Adds a row to the table of stacks. The caller keeps equal stacks from coming twice. */
  addStack(stack: Stack): StackId {
    this.stacks.push(stack);
    return ++this.stackCount as StackId;
  }

  /** All that came since the last call. The writer does not touch the batch any more. */
  take(): TraceBatch {
    const batch: TraceBatch = {
      from: this.from as Step,
      numbers: this.takeNumbers(),
      rich: this.rest,
      sites: this.sites,
      stacks: this.stacks,
    };
    this.from += this.count;
    this.count = 0;
    this.slots = 0;
    this.hasLent = false;
    this.rest = [];
    this.sites = [];
    this.stacks = [];
    return batch;
  }

  private takeNumbers(): Float64Array {
    const { numbers, memory, from } = this;
    const used = numbers.subarray(0, this.slots * EVENT_WIDTH);
    const packed = this.hasLent ? this.count : 0;
    if (memory === undefined) return packed > 0 ? unpacked(used, packed) : used.slice();
    this.use(new Float64Array());
    return memory.handOut(used, from as Step, packed);
  }

  private grow(): void {
    const { numbers, memory } = this;
    this.room = Math.max(this.room, numbers.length * 2);
    const grown = memory?.take(this.room) ?? new Float64Array(this.room);
    grown.set(numbers);
    memory?.giveBack(numbers);
    this.use(grown);
  }

  private use(numbers: Float64Array): void {
    this.numbers = numbers;
    this.words = wordsOf(numbers);
  }
}

/** Adds `event` in the shortest encoding. */
export function writeEvent(writer: BatchWriter, event: TraceEvent): void {
  const encoded = encodeBody(event);
  if (encoded === undefined) {
    const { time, by, at, ...body } = event;
    writer.rich(time, by, at, body);
  } else {
    writer.number(encoded[0], event.time, event.by, event.at, encoded[1], encoded[2]);
  }
}

/** The state of an object as an event, without making one: it is what changes most often. */
export function writeState(
  writer: BatchWriter,
  { time, by, at }: Pick<TraceEvent, 'time' | 'by' | 'at'>,
  object: ObjectId,
  state: ObjectState,
): void {
  const encoded = encodeState(object, state);
  if (encoded === undefined) writer.rich(time, by, at, { kind: 'objectState', object, state });
  else writer.number(encoded[0], time, by, at, encoded[1], encoded[2]);
}

type Encoded = readonly [code: number, a: number, b: number];

function encodeBody(event: TraceEvent): Encoded | undefined {
  switch (event.kind) {
    case 'run':
      return [EventCode.run, event.thread, Number(event.isPreemption)];
    case 'wake':
      return [EventCode.wake, event.thread, WAKE_REASONS.indexOf(event.reason)];
    case 'acquire':
      return [EventCode.acquire, event.object, event.count];
    case 'release':
      return [EventCode.release, event.object, event.count];
    case 'acquireFailed':
      return [EventCode.acquireFailed, event.object, 0];
    case 'threadStart':
      return [EventCode.threadStart, event.thread, 0];
    case 'threadEnd':
      return [EventCode.threadEnd, event.thread, 0];
    case 'objectGone':
      return [EventCode.objectGone, event.object, 0];
    case 'objectState':
      return encodeState(event.object, event.state);
    case 'wait':
      return encodeWait(event);
    default:
      return undefined;
  }
}

function encodeState(object: ObjectId, state: ObjectState): Encoded | undefined {
  switch (state.kind) {
    case 'event':
      return [EventCode.eventState, object, Number(state.flag)];
    case 'semaphore':
      return packed(EventCode.semaphoreState, object, packSemaphore(state));
    case 'queue':
      return packed(EventCode.queueState, object, packQueue(state));
    case 'future':
      return packed(EventCode.futureState, object, packFuture(state));
    default:
      return undefined;
  }
}

function packed(code: number, object: ObjectId, b: number | undefined): Encoded | undefined {
  return b === undefined ? undefined : [code, object, b];
}

function encodeWait({ wait, until }: EventOf<'wait'>): Encoded | undefined {
  const end = until ?? NO_TIMEOUT;
  switch (wait.kind) {
    case 'lock':
      return [EventCode.waitLock, wait.object, end];
    case 'join':
      return [EventCode.waitJoin, wait.thread, end];
    case 'shutdown':
      return [EventCode.waitShutdown, wait.thread, end];
    case 'start':
      return [EventCode.waitStart, wait.thread, end];
    case 'sleep':
      return [EventCode.waitSleep, 0, end];
    case 'object': {
      const operation = WAIT_OPERATIONS.indexOf(wait.operation);
      return operation < 0 ? undefined : [EventCode.waitObject + operation, wait.object, end];
    }
    case 'input':
      return undefined;
  }
}

export function batchLength(batch: TraceBatch): number {
  return batch.numbers.length / EVENT_WIDTH;
}

/** @throws Error if there is no such event in the batch. */
export function decodeEvent(batch: TraceBatch, index: number): TraceEvent {
  const { numbers } = batch;
  const offset = index * EVENT_WIDTH;
  const code = numbers[offset];
  const a = numbers[offset + 4];
  const b = numbers[offset + 5];
  assert(code !== undefined && a !== undefined && b !== undefined, `no event ${index} in batch`);
  const time = numbers[offset + 1] as Nanoseconds;
  const by = numbers[offset + 2] as ThreadId;
  const at = numbers[offset + 3] as StackId;
  if (code !== EventCode.rich) return stamp(decodeBody(code, a, b), time, by, at);
  const body = batch.rich[a];
  assert(body !== undefined, `event ${index} has no body`);
  return { time, by, at, ...body };
}

/** Stamps a body that nobody else has: a third of the price of a copy. */
function stamp(body: EventBody, time: Nanoseconds, by: ThreadId, at: StackId): TraceEvent {
  const event = body as EventBody & { time: Nanoseconds; by: ThreadId; at: StackId };
  event.time = time;
  event.by = by;
  event.at = at;
  return event;
}

/** What an event of a frequent kind says. */
export function decodeBody(code: number, a: number, b: number): EventBody {
  const thread = a as ThreadId;
  const object = a as ObjectId;
  switch (code) {
    case EventCode.run:
      return { kind: 'run', thread, isPreemption: b === 1 };
    case EventCode.wake:
      return { kind: 'wake', thread, reason: WAKE_REASONS[b] ?? 'granted' };
    case EventCode.acquire:
      return { kind: 'acquire', object, count: b };
    case EventCode.release:
      return { kind: 'release', object, count: b };
    case EventCode.acquireFailed:
      return { kind: 'acquireFailed', object };
    case EventCode.threadStart:
      return { kind: 'threadStart', thread };
    case EventCode.threadEnd:
      return { kind: 'threadEnd', thread };
    case EventCode.objectGone:
      return { kind: 'objectGone', object };
    case EventCode.eventState:
      return { kind: 'objectState', object, state: { kind: 'event', flag: b === 1 } };
    case EventCode.semaphoreState:
      return { kind: 'objectState', object, state: unpackSemaphore(b) };
    case EventCode.queueState:
      return { kind: 'objectState', object, state: unpackQueue(b) };
    case EventCode.futureState:
      return { kind: 'objectState', object, state: unpackFuture(b) };
    default:
      return decodeWait(code, a, b);
  }
}

function decodeWait(code: number, a: number, b: number): EventBody {
  const until = b === NO_TIMEOUT ? undefined : b;
  const thread = a as ThreadId;
  const object = a as ObjectId;
  if (code === EventCode.waitSleep) return { kind: 'wait', wait: { kind: 'sleep' }, until };
  if (code === EventCode.waitLock) return { kind: 'wait', wait: { kind: 'lock', object }, until };
  if (code === EventCode.waitJoin) return { kind: 'wait', wait: { kind: 'join', thread }, until };
  if (code === EventCode.waitStart) return { kind: 'wait', wait: { kind: 'start', thread }, until };
  if (code === EventCode.waitShutdown) {
    return { kind: 'wait', wait: { kind: 'shutdown', thread }, until };
  }
  const operation = WAIT_OPERATIONS[code - EventCode.waitObject];
  assert(operation !== undefined, `unknown event code ${code}`);
  return { kind: 'wait', wait: { kind: 'object', object, operation }, until };
}
