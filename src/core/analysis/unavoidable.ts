// From which step on there was no way out. A wait rests on what another thread had done before:
// it had taken the lock, been started, or stopped being able to act. When the last of these has
// happened, the threads need only go on as they did in this run to be stuck.

import type { Nanoseconds, Step, ThreadId } from '../base/ids.ts';
import type { Thread, World } from '../trace/world.ts';
import type { Finding } from './findings.ts';
import type { WaitEdge } from './waitGraph.ts';

export interface Moment {
  readonly step: Step;
  readonly time: Nanoseconds;
}

/**
 * - Of a ring with locks: the last `acquire` among the locks that its threads want. From then on
 *   each thread holds what the next one wants, and in this run none gave it back before.
 * - Of a ring of joins: its last wait; until then each thread could have done something else.
 * - Of a lock whose owner has ended: that end.
 * - Of a wait that nobody ends: when the last other thread ended or began to wait for ever; the
 *   wait itself if there was no other, if another one is kept by a lock of who waits, or if those
 *   that go on had no reference to the object.
 *
 * The moment is just after that event.
 */
export function unavoidableAt(finding: Finding, world: World): Moment | undefined {
  const { waits } = finding;
  switch (finding.kind) {
    case 'selfDeadlock':
    case 'lockCycle':
    case 'mixedCycle':
      return last(waits.flatMap((edge) => acquisition(edge, world)));
    case 'joinCycle':
      return last(waits.flatMap(({ thread }) => stateBegan(world.threads[thread])));
    case 'ownerEnded':
      return last(waits.flatMap((edge) => ownerEnd(edge, world)));
    case 'nobodyActs':
      return lastHope(finding, world);
  }
}

/** The position after an event, at which its effect is seen. */
export function after(step: Step): Step {
  return (step + 1) as Step;
}

function acquisition(edge: WaitEdge, world: World): Moment[] {
  if (edge.kind !== 'lock') return [];
  const holds = world.threads[edge.owner]?.holds ?? [];
  const found = holds.filter(({ object }) => object === edge.object);
  return found.map(({ step, since }) => ({ step: after(step), time: since }));
}

function stateBegan(thread: Thread | undefined): Moment[] {
  return thread ? [{ step: after(thread.sinceStep), time: thread.since }] : [];
}

function ownerEnd(edge: WaitEdge, world: World): Moment[] {
  return edge.kind === 'lock' ? stateBegan(world.threads[edge.owner]) : [];
}

function lastHope({ waits, behind }: Finding, world: World): Moment | undefined {
  const waiters = waits.flatMap(({ thread }) => world.threads[thread] ?? []);
  if (waiters.every(({ isStuck }) => isStuck === true)) return last(waiters.flatMap(stateBegan));
  const waiting = new Set<ThreadId>(waits.map(({ thread }) => thread));
  const kept = new Set(behind.flatMap((edge) => (edge.kind === 'lock' ? [edge.thread] : [])));
  const others = Object.values<Thread>(world.threads).filter(
    ({ id, state }) => !waiting.has(id) && !kept.has(id) && state.kind !== 'new',
  );
  const goesOn = ({ state }: Thread): boolean =>
    ['ready', 'running', 'sleeping'].includes(state.kind);
  const isWaitItself = kept.size > 0 || others.length === 0 || others.some(goesOn);
  const gone = others.filter((thread) => !goesOn(thread));
  return last([...gone, ...(isWaitItself ? waiters : [])].flatMap(stateBegan));
}

function last(moments: readonly Moment[]): Moment | undefined {
  return moments.reduce<Moment | undefined>(
    (latest, moment) => (latest === undefined || moment.step > latest.step ? moment : latest),
    undefined,
  );
}
