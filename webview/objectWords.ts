// Sentences about synchronisation objects, beside the ones about threads in words.ts.

import { unreachable } from '../src/core/base/errors.ts';
import type { ThreadId } from '../src/core/base/ids.ts';
import type { ObjectKind } from '../src/core/trace/events.ts';
import type { SyncObject } from '../src/core/trace/world.ts';
import { className, objectName, ownerOf, threadName, waitersOf, type Scene } from './scene.ts';
import { clockText, commaText, countText, durationText, sentence } from './words.ts';

/** The groups of the object list, in the order in which they are shown. */
export const OBJECT_GROUPS = [
  'Locks',
  'Conditions',
  'Events',
  'Semaphores',
  'Barriers',
  'Timers',
  'Queues',
  'Futures',
  'Thread-locals',
] as const;

export type ObjectGroup = (typeof OBJECT_GROUPS)[number];

interface KindLook {
  readonly group: ObjectGroup;
  /** Name of a codicon. */
  readonly glyph: string;
  readonly word: string;
}

const QUEUE: Omit<KindLook, 'word'> = { group: 'Queues', glyph: 'list-ordered' };
const SEMAPHORE: Omit<KindLook, 'word'> = { group: 'Semaphores', glyph: 'layers' };

export const KIND_LOOKS: Readonly<Record<ObjectKind, KindLook>> = {
  Lock: { group: 'Locks', glyph: 'lock', word: 'lock' },
  RLock: { group: 'Locks', glyph: 'lock', word: 'rlock' },
  Condition: { group: 'Conditions', glyph: 'comment', word: 'condition' },
  Event: { group: 'Events', glyph: 'flag', word: 'event' },
  Semaphore: { ...SEMAPHORE, word: 'semaphore' },
  BoundedSemaphore: { ...SEMAPHORE, word: 'bounded semaphore' },
  Barrier: { group: 'Barriers', glyph: 'milestone', word: 'barrier' },
  Timer: { group: 'Timers', glyph: 'watch', word: 'timer' },
  Queue: { ...QUEUE, word: 'queue' },
  LifoQueue: { ...QUEUE, word: 'lifo queue' },
  PriorityQueue: { ...QUEUE, word: 'priority queue' },
  SimpleQueue: { ...QUEUE, word: 'simple queue' },
  Future: { group: 'Futures', glyph: 'inbox', word: 'future' },
  local: { group: 'Thread-locals', glyph: 'database', word: 'thread-local' },
};

/** The object's state in a few words: `held by worker-1`, `set`, `2 of 3 free`. */
export function statusText(scene: Scene, object: SyncObject): string {
  const { state } = object;
  switch (state.kind) {
    case 'none':
      return ownerText(scene, object);
    case 'event':
      return state.flag ? 'set' : 'clear';
    case 'semaphore':
      return `${state.value} of ${state.initial} free`;
    case 'barrier':
      return barrierText(state);
    case 'timer':
      return timerText(scene, state);
    case 'queue':
      return queueText(state);
    case 'future':
      return state.phase.toLowerCase();
    case 'local':
      return countText(state.values.length, 'thread');
    default:
      return unreachable(state);
  }
}

type State<K extends SyncObject['state']['kind']> = Extract<SyncObject['state'], { kind: K }>;

function ownerText(scene: Scene, object: SyncObject): string {
  const owner = ownerOf(scene, object);
  if (object.kind !== 'Condition') {
    if (owner === undefined) return 'free';
    const count = recursionCount(scene, object, owner);
    return `held by ${threadName(scene, owner)}${count > 1 ? ` ×${count}` : ''}`;
  }
  const lock = object.lock === undefined ? undefined : scene.world.objects[object.lock];
  const name = lock && lock.partOf === undefined ? objectName(scene, lock.id) : 'its lock';
  return owner === undefined ? `${name} is free` : `${name} held by ${threadName(scene, owner)}`;
}

/** How many times the owner has taken the lock without giving it back. */
export function recursionCount(scene: Scene, object: SyncObject, owner: ThreadId): number {
  const holds = scene.world.threads[owner]?.holds ?? [];
  return holds.find((held) => held.object === object.id)?.count ?? 1;
}

function barrierText({ phase, waiting, parties }: State<'barrier'>): string {
  const arrived = `${waiting} of ${parties} arrived`;
  switch (phase) {
    case 'filling':
      return arrived;
    case 'draining':
      return `opening, ${waiting} still inside`;
    case 'resetting':
      return `being reset, ${waiting} still inside`;
    case 'broken':
      return `broken, ${arrived}`;
  }
}

function timerText(scene: Scene, { phase, due, interval }: State<'timer'>): string {
  switch (phase) {
    case 'new':
      return `not started, ${durationText(interval * 1e9)}`;
    case 'counting':
      return due === undefined ? 'counting down' : `due in ${durationText(due - scene.time)}`;
    case 'fired':
      return 'fired';
    case 'cancelled':
      return 'cancelled';
  }
}

function queueText({ size, maxsize, isShutdown }: State<'queue'>): string {
  const items = maxsize > 0 ? `${size} of ${maxsize} items` : countText(size, 'item');
  return isShutdown ? `${items}, shut down` : items;
}

/** Further facts that do not fit beside the name; may be empty. */
export function detailTexts(scene: Scene, { state }: SyncObject): readonly string[] {
  switch (state.kind) {
    case 'timer':
      return [
        `calls ${state.function}`,
        ...(state.phase === 'counting' && state.due !== undefined
          ? [`at ${clockText(state.due)}, by ${threadName(scene, state.thread)}`]
          : []),
      ];
    case 'queue':
      return state.unfinished > 0 ? [countText(state.unfinished, 'unfinished task')] : [];
    default:
      return [];
  }
}

/** Who waits, in queue order, by what they wait to do. */
export interface Waiters {
  readonly label: string;
  readonly threads: readonly ThreadId[];
}

const LABELS: Readonly<Record<string, string>> = {
  get: 'wait for an item',
  put: 'wait for room',
  join: 'wait until done',
};

export function waiterGroups(scene: Scene, object: SyncObject): readonly Waiters[] {
  const groups = new Map<string, ThreadId[]>();
  const { state } = object;
  for (const id of waitersOf(scene, object)) {
    // A timer's thread waits for its own timer; the row says so already.
    if (state.kind === 'timer' && state.thread === id) continue;
    const label = waiterLabel(scene, object, id);
    const group = groups.get(label);
    if (group) group.push(id);
    else groups.set(label, [id]);
  }
  return [...groups].map(([label, threads]) => ({ label, threads }));
}

function waiterLabel(scene: Scene, object: SyncObject, id: ThreadId): string {
  const state = scene.world.threads[id]?.state;
  if (object.kind === 'Condition') {
    return state?.kind === 'blocked' ? 'want its lock' : 'wait for a notify';
  }
  const operation =
    state?.kind === 'waiting' && state.wait.kind === 'object' && state.wait.operation;
  return (operation !== false && object.state.kind === 'queue' && LABELS[operation]) || 'waiting';
}

/** The class, where the group does not say it. */
export function typeTag(object: SyncObject): string | undefined {
  const name = className(object);
  return name === object.kind && IS_ITS_GROUP[object.kind] === true ? undefined : name;
}

const IS_ITS_GROUP: Readonly<Partial<Record<ObjectKind, true>>> = {
  Lock: true,
  Condition: true,
  Event: true,
  Semaphore: true,
  Barrier: true,
  Timer: true,
  Queue: true,
  Future: true,
  local: true,
};

/** What a row says that the object itself does not tell. */
export interface RowRemarks {
  /** How it is related to what is chosen. */
  readonly mark?: string | undefined;
  /** When the run stops at it. */
  readonly stop?: string | undefined;
}

/** A row's name for screen readers: what it shows, in that order, as one sentence. */
export function objectSentence(
  scene: Scene,
  object: SyncObject,
  { mark, stop }: RowRemarks = {},
): string {
  const kind = KIND_LOOKS[object.kind].word;
  const facts = commaText([typeTag(object), mark, statusText(scene, object)]);
  return sentence([
    `${kind} ${objectName(scene, object.id)}: ${facts}`,
    detailTexts(scene, object).join(', '),
    ...waiterGroups(scene, object).map((waiters) => waitersText(scene, waiters)),
    ...localSentences(scene, object),
    stop ?? '',
  ]);
}

/** More waiters than this are counted. */
export const MOST_WAITERS = 20;

function waitersText(scene: Scene, { label, threads }: Waiters): string {
  const names = threads
    .slice(0, MOST_WAITERS)
    .map((id, index) => `${index + 1}. ${threadName(scene, id)}`);
  const rest = threads.length - MOST_WAITERS;
  return [`${label} ${names.join(', ')}`, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
}

function localSentences(scene: Scene, { state }: SyncObject): readonly string[] {
  if (state.kind !== 'local') return [];
  return state.values.map(({ thread, attributes }) => {
    const values = attributes.map(([name, repr]) => `${name} = ${repr}`);
    return `${threadName(scene, thread)} ${values.join(', ')}`;
  });
}
