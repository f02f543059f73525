// Findings in plain sentences: what each thread has, what it waits for, and what would help.

import { assert } from '../base/errors.ts';
import type { ObjectId, ThreadId } from '../base/ids.ts';
import { explainInaction } from './explainInaction.ts';
import type { Finding } from './findings.ts';
import { atPlace, enumerate, objectName, takenAt, threadName, type Scene } from './scene.ts';
import type { WaitEdge } from './waitGraph.ts';

export interface Explanation {
  /** A line without a full stop. */
  readonly title: string;
  /** In reading order; the last says what would help. */
  readonly sentences: readonly string[];
}

/** More threads than this behind the trouble are only counted. */
const BEHIND_SHOWN = 4;

export function explain(finding: Finding, scene: Scene): Explanation {
  const { title, sentences, cure } = core(finding, scene);
  const advice = heldWhileWaiting(finding, scene) ?? cure;
  return { title, sentences: [...sentences, ...behind(finding, scene), advice] };
}

/** The thread that could act may be kept from it by a lock that the waiting thread holds. */
function heldWhileWaiting(finding: Finding, scene: Scene): string | undefined {
  if (finding.kind !== 'nobodyActs') return undefined;
  const waiting = new Set(finding.waits.map((edge) => edge.thread));
  const edge = finding.behind.find((each) => each.kind === 'lock' && waiting.has(each.owner));
  if (edge?.kind !== 'lock') return undefined;
  const [owner, thread] = [threadName(scene, edge.owner), threadName(scene, edge.thread)];
  const lock = objectName(scene, edge.object);
  return `To fix it, let ${owner} release ${lock} before it waits: ${thread} needs it.`;
}

export interface Core {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly cure: string;
}

function core(finding: Finding, scene: Scene): Core {
  switch (finding.kind) {
    case 'selfDeadlock':
      return selfDeadlock(finding, scene);
    case 'lockCycle':
      return lockCycle(finding, scene);
    case 'joinCycle':
      return joinCycle(finding, scene);
    case 'mixedCycle':
      return mixedCycle(finding, scene);
    case 'ownerEnded':
      return ownerEnded(finding, scene);
    case 'nobodyActs':
      return explainInaction(finding, scene);
  }
}

function selfDeadlock({ waits }: Finding, scene: Scene): Core {
  const [edge] = waits;
  assert(edge?.kind === 'lock', 'a self-deadlock is about a lock');
  const { thread, object } = edge;
  const name = threadName(scene, thread);
  const lock = objectName(scene, object);
  return {
    title: `${name} waits for ${lock}, which it holds itself`,
    sentences: [
      `${name} holds ${lock}${takenAt(scene, thread, object)} and waits for it again` +
        `${atPlace(scene, thread)}.`,
      'A Lock can’t be taken twice, not even by its owner.',
    ],
    cure: `To fix it, make ${lock} an RLock, or release it before it is taken again.`,
  };
}

function lockCycle({ waits }: Finding, scene: Scene): Core {
  const locks = waits.flatMap((edge) => (edge.kind === 'lock' ? [edge.object] : []));
  const names = locks.map((lock) => objectName(scene, lock)).sort();
  return {
    title: `Deadlock: ${threadNames(waits, scene)} wait for each other’s locks`,
    sentences: cycleSentences(waits, scene),
    cure: `To fix it, take the locks in the same order in every thread: ${names.join(', then ')}.`,
  };
}

function mixedCycle({ waits }: Finding, scene: Scene): Core {
  const edge = waits.find((each) => each.kind === 'lock');
  const lock = edge ? objectName(scene, edge.object) : 'the lock';
  return {
    title: `Deadlock: ${threadNames(waits, scene)} wait for each other`,
    sentences: cycleSentences(waits, scene),
    cure: `To fix it, release ${lock} before waiting for a thread that needs it to end.`,
  };
}

function joinCycle({ waits }: Finding, scene: Scene): Core {
  return {
    title: `Deadlock: ${threadNames(waits, scene)} wait for each other to end`,
    sentences: waits.map((edge) => `${waitClause(edge, scene)}.`),
    cure: 'To fix it, let only the thread that started the others wait for them.',
  };
}

/** Each thread holds what the one before it in the cycle waits for. */
function cycleSentences(waits: readonly WaitEdge[], scene: Scene): string[] {
  return waits.map((edge, index) => {
    const before = waits.at(index - 1);
    if (before?.kind !== 'lock') return `${waitClause(edge, scene)}.`;
    const lock = objectName(scene, before.object);
    const holds = `holds ${lock}${takenAt(scene, edge.thread, before.object)}`;
    return `${threadName(scene, edge.thread)} ${holds} and ${predicate(edge, scene)}.`;
  });
}

function ownerEnded({ waits }: Finding, scene: Scene): Core {
  const [edge] = waits;
  assert(edge?.kind === 'lock', 'only a lock has an owner');
  const { object, owner } = edge;
  const lock = objectName(scene, object);
  const name = threadName(scene, owner);
  const isCrash = scene.world.threads[owner]?.state.kind === 'crashed';
  const end = isCrash ? 'died of an exception' : 'ended';
  return {
    title: `${lock} was never released: its owner ${name} has ended`,
    sentences: [
      `${name} took ${lock}${takenAt(scene, owner, object)} and ${end} without releasing it.`,
      `${threadNames(waits, scene)} ${waits.length > 1 ? 'wait' : 'waits'} for ${lock}` +
        `${atPlace(scene, edge.thread)}.`,
    ],
    cure: `To fix it, write “with ${lock}:”, which releases it however the block is left.`,
  };
}

function behind({ behind: edges }: Finding, scene: Scene): string[] {
  const shown = edges.slice(0, BEHIND_SHOWN).map((edge) => `${waitClause(edge, scene)}.`);
  const more = edges.length - shown.length;
  if (more > 0) shown.push(`${more} more ${more > 1 ? 'threads wait' : 'thread waits'} behind.`);
  return shown;
}

function waitClause(edge: WaitEdge, scene: Scene): string {
  return `${threadName(scene, edge.thread)} ${predicate(edge, scene)}`;
}

function predicate(edge: WaitEdge, scene: Scene): string {
  switch (edge.kind) {
    case 'lock':
      return `waits for ${ownedLock(edge.object, edge.owner, scene)}`;
    case 'join':
      return `waits until ${threadName(scene, edge.target)} has ended`;
    case 'object':
      return `waits for ${objectName(scene, edge.object)}`;
  }
}

function ownedLock(object: ObjectId, owner: ThreadId, scene: Scene): string {
  const lock = objectName(scene, object);
  return `${lock}, held by ${threadName(scene, owner)}${takenAt(scene, owner, object)}`;
}

function threadNames(waits: readonly WaitEdge[], scene: Scene): string {
  return enumerate(waits.map((edge) => threadName(scene, edge.thread)));
}
