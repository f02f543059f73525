// Sentences about threads: what a row says and what a screen reader hears. Pure, from a Scene.

import type { Nanoseconds, ObjectId } from '../src/core/base/ids.ts';
import { unreachable } from '../src/core/base/errors.ts';
import type { Site } from '../src/core/trace/events.ts';
import type { Holding, SyncObject, Thread, ThreadState } from '../src/core/trace/world.ts';
import { isFrozen, isNext } from './control.ts';
import {
  objectName,
  ownerOf,
  placeOfThread,
  rootId,
  threadName,
  wantedBy,
  type Scene,
} from './scene.ts';
import { shownState, STATE_LOOKS } from './states.ts';

/** `12.345 s`: a point on the virtual clock. */
export function clockText(time: Nanoseconds): string {
  return `${(Math.floor(time / 1e6) / 1e3).toFixed(3)} s`;
}

/** `1.2 s`, `350 ms`, `2 min 5 s`: a length of time, as exact as a reader needs it. */
export function durationText(length: Nanoseconds): string {
  const seconds = Math.max(0, length) / 1e9;
  if (seconds < 0.0005) return '0 s';
  if (seconds < 0.1) return `${Math.round(seconds * 1e3)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `bank.py:12 in transfer` */
export function placeText(site: Site): string {
  const line = `${fileName(site.file)}:${site.line}`;
  return site.function === '<module>' ? line : `${line} in ${functionName(site.function)}`;
}

export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** A nested function's qualified name is too long for a row: only what is after `<locals>.` */
function functionName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf('<locals>.') + 1).replace(/^locals>\./, '');
}

export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** What the thread waits for and for how long; undefined if it does not wait. */
export function waitText(scene: Scene, thread: Thread): string | undefined {
  const { state } = thread;
  switch (state.kind) {
    case 'sleeping':
      return `sleeps until ${clockText(state.until)} (${leftText(scene, state.until)})`;
    case 'blocked':
    case 'waiting':
      return [...waitClauses(scene, thread, state), sinceText(scene, thread, state)]
        .filter((clause) => clause !== '')
        .join(', ');
    case 'crashed':
      return state.exception;
    default:
      return undefined;
  }
}

type WaitState = Extract<ThreadState, { kind: 'blocked' | 'waiting' }>;

function waitClauses(scene: Scene, thread: Thread, state: WaitState): readonly string[] {
  const object = wantedBy(scene, thread);
  if (state.kind === 'blocked') return object ? lockClauses(scene, object, state.on) : ['waits'];
  switch (state.wait.kind) {
    case 'join':
      return [`joins ${threadName(scene, state.wait.thread)}`];
    case 'shutdown':
      return [`waits for ${threadName(scene, state.wait.thread)} before the program can end`];
    case 'start':
      return [`waits for ${threadName(scene, state.wait.thread)} to start`];
    case 'input':
      return ['waits for a line of input'];
    case 'object':
      return object ? [objectClause(scene, object, state.wait.operation)] : ['waits'];
    default:
      return unreachable(state.wait);
  }
}

function lockClauses(scene: Scene, object: SyncObject, lock: ObjectId): readonly string[] {
  const isItself = rootId(scene.world, lock) === lock;
  const what = isItself ? '' : 'the lock of ';
  const owner = scene.world.objects[lock]?.owner ?? ownerOf(scene, object);
  const held = owner === undefined ? [] : [`held by ${threadName(scene, owner)}`];
  return [`waits for ${what}${objectName(scene, object.id)}`, ...held];
}

function objectClause(scene: Scene, object: SyncObject, operation: string): string {
  const name = objectName(scene, object.id);
  const { state } = object;
  switch (state.kind) {
    case 'event':
      return `waits for ${name} to be set`;
    case 'semaphore':
      return `waits for ${name} (${state.value} of ${state.initial} free)`;
    case 'barrier':
      return `waits at ${name} (${state.waiting} of ${state.parties} arrived)`;
    case 'queue':
      return queueClause(name, state, operation);
    case 'future':
      return `waits for the result of ${name}`;
    case 'timer':
      return `waits to call ${state.function}`;
    default:
      return object.kind === 'Condition'
        ? `waits for a notify on ${name}`
        : `waits for ${name} (${operation})`;
  }
}

type QueueState = Extract<SyncObject['state'], { kind: 'queue' }>;

function queueClause(name: string, queue: QueueState, operation: string): string {
  if (operation === 'get') return `waits for an item in ${name} (${queue.size} in it)`;
  if (operation === 'put') return `waits for room in ${name} (${queue.size} of ${queue.maxsize})`;
  if (operation === 'join') return `waits until ${name} is done (${queue.unfinished} unfinished)`;
  return `waits for ${name}`;
}

function sinceText(scene: Scene, thread: Thread, { until }: WaitState): string {
  const waited = scene.time - thread.since;
  const since = waited < 5e5 ? '' : `for ${durationText(waited)}`;
  if (until === undefined) return since;
  const isTimer = wantedBy(scene, thread)?.kind === 'Timer';
  const end = `${isTimer ? '' : 'gives up '}at ${clockText(until)} (${leftText(scene, until)})`;
  return since === '' ? end : `${since}, ${end}`;
}

function leftText(scene: Scene, until: Nanoseconds): string {
  return `${durationText(until - scene.time)} left`;
}

/** `accounts[0].lock`, with the count of a lock that was taken again: `rlock ×2`. */
export function holdText(scene: Scene, { object, count }: Holding): string {
  const name = objectName(scene, rootId(scene.world, object));
  return count > 1 ? `${name} ×${count}` : name;
}

/** `bank.py:12 in transfer`; for a thread that is not in the user's code, where it was made. */
export function threadPlace(scene: Scene, thread: Thread): string | undefined {
  const place = placeOfThread(scene, thread);
  if (!place) return undefined;
  return place.isCreation ? `created at ${placeText(place.site)}` : placeText(place.site);
}

/** Words behind the name. */
export function threadTags({ daemon, isLibrary }: Thread): readonly string[] {
  return [...(daemon ? ['daemon'] : []), ...(isLibrary ? ['library'] : [])];
}

/** A row's name for screen readers: what it shows, in that order, as one sentence. */
export function threadSentence(scene: Scene, thread: Thread, mark?: string): string {
  const word = STATE_LOOKS[shownState(scene, thread)].word.toLowerCase();
  const holds = thread.holds.map((held) => holdText(scene, held));
  const control = [
    isNext(scene, thread.id) ? 'next' : '',
    isFrozen(scene, thread.id) ? 'frozen' : '',
  ];
  return sentence([
    `thread ${thread.name}: ${commaText([...threadTags(thread), mark, ...control, word])}`,
    threadPlace(scene, thread),
    waitText(scene, thread),
    holds.length > 0 ? `holds ${holds.join(', ')}` : '',
  ]);
}

/** Clauses that are there, in a row. */
export function commaText(words: readonly (string | undefined)[]): string {
  return words.filter(Boolean).join(', ');
}

export function sentence(clauses: readonly (string | undefined)[]): string {
  return clauses.filter((clause) => clause !== undefined && clause !== '').join('; ');
}
