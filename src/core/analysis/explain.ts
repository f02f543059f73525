// Findings in plain sentences: what each thread has, what it waits for, and what would help.

import { assert } from '../base/errors.ts';
import type { ObjectId, ThreadId } from '../base/ids.ts';
import { joinCycleCure, lockCycleCure, mixedCycleCure, selfDeadlockCure } from './cure.ts';
import { explainInaction } from './explainInaction.ts';
import type { Finding } from './findings.ts';
import { atPlace, enumerate, objectName, takenAt, threadName, type Scene } from './scene.ts';
import type { WaitEdge } from './waitGraph.ts';

export interface Explanation {
  /** A line without a full stop. */
  readonly title: string;
  /** In reading order. */
  readonly sentences: readonly string[];
  /** One or two sentences. */
  readonly cure: string;
}

/** More threads than this behind the trouble are only counted. */
const BEHIND_SHOWN = 4;

export function explain(finding: Finding, scene: Scene): Explanation {
  const { title, sentences, cure } = core(finding, scene);
  return {
    title: finding.certainty === 'passing' ? passingTitle(title) : title,
    sentences: [...sentences, ...behind(finding, scene), ...proviso(finding, scene)],
    cure,
  };
}

function core(finding: Finding, scene: Scene): Explanation {
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

function selfDeadlock({ waits }: Finding, scene: Scene): Explanation {
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
    cure: selfDeadlockCure(edge, scene),
  };
}

function lockCycle({ waits }: Finding, scene: Scene): Explanation {
  const locks = waits.flatMap((edge) => (edge.kind === 'lock' ? [edge] : []));
  return {
    title: `Deadlock: ${threadNames(waits, scene)} wait for each other’s locks`,
    sentences: cycleSentences(waits, scene),
    cure: lockCycleCure(locks, scene),
  };
}

function mixedCycle({ waits }: Finding, scene: Scene): Explanation {
  return {
    title: `Deadlock: ${threadNames(waits, scene)} wait for each other`,
    sentences: cycleSentences(waits, scene),
    cure: mixedCycleCure(waits, scene),
  };
}

function joinCycle({ waits }: Finding, scene: Scene): Explanation {
  const joins = waits.flatMap((edge) => (edge.kind === 'join' ? [edge] : []));
  return {
    title: `Deadlock: ${threadNames(waits, scene)} wait for each other to end`,
    sentences: waits.map((edge) => `${waitClause(edge, scene)}.`),
    cure: joinCycleCure(joins, scene),
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

function ownerEnded({ waits }: Finding, scene: Scene): Explanation {
  const [edge] = waits;
  assert(edge?.kind === 'lock', 'only a lock has an owner');
  const { object, owner } = edge;
  const lock = objectName(scene, object);
  const name = threadName(scene, owner);
  const state = scene.world.threads[owner]?.state;
  const end = state?.kind === 'crashed' ? `died of ${state.exception}` : 'ended';
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

/** What could still end it, unless it is certain. */
function proviso({ certainty, waits }: Finding, scene: Scene): string[] {
  if (certainty === 'certain') return [];
  if (certainty === 'passing') return waits.flatMap((edge) => timeout(edge, scene)).slice(0, 1);
  const locks = waits.flatMap((edge) =>
    edge.kind === 'lock' && scene.world.objects[edge.object]?.kind === 'Lock' ? [edge.object] : [],
  );
  const inOrder = [...new Set(locks)].sort((one, other) => one - other);
  const names = inOrder.map((lock) => objectName(scene, lock)).join(' or ');
  const who = waits.length === 1 ? 'It waits' : 'They wait';
  return [`${who} for ever unless another thread releases ${names}.`];
}

function timeout({ thread, until }: WaitEdge, scene: Scene): string[] {
  if (until === undefined) return [];
  const seconds = (until / 1e9).toFixed(3);
  return [`The timeout of ${threadName(scene, thread)} will end that at ${seconds} s.`];
}

function passingTitle(title: string): string {
  const words = title.replace(/^Deadlock: /, '');
  return `Until a timeout, ${words}`;
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
