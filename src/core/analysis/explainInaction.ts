// Sentences about threads that wait for what nobody is left to do, by kind of object.

import { assert } from '../base/errors.ts';
import type { ObjectState } from '../trace/events.ts';
import type { Notify, SyncObject, Thread } from '../trace/world.ts';
import type { Explanation } from './explain.ts';
import type { Finding } from './findings.ts';
import { atPlace, countThreads, objectName, placeOf, threadName, type Scene } from './scene.ts';
import { isDead, type WaitEdge } from './waitGraph.ts';

interface Inaction {
  /** The title is “Nobody is left to ‹act›”. */
  readonly act: string;
  /** What the threads wait for: “waits ‹goal›”. */
  readonly goal: string;
  /** A fact about the object that makes it plain. */
  readonly fact: string | undefined;
  readonly cure: string;
}

export function explainInaction(finding: Finding, scene: Scene): Explanation {
  const { waits } = finding;
  const [edge] = waits;
  assert(edge?.kind === 'object', 'somebody waits for an object');
  const name = objectName(scene, edge.object);
  const object = scene.world.objects[edge.object];
  const { act, goal, fact, cure } =
    object?.kind === 'Condition'
      ? neverNotified(name, object.lastNotify, finding, scene)
      : inaction(object, edge.operation, name);
  const threads = waits.map(
    ({ thread }) => `${threadName(scene, thread)} waits ${goal}${atPlace(scene, thread)}.`,
  );
  const waiting = [...threads.slice(0, 4), ...rest(threads.length - 4)];
  const title = `Nobody is left to ${act}`;
  const held = heldWhileWaiting(finding, scene);
  if (held !== undefined) return { title, sentences: waiting, cure: held };
  return {
    title,
    sentences: [
      ...waiting,
      ...(fact ? [fact] : []),
      ...(isDead(scene.world) ? [] : ['Other threads go on, but none of them can reach it.']),
      ...crashes(scene).slice(0, 2),
    ],
    cure: `To fix it, ${cure}`,
  };
}

/** The thread that could act may be kept from it by a lock that the waiting thread holds. */
function heldWhileWaiting({ waits, behind }: Finding, scene: Scene): string | undefined {
  const waiting = new Set(waits.map((edge) => edge.thread));
  const edge = behind.find((each) => each.kind === 'lock' && waiting.has(each.owner));
  if (edge?.kind !== 'lock') return undefined;
  const [owner, thread] = [threadName(scene, edge.owner), threadName(scene, edge.thread)];
  const lock = objectName(scene, edge.object);
  return `To fix it, let ${owner} release ${lock} before it waits: ${thread} needs it.`;
}

function rest(count: number): string[] {
  return count > 0
    ? [`So ${count > 1 ? `do ${count} more threads` : 'does one more thread'}.`]
    : [];
}

function inaction(object: SyncObject | undefined, operation: string, name: string): Inaction {
  switch (object?.kind) {
    case 'Event':
      return eventNeverSet(name);
    case 'Semaphore':
    case 'BoundedSemaphore':
      return neverReleased(name);
    case 'Barrier':
      return barrierShort(name, object.state);
    case 'Queue':
    case 'LifoQueue':
    case 'PriorityQueue':
    case 'SimpleQueue':
      return queueStuck(name, object.state, operation);
    case 'Future':
      return futureNeverDone(name);
    default:
      return anything(name);
  }
}

function eventNeverSet(name: string): Inaction {
  return {
    act: `set ${name}`,
    goal: `for ${name} to be set`,
    fact: `${name} is not set, and no thread is left that could set it.`,
    cure:
      `call ${name}.set() on every way out of the thread that should set it (in a “finally” ` +
      'block), or wait with a timeout.',
  };
}

function neverNotified(
  name: string,
  notify: Notify | undefined,
  { waits }: Finding,
  scene: Scene,
): Inaction {
  return {
    act: `notify ${name}`,
    goal: `to be notified by ${name}`,
    fact: lastNotify(name, notify, scene),
    cure: notifyCure(name, notify, waits, scene),
  };
}

function notifyCure(
  name: string,
  notify: Notify | undefined,
  waits: readonly WaitEdge[],
  { world }: Scene,
): string {
  const wokeOthers = waits.some(({ thread }) => {
    return notify !== undefined && notify.step > (world.threads[thread]?.sinceStep ?? Infinity);
  });
  if (wokeOthers) {
    return `call ${name}.notify_all(), which lets all that wait go on, or notify once for each of them.`;
  }
  if (waits.every((edge) => edge.kind === 'object' && edge.operation === 'wait_for')) {
    return (
      `let some thread make true what ${name}.wait_for(…) asks for, and notify ${name} then, ` +
      'or wait with a timeout.'
    );
  }
  return (
    'keep what is waited for in a variable, set it together with the notify, and wait with ' +
    `${name}.wait_for(…), which looks at it first.`
  );
}

function lastNotify(name: string, notify: Notify | undefined, scene: Scene): string {
  if (!notify) return `No thread has notified ${name}, and none is left that could.`;
  const [by, place] = [threadName(scene, notify.by), placeOf(scene, notify.at)];
  const where = place ? ` at ${place}` : '';
  return notify.woken > 0
    ? `The last notify of ${name}, by ${by}${where}, woke ${countThreads(notify.woken)}.`
    : `${by} notified ${name}${where}, but nobody was waiting then: a notify wakes only threads ` +
        'that already wait, and is not remembered.';
}

function neverReleased(name: string): Inaction {
  return {
    act: `release ${name}`,
    goal: `for ${name}`,
    fact: `The value of ${name} is 0, and no thread is left that could release it.`,
    cure: `release ${name} once for each time it is taken; “with ${name}:” does that by itself.`,
  };
}

function barrierShort(name: string, state: ObjectState): Inaction {
  const counts =
    state.kind === 'barrier' ? `${state.waiting} of ${state.parties} threads have come` : '';
  return {
    act: `come to ${name}`,
    goal: `for the others at ${name}`,
    fact: counts === '' ? undefined : `${counts}, and no other thread is left that could.`,
    cure: `make ${name} for as many threads as really come, or give it a timeout.`,
  };
}

function queueStuck(name: string, state: ObjectState, operation: string): Inaction {
  const counts = state.kind === 'queue' ? state : undefined;
  switch (operation) {
    case 'put':
      return {
        act: `take from ${name}`,
        goal: `for room in ${name}`,
        fact: `${name} is full, and no thread is left that could take from it.`,
        cure: `let a thread go on taking from ${name}, or make it larger.`,
      };
    case 'join':
      return {
        act: `finish the work of ${name}`,
        goal: `until all work of ${name} is done`,
        fact: counts && unfinished(name, counts.unfinished),
        cure: `call ${name}.task_done() once for each item that was taken, also after an error.`,
      };
    default:
      return {
        act: `put into ${name}`,
        goal: `for an item in ${name}`,
        fact: `${name} is empty, and no thread is left that could put into it.`,
        cure: `put an item that means “the end” for each consumer, or call ${name}.shutdown().`,
      };
  }
}

function unfinished(name: string, count: number): string {
  const items = count === 1 ? 'One item' : `${count} items`;
  return `${items} of ${name} ${count === 1 ? 'is' : 'are'} not reported as done.`;
}

function futureNeverDone(name: string): Inaction {
  return {
    act: `complete ${name}`,
    goal: `for the result of ${name}`,
    fact: `${name} is not done, and no thread is left that could do it.`,
    cure: 'don’t let a task of a pool wait for another task of the same pool, or add workers.',
  };
}

function anything(name: string): Inaction {
  return {
    act: `signal ${name}`,
    goal: `for ${name}`,
    fact: `No thread is left that could signal ${name}.`,
    cure: `make sure that ${name} is signalled on every way, or wait with a timeout.`,
  };
}

/** Threads that died of an exception: they may be those who should have acted. */
function crashes({ world }: Scene): string[] {
  return Object.values<Thread>(world.threads).flatMap(({ name, state }) =>
    state.kind === 'crashed'
      ? [`${name} died of ${state.exception}: perhaps it should have done so.`]
      : [],
  );
}
