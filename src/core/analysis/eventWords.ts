// What a thread did, in a few words for a cell of a table: `take left`, `put a job (2 items)`.

import type { ObjectId } from '../base/ids.ts';
import type { AccessMode, ObjectState, TraceEvent, Wait } from '../trace/events.ts';
import type { World } from '../trace/world.ts';
import { objectName, threadName, type Scene } from './scene.ts';
import { wholeOf } from './waitGraph.ts';

/** Of a printed line. */
const TEXT_SHOWN = 32;

/**
 * undefined for what is no act of the user's program: bookkeeping, objects inside other objects,
 * what the standard library does for itself.
 *
 * @param scene the world before the event
 */
export function eventWords(event: TraceEvent, scene: Scene): string | undefined {
  switch (event.kind) {
    case 'threadStart':
      return scene.world.threads[event.thread]?.isLibrary === true
        ? undefined
        : `starts ${threadName(scene, event.thread)}`;
    case 'threadEnd':
      return 'ends';
    case 'exception':
      return event.message === '' ? event.typeName : `${event.typeName}: ${event.message}`;
    case 'acquire':
    case 'release':
    case 'acquireFailed':
      return lockWords(event, scene);
    case 'wait':
      return waitWords(event.wait, scene);
    case 'wake':
      return event.reason === 'timeout' ? 'its time is up' : undefined;
    case 'joined':
      return `sees that ${threadName(scene, event.thread)} has ended`;
    case 'objectState':
      return stateWords(event.object, event.state, scene);
    case 'output':
      // The traceback is told by what is wrong.
      return event.stream === 'stderr' ? undefined : `prints ${quoted(event.text)}`;
    default:
      return undefined;
  }
}

/** `writes 3 to total`; `name` is that of the location. */
export function accessWords(
  { mode, value }: { readonly mode: AccessMode; readonly value: string | undefined },
  name: string,
): string {
  if (mode === 'read') return value === undefined ? `reads ${name}` : `reads ${name} (${value})`;
  if (mode === 'update') return `changes ${name}`;
  return value === undefined ? `writes ${name}` : `writes ${value} to ${name}`;
}

type LockEvent = Extract<TraceEvent, { readonly kind: 'acquire' | 'release' | 'acquireFailed' }>;

function lockWords(event: LockEvent, scene: Scene): string | undefined {
  const name = nameOfLock(event.object, scene.world, scene);
  if (name === undefined) return undefined;
  switch (event.kind) {
    case 'acquire':
      return event.count > 1 ? `takes ${name} again (${event.count})` : `takes ${name}`;
    case 'release':
      return event.count > 0 ? `releases ${name} once (${event.count} left)` : `releases ${name}`;
    case 'acquireFailed': {
      const owner = scene.world.objects[event.object]?.owner;
      const holder = owner === undefined ? '' : `, held by ${threadName(scene, owner)}`;
      return `does not get ${name}${holder}`;
    }
  }
}

/** A Condition's lock goes by the Condition's name; locks inside other objects have none. */
function nameOfLock(id: ObjectId, world: World, scene: Scene): string | undefined {
  const whole = wholeOf(world, id);
  const object = world.objects[whole];
  if (object?.isLibrary === true) return undefined;
  return whole === id || object?.kind === 'Condition' ? objectName(scene, whole) : undefined;
}

/** Threads wait a moment for each other's imports. */
const IMPORT_LOCK = 0;

function waitWords(wait: Wait, scene: Scene): string | undefined {
  switch (wait.kind) {
    case 'lock': {
      const name = nameOfLock(wait.object, scene.world, scene);
      const owner = scene.world.objects[wait.object]?.owner;
      if (name === undefined) return undefined;
      return owner === undefined
        ? `waits for ${name}`
        : `waits for ${name}, held by ${threadName(scene, owner)}`;
    }
    case 'object':
      return wait.object === IMPORT_LOCK
        ? undefined
        : `waits for ${objectName(scene, wholeOf(scene.world, wait.object))}`;
    case 'join':
      return `waits for the end of ${threadName(scene, wait.thread)}`;
    case 'start':
      return undefined;
    case 'shutdown':
      return `comes to its end, waits for ${threadName(scene, wait.thread)}`;
    case 'sleep':
      return 'sleeps';
    case 'input':
      return 'asks for input';
  }
}

function stateWords(id: ObjectId, state: ObjectState, scene: Scene): string | undefined {
  const before = scene.world.objects[id];
  if (before === undefined || before.isLibrary || before.partOf !== undefined) return undefined;
  const name = objectName(scene, id);
  switch (state.kind) {
    case 'event':
      return state.flag ? `sets ${name}` : `clears ${name}`;
    case 'semaphore':
      return semaphoreWords(name, before.state, state.value);
    case 'queue':
      return queueWords(name, before.state, state);
    case 'barrier':
      return `${name}: ${state.waiting} of ${state.parties} there, ${state.phase}`;
    case 'timer':
      return `${name} is ${state.phase}`;
    case 'future':
      return `${name} is ${state.phase.toLowerCase()}`;
    case 'none':
    case 'local':
      return undefined;
  }
}

function semaphoreWords(name: string, before: ObjectState, value: number): string {
  const isTaken = before.kind === 'semaphore' && value < before.value;
  return `${isTaken ? 'takes' : 'gives back'} a permit of ${name} (${value} left)`;
}

type QueueState = Extract<ObjectState, { readonly kind: 'queue' }>;

function queueWords(name: string, before: ObjectState, now: QueueState): string | undefined {
  if (before.kind !== 'queue') return undefined;
  const items = now.size === 1 ? '1 item' : `${now.size} items`;
  if (now.size > before.size) return `puts into ${name} (${items})`;
  if (now.size < before.size) return `gets from ${name} (${items} left)`;
  if (now.unfinished < before.unfinished) return `${name}: task done (${now.unfinished} to do)`;
  return now.isShutdown && !before.isShutdown ? `shuts ${name} down` : undefined;
}

function quoted(text: string): string {
  const line = text.replace(/\n$/, '').replaceAll('\n', '⏎');
  return `“${line.length > TEXT_SHOWN ? `${line.slice(0, TEXT_SHOWN - 1)}…` : line}”`;
}
