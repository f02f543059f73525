// Arbitrary events for laws. They need not make sense together.

import fc from 'fast-check';
import type { ObjectId, StackId, ThreadId } from '../../src/core/base/ids.ts';
import type {
  EventBody,
  ObjectState,
  Outcome,
  TraceEvent,
  Wait,
} from '../../src/core/trace/events.ts';

const time = fc.maxSafeNat();
const thread = fc.integer({ min: 1, max: 9 }).map((id) => id as ThreadId);
const object = fc.integer({ min: 1, max: 9 }).map((id) => id as ObjectId);
const count = fc.nat(1000);
const text = fc.string({ unit: 'grapheme' });
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
/** Without objects that lack a prototype: no message or file brings those. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true });
const kind = <K extends string>(name: K): fc.Arbitrary<K> => fc.constant(name);

const state: fc.Arbitrary<ObjectState> = fc.oneof(
  record({ kind: kind('none') }),
  record({ kind: kind('event'), flag: fc.boolean() }),
  record({ kind: kind('semaphore'), value: fc.integer({ min: -1 }), initial: fc.nat() }),
  record({
    kind: kind('queue'),
    size: count,
    maxsize: fc.integer({ min: 0, max: 70_000 }),
    unfinished: fc.integer({ min: -1, max: 70_000 }),
    isShutdown: fc.boolean(),
  }),
  record({
    kind: kind('future'),
    phase: fc.constantFrom('PENDING', 'RUNNING', 'CANCELLED', 'FINISHED', 'DREAMING'),
  }),
  record({
    kind: kind('timer'),
    interval: fc.nat(),
    function: text,
    thread,
    phase: fc.constantFrom('new', 'counting', 'fired', 'cancelled'),
    due: optional(time),
  }),
);

const wait: fc.Arbitrary<Wait> = fc.oneof(
  record({ kind: kind('lock'), object }),
  record({
    kind: kind('object'),
    object,
    operation: fc.constantFrom('wait', 'acquire', 'get', 'put', 'join', 'result', 'drain'),
  }),
  record({ kind: kind('join'), thread }),
  record({ kind: kind('shutdown'), thread }),
  record({ kind: kind('start'), thread }),
  record({ kind: kind('sleep') }),
  record({ kind: kind('input'), prompt: text }),
);

const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  record({ kind: kind('exited'), exitCode: fc.nat(255) }),
  record({ kind: kind('deadlocked') }),
  record({ kind: kind('limit'), message: text }),
);

const frequentBody: fc.Arbitrary<EventBody> = fc.oneof(
  record({ kind: kind('run'), thread, isPreemption: fc.boolean() }),
  record({
    kind: kind('wake'),
    thread,
    reason: fc.constantFrom('granted', 'timeout', 'interrupt'),
  }),
  record({ kind: kind('acquire'), object, count }),
  record({ kind: kind('release'), object, count }),
  record({ kind: kind('acquireFailed'), object }),
  record({ kind: kind('threadStart'), thread }),
  record({ kind: kind('threadEnd'), thread }),
  record({ kind: kind('objectGone'), object }),
  record({ kind: kind('objectState'), object, state }),
  record({ kind: kind('wait'), wait, until: optional(time) }),
);

const rareBody: fc.Arbitrary<EventBody> = fc.oneof(
  record({
    kind: kind('threadNew'),
    thread,
    name: text,
    daemon: fc.boolean(),
    ident: fc.nat(),
    isLibrary: fc.boolean(),
  }),
  record({ kind: kind('threadName'), thread, name: text }),
  record({ kind: kind('notify'), object, woken: fc.nat({ max: 9 }) }),
  record({ kind: kind('joined'), thread }),
  record({ kind: kind('unreachable'), thread, object }),
  record({ kind: kind('exception'), typeName: text, message: text }),
  record({
    kind: kind('objectNew'),
    object,
    objectKind: fc.constantFrom('Lock', 'Event', 'Timer'),
    typeName: text,
    partOf: optional(object),
    lock: optional(object),
    isLibrary: fc.boolean(),
    state,
  }),
  record({ kind: kind('output'), stream: fc.constantFrom('stdout', 'stderr'), text }),
  record({ kind: kind('input'), line: optional(text), arrived: time }),
  record({ kind: kind('notice'), code: text, text }),
  record({ kind: kind('end'), outcome }),
);

const stamp = record({
  time,
  by: fc.integer({ min: 0, max: 9 }).map((id) => id as ThreadId),
  at: fc.nat(9).map((id) => id as StackId),
});

export const arbitraryEvent: fc.Arbitrary<TraceEvent> = fc
  .tuple(stamp, fc.oneof(frequentBody, rareBody))
  .map(([stamped, body]) => ({ ...stamped, ...body }));

export const arbitraryEvents = fc.array(arbitraryEvent, { maxLength: 60 });

/** So that events mean something: all ids that they use are there. */
export function withBirths(events: readonly TraceEvent[], locks = 7): TraceEvent[] {
  const stamp = { time: 0, by: 0 as ThreadId, at: 0 as never };
  const idsUpTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
  const threads = idsUpTo(7).map((id): TraceEvent => {
    const born = { name: `t${id}`, daemon: false, ident: id, isLibrary: false };
    return { ...stamp, kind: 'threadNew', thread: id as ThreadId, ...born };
  });
  const objects = idsUpTo(locks).map((id): TraceEvent => {
    const kind = { objectKind: 'Lock', typeName: 'Lock', state: { kind: 'none' } } as const;
    const rest = { partOf: undefined, lock: undefined, isLibrary: false };
    return { ...stamp, kind: 'objectNew', object: id as ObjectId, ...kind, ...rest };
  });
  return [...threads, ...objects, ...events];
}
