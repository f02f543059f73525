// What happened, as lines of a sequence diagram: who does what to which lock, event or thread. What
// a line is about is data, so that a part of a long run can be left out and the rest still fits.

import { threadName, type Scene } from '../analysis/scene.ts';
import { waitsFor } from '../trace/fold.ts';
import { NO_THREAD, type ObjectId, type ThreadId } from '../base/ids.ts';
import type { EventOf, ObjectState, TraceEvent } from '../trace/events.ts';
import type { SyncObject } from '../trace/world.ts';
import { wholeOf } from '../analysis/waitGraph.ts';
import { shownObject } from './exportedRun.ts';

/** `T1` is a thread, `O1` an object. */
export type Lifeline = `T${number}` | `O${number}`;

export type DiagramLine =
  | {
      readonly kind: 'message';
      readonly from: Lifeline;
      /** As Mermaid writes it: `->>` an act, `-->>` an answer, `-)` a wait, `-x` a lock that is not free. */
      readonly arrow: '->>' | '-->>' | '-)' | '-x';
      readonly to: Lifeline;
      readonly text: string;
    }
  | { readonly kind: 'note'; readonly over: readonly [Lifeline, Lifeline]; readonly text: string }
  /** The bar on a lock's line while somebody has it. */
  | { readonly kind: 'activate' | 'deactivate'; readonly line: Lifeline };

export function threadLine(id: ThreadId): Lifeline {
  return `T${id}`;
}

export function objectLine(id: ObjectId): Lifeline {
  return `O${id}`;
}

/** @param scene before the event */
export function linesOf(event: TraceEvent, scene: Scene): DiagramLine[] {
  const by = threadLine(event.by);
  switch (event.kind) {
    case 'threadStart':
      return event.by === NO_THREAD ? [] : [message(by, '->>', threadLine(event.thread), 'start')];
    case 'threadEnd':
      return [note(threadLine(event.thread), 'ends')];
    case 'exception':
      return [
        note(by, event.message === '' ? event.typeName : `${event.typeName}: ${event.message}`),
      ];
    case 'acquire':
      return acquired(event, scene);
    case 'release':
      return released(event, scene);
    case 'acquireFailed':
      return failed(event, scene);
    case 'wait':
      return waited(event, scene);
    case 'wake':
      return woken(event, scene);
    case 'joined':
      return [message(by, '->>', threadLine(event.thread), 'join (has ended)')];
    case 'objectState':
      return changed(event, scene);
    case 'notify':
      return lost(event, scene);
    default:
      return [];
  }
}

function acquired({ by, object, count }: EventOf<'acquire'>, scene: Scene): DiagramLine[] {
  const lock = shownObject(scene.world, object);
  if (lock === undefined) return [];
  const [thread, line] = [threadLine(by), objectLine(lock.id)];
  if (count > 1) return [message(thread, '->>', line, `acquire again (${count} times)`)];
  const hasWaited = scene.world.threads[by]?.calledFor === object || isWaiting(by, object, scene);
  const taking = hasWaited
    ? message(line, '-->>', thread, 'acquired')
    : message(thread, '->>', line, 'acquire');
  return [taking, { kind: 'activate', line }];
}

function released({ by, object, count }: EventOf<'release'>, scene: Scene): DiagramLine[] {
  const lock = shownObject(scene.world, object);
  if (lock === undefined) return [];
  const [thread, line] = [threadLine(by), objectLine(lock.id)];
  if (count > 0) return [message(thread, '->>', line, `release (${count} to go)`)];
  const isHeld = scene.world.objects[object]?.owner !== undefined;
  const bar = isHeld ? [{ kind: 'deactivate', line } as const] : [];
  return [message(thread, '->>', line, 'release'), ...bar];
}

function failed({ by, object }: EventOf<'acquireFailed'>, scene: Scene): DiagramLine[] {
  const lock = shownObject(scene.world, object);
  // What threading.py tries for itself, to see who has a Condition's lock, is no act of the program.
  if (lock?.id !== object) return [];
  return [message(threadLine(by), '-x', objectLine(lock.id), 'acquire fails')];
}

function waited({ by, wait, until, time }: EventOf<'wait'>, scene: Scene): DiagramLine[] {
  const thread = threadLine(by);
  const limit = until === undefined ? '' : `, ${seconds(until - time)} at most`;
  switch (wait.kind) {
    case 'lock': {
      const lock = shownObject(scene.world, wait.object);
      const owner = scene.world.objects[wait.object]?.owner;
      const held = owner === undefined ? '' : ` (held by ${threadName(scene, owner)}${limit})`;
      return lock ? [message(thread, '-x', objectLine(lock.id), `acquire: waits${held}`)] : [];
    }
    case 'object': {
      const object = waitedFor(wait.object, scene);
      const text = `${wait.operation}${wait.operation === 'wait' ? '' : ': waits'}${limit}`;
      return object ? [message(thread, '-)', objectLine(object.id), text)] : [];
    }
    case 'join':
      return [message(thread, '-)', threadLine(wait.thread), `join${limit}`)];
    case 'shutdown':
      return [message(thread, '-)', threadLine(wait.thread), 'waits for its end')];
    case 'sleep':
      return until === undefined ? [] : [note(thread, `sleeps ${seconds(until - time)}`)];
    case 'input':
      return [note(thread, 'waits for input')];
    // What follows is the new thread's own first act.
    case 'start':
      return [];
  }
}

function woken({ by, thread, reason }: EventOf<'wake'>, scene: Scene): DiagramLine[] {
  const state = scene.world.threads[thread]?.state;
  const line = threadLine(thread);
  if (reason !== 'granted') {
    const source = state?.kind === 'sleeping' ? undefined : sourceOf(thread, scene);
    return source ? [message(source, '-->>', line, reason)] : [];
  }
  if (state?.kind !== 'waiting') return [];
  const { wait } = state;
  if (wait.kind === 'join' || wait.kind === 'shutdown') {
    return [message(threadLine(wait.thread), '-->>', line, 'has ended')];
  }
  const object = wait.kind === 'object' ? waitedFor(wait.object, scene) : undefined;
  if (object === undefined) return [];
  const answer = message(objectLine(object.id), '-->>', line, 'wakes');
  // It is recorded after those that it wakes, and reads better before each.
  const isNotify = object.kind === 'Condition' && by !== NO_THREAD;
  return isNotify
    ? [message(threadLine(by), '->>', objectLine(object.id), 'notify'), answer]
    : [answer];
}

/** A notify that wakes somebody is shown with the wake. */
function lost({ by, object, woken: count }: EventOf<'notify'>, scene: Scene): DiagramLine[] {
  const condition = waitedFor(object, scene);
  if (count > 0 || condition?.kind !== 'Condition') return [];
  return [message(threadLine(by), '->>', objectLine(condition.id), 'notify: nobody waits')];
}

/** Where the answer to a thread that waits comes from. */
function sourceOf(thread: ThreadId, scene: Scene): Lifeline | undefined {
  const waiting = scene.world.threads[thread];
  const wanted = waitsFor(waiting);
  if (wanted !== undefined) {
    const object = waitedFor(wanted, scene);
    return object && objectLine(object.id);
  }
  const state = waiting?.state;
  return state?.kind === 'waiting' && state.wait.kind === 'join'
    ? threadLine(state.wait.thread)
    : undefined;
}

function changed({ by, object, state }: EventOf<'objectState'>, scene: Scene): DiagramLine[] {
  const known = scene.world.objects[object];
  if (known === undefined || known.isLibrary || by === NO_THREAD) return [];
  const text = changeText(known.state, state);
  return text === undefined ? [] : [message(threadLine(by), '->>', objectLine(object), text)];
}

function changeText(before: ObjectState, after: ObjectState): string | undefined {
  if (after.kind === 'event') return after.flag ? 'set' : 'clear';
  if (after.kind === 'semaphore' && before.kind === 'semaphore') {
    if (after.value === before.value) return undefined;
    return `${after.value < before.value ? 'acquire' : 'release'} (${after.value} free)`;
  }
  if (after.kind === 'queue' && before.kind === 'queue') {
    if (after.isShutdown && !before.isShutdown) return 'shutdown';
    if (after.size !== before.size) {
      return `${after.size > before.size ? 'put' : 'get'} (${after.size} in it)`;
    }
    return after.unfinished < before.unfinished ? 'task_done' : undefined;
  }
  if (after.kind === 'barrier' && before.kind === 'barrier') {
    if (after.phase === 'broken' && before.phase !== 'broken') return 'breaks';
    const isArrival = after.phase === 'filling' && after.waiting > before.waiting;
    return isArrival ? `wait (${after.waiting} of ${after.parties})` : undefined;
  }
  return after.kind === 'future' ? after.phase.toLowerCase() : undefined;
}

function waitedFor(id: ObjectId, { world }: Scene): SyncObject | undefined {
  const whole = world.objects[wholeOf(world, id)];
  return whole?.isLibrary === false ? whole : undefined;
}

function isWaiting(thread: ThreadId, object: ObjectId, { world }: Scene): boolean {
  return waitsFor(world.threads[thread]) === object;
}

function message(
  from: Lifeline,
  arrow: '->>' | '-->>' | '-)' | '-x',
  to: Lifeline,
  text: string,
): DiagramLine {
  return { kind: 'message', from, arrow, to, text };
}

function note(line: Lifeline, text: string): DiagramLine {
  return { kind: 'note', over: [line, line], text };
}

/** `0.5 s` */
function seconds(length: number): string {
  return `${Number((length / 1e9).toPrecision(3))} s`;
}
