// What would help against a ring of waits, in a sentence or two that fit the code at hand.

import type { Site } from '../trace/events.ts';
import {
  enumerate,
  functionName,
  functionText,
  holdingOf,
  objectName,
  siteText,
  threadName,
  userSite,
  waitStack,
  type Scene,
} from './scene.ts';
import { inTakingOrder } from './takingOrder.ts';
import type { WaitEdge } from './waitGraph.ts';

type LockEdge = Extract<WaitEdge, { readonly kind: 'lock' }>;
type JoinEdge = Extract<WaitEdge, { readonly kind: 'join' }>;

export function selfDeadlockCure(edge: LockEdge, scene: Scene): string {
  const lock = objectName(scene, edge.object);
  const taken = takenSite(edge, scene);
  const [wanted, ...callers] = waitStack(scene, edge.thread);
  if (taken === undefined || wanted === undefined) {
    return `To fix it, make ${lock} an RLock, or release it before it is taken again.`;
  }
  if (isSame(taken, wanted)) {
    return (
      `To fix it, release ${lock} in each round: “with ${lock}:” at ${siteText(taken)} does so ` +
      'however the block is left.'
    );
  }
  const isCalled = callers.some((site) => site.function === taken.function);
  if (isCalled && wanted.function !== taken.function) {
    return (
      `To fix it, make ${lock} a threading.RLock(), which its owner may take again, or let ` +
      `${functionText(wanted)} rely on its caller ${functionName(taken)} having taken it.`
    );
  }
  return (
    `To fix it, release ${lock} between ${siteText(taken)} and ${siteText(wanted)}, leave out ` +
    'the second acquire, or make it a threading.RLock(), which its owner may take again.'
  );
}

export function lockCycleCure(waits: readonly LockEdge[], scene: Scene): string {
  const reacquired = waits.find((edge) => isReacquired(edge, scene));
  if (reacquired) return reacquireCure(reacquired, waits, scene);
  const order = inTakingOrder(waits);
  const names = order.map((edge) => objectName(scene, edge.object));
  const inOrder = `: ${names.join(', then ')}`;
  const [any] = order;
  const site = any && waitStack(scene, any.thread)[0];
  if (any !== undefined && site !== undefined && isOneCode(order, scene)) {
    const taken = takenSite(any, scene);
    const lines = taken ? `${siteText(taken)} and ${siteText(site)}` : siteText(site);
    const where = site.function === '<module>' ? 'the code' : functionName(site);
    return (
      `To fix it, let every thread take the locks in the same order${inOrder}. All of them run ` +
      `${lines}, so ${where} must not go by the order of its arguments: sort the locks first, ` +
      'for example by a number or a name.'
    );
  }
  return `To fix it, take the locks in the same order in every thread${inOrder}.${deviation(order, scene)}`;
}

/** The one that wants the first lock has the last one. */
function deviation([edge, ...others]: readonly LockEdge[], scene: Scene): string {
  const holds = others.at(-1);
  const wanted = edge && waitStack(scene, edge.thread)[0];
  const taken = holds && takenSite(holds, scene);
  if (edge === undefined || holds === undefined || !wanted || !taken) return '';
  const first = objectName(scene, holds.object);
  const then = objectName(scene, edge.object);
  return (
    ` ${threadName(scene, edge.thread)} does it the other way round: ${first} in ` +
    `${functionText(taken)}, then ${then} in ${functionText(wanted)}.`
  );
}

function isOneCode(waits: readonly LockEdge[], scene: Scene): boolean {
  const [first] = waits;
  const isAs = (edge: LockEdge, other: LockEdge): boolean =>
    isSame(takenSite(edge, scene), takenSite(other, scene)) &&
    isSame(waitStack(scene, edge.thread)[0], waitStack(scene, other.thread)[0]);
  return first !== undefined && waits.every((edge) => isAs(edge, first));
}

/** `Condition.wait` takes its lock again before it returns. */
function isReacquired(edge: LockEdge, { world, tables }: Scene): boolean {
  const at = world.threads[edge.thread]?.at;
  for (let stack = at && tables.stacks[at - 1]; stack; stack = tables.stacks[stack.caller - 1]) {
    const site = tables.sites[stack.site - 1];
    if (site === undefined || !site.isLibrary) return false;
    if (site.function === 'Condition.wait') return true;
  }
  return false;
}

function reacquireCure(edge: LockEdge, waits: readonly LockEdge[], scene: Scene): string {
  const held = waits.find((each) => each.owner === edge.thread);
  const outer = held ? objectName(scene, held.object) : 'the other lock';
  const name = threadName(scene, edge.thread);
  return (
    `To fix it, let ${name} release ${outer} before it waits${at(waitStack(scene, edge.thread)[0])}: ` +
    `wait() gives back ${objectName(scene, edge.object)} only, and needs it again to return.`
  );
}

export function mixedCycleCure(waits: readonly WaitEdge[], scene: Scene): string {
  const joins = waits.flatMap((edge) => (edge.kind === 'join' ? [edge] : []));
  const locks = waits.flatMap((edge) => (edge.kind === 'lock' ? [edge] : []));
  const join = joins.find(({ thread }) => locks.some(({ owner }) => owner === thread));
  const lock = locks.find(({ owner }) => owner === join?.thread);
  if (lock === undefined || join === undefined) {
    return 'To fix it, release the lock before waiting for a thread that needs it to end.';
  }
  const [owner, target] = [threadName(scene, join.thread), threadName(scene, join.target)];
  const name = objectName(scene, lock.object);
  const place = join.isShutdown
    ? ' when the program is over'
    : at(waitStack(scene, join.thread)[0]);
  return (
    `To fix it, let ${owner} release ${name} before it waits for the end of ${target}${place}: ` +
    `${threadName(scene, lock.thread)} needs ${name} ` +
    (lock.thread === join.target ? 'to get there.' : `before ${target} can end.`)
  );
}

export function joinCycleCure(waits: readonly JoinEdge[], scene: Scene): string {
  const places = waits.flatMap(({ thread }) => waitStack(scene, thread)[0] ?? []);
  const joins = places.length > 0 ? ` (${enumerate([...new Set(places.map(siteText))])})` : '';
  return (
    `To fix it, leave out one of these joins${joins}: let only the thread that started the ` +
    'others wait for them.'
  );
}

function takenSite(edge: LockEdge, scene: Scene): Site | undefined {
  const holding = holdingOf(scene, edge.owner, edge.object);
  return holding && userSite(scene.tables, holding.at);
}

function isSame(one: Site | undefined, other: Site | undefined): boolean {
  return one?.file === other?.file && one?.line === other?.line && one?.column === other?.column;
}

function at(site: Site | undefined): string {
  return site === undefined ? '' : ` at ${siteText(site)}`;
}
