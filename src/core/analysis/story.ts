// How it came to this: what the threads of a finding did, in order of time.

import type { Step, ThreadId } from '../base/ids.ts';
import { isAlive } from '../trace/fold.ts';
import type { Thread } from '../trace/world.ts';
import type { Finding } from './findings.ts';
import {
  atPlace,
  countThreads,
  holdingOf,
  objectName,
  placeOf,
  threadName,
  type Scene,
} from './scene.ts';
import { after } from './unavoidable.ts';
import { edgeOf, isDead, type WaitEdge } from './waitGraph.ts';

interface Happening {
  readonly step: Step;
  /** `worker-1 took left at bank.py:12` */
  readonly clause: string;
}

/** More than this is no story any more: the first and the last are told. */
const LONGEST = 10;

/** One clause for each thing that happened, without full stops. */
export function storyOf({ kind, waits, behind }: Finding, scene: Scene): string[] {
  const needed = behind.filter((edge) => edge.kind === 'lock' && isOwnerIn(waits, edge.owner));
  const happenings = [
    ...[...waits, ...needed].flatMap((edge) => taking(edge, scene)),
    ...waits.flatMap((edge) => waiting(edge, scene)),
    ...waits.flatMap((edge) => notify(edge, scene)),
    ...(kind === 'ownerEnded' ? waits.slice(0, 1).flatMap((edge) => ownerEnd(edge, scene)) : []),
    ...(kind === 'nobodyActs' && isDead(scene.world) ? others(waits, scene) : []),
  ];
  happenings.sort((one, other) => one.step - other.step);
  const told = happenings.filter(({ step }, index) => step !== happenings[index - 1]?.step);
  const isLong = told.length > LONGEST;
  const shown = isLong ? [...told.slice(0, LONGEST / 2), ...told.slice(-LONGEST / 2)] : told;
  return shown.map(({ step, clause }) => `${clause} (step ${step})`);
}

function isOwnerIn(waits: readonly WaitEdge[], owner: ThreadId): boolean {
  return waits.some(({ thread }) => thread === owner);
}

function taking(edge: WaitEdge, scene: Scene): Happening[] {
  if (edge.kind !== 'lock') return [];
  const holding = holdingOf(scene, edge.owner, edge.object);
  if (holding === undefined) return [];
  const name = `${threadName(scene, edge.owner)} took ${objectName(scene, edge.object)}`;
  const place = placeOf(scene, holding.at);
  return [{ step: after(holding.step), clause: place ? `${name} at ${place}` : name }];
}

function waiting(edge: WaitEdge, scene: Scene): Happening[] {
  const thread = scene.world.threads[edge.thread];
  return thread ? [began(thread, `${waitWords(edge, scene)}${atPlace(scene, thread.id)}`)] : [];
}

function waitWords(edge: WaitEdge, scene: Scene): string {
  switch (edge.kind) {
    case 'lock': {
      const lock = objectName(scene, edge.object);
      return edge.owner === edge.thread ? `wanted ${lock} again` : `wanted ${lock}`;
    }
    case 'join': {
      const target = threadName(scene, edge.target);
      return edge.isShutdown
        ? `came to its end and began to wait for ${target}`
        : `began to wait for the end of ${target}`;
    }
    case 'object':
      return `began to wait for ${objectName(scene, edge.object)}`;
  }
}

/** How the Condition that is waited for was notified last: too early, or for too few. */
function notify(edge: WaitEdge, scene: Scene): Happening[] {
  const last = edge.kind === 'object' ? scene.world.objects[edge.object]?.lastNotify : undefined;
  if (edge.kind !== 'object' || !last) return [];
  const place = placeOf(scene, last.at);
  const act = `${threadName(scene, last.by)} notified ${objectName(scene, edge.object)}`;
  const effect = last.woken === 0 ? 'while nobody waited' : `and woke ${countThreads(last.woken)}`;
  const where = place ? ` at ${place}` : '';
  return [{ step: after(last.step), clause: `${act}${where} ${effect}` }];
}

function began({ name, sinceStep }: Thread, words: string): Happening {
  return { step: after(sinceStep), clause: `${name} ${words}` };
}

function ownerEnd(edge: WaitEdge, scene: Scene): Happening[] {
  const owner = edge.kind === 'lock' ? scene.world.threads[edge.owner] : undefined;
  return owner ? [began(owner, endWords(owner))] : [];
}

function endWords({ state }: Thread): string {
  return state.kind === 'crashed' ? `died of ${state.exception}` : 'ended';
}

/** The threads that could have acted: how they stopped being able to. */
function others(waits: readonly WaitEdge[], scene: Scene): Happening[] {
  const known = new Set<ThreadId>(waits.map(({ thread }) => thread));
  return Object.values<Thread>(scene.world.threads).flatMap((thread) => {
    if (known.has(thread.id) || thread.isLibrary || thread.state.kind === 'new') return [];
    return isAlive(thread) ? stuck(thread, scene) : [began(thread, endWords(thread))];
  });
}

function stuck(thread: Thread, scene: Scene): Happening[] {
  const edge = edgeOf(thread, scene.world);
  return edge && edge.kind !== 'object' ? waiting(edge, scene) : [];
}
