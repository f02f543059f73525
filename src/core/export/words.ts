// What a thread is at, in a few words that fit into a slice or a message.

import { objectName, siteText, threadName, userSite, type Scene } from '../analysis/scene.ts';
import { wholeOf } from '../analysis/waitGraph.ts';
import type { Nanoseconds, ObjectId, StackId } from '../base/ids.ts';
import type { ObjectState, Outcome } from '../trace/events.ts';
import type { Thread, ThreadState } from '../trace/world.ts';

/** `wants pen`, `waits for jobs (get)`; undefined if there is nothing to show. */
export function stateText({ state }: Pick<Thread, 'state'>, scene: Scene): string | undefined {
  switch (state.kind) {
    case 'running':
    case 'ready':
      return state.kind;
    case 'blocked':
      return `wants ${wholeName(scene, state.on)}`;
    case 'waiting':
      return waitText(state, scene);
    case 'sleeping':
      return 'sleeps';
    default:
      return undefined;
  }
}

function waitText(
  { wait }: Extract<ThreadState, { readonly kind: 'waiting' }>,
  scene: Scene,
): string {
  switch (wait.kind) {
    case 'object': {
      const operation = wait.operation === 'wait' ? '' : ` (${wait.operation})`;
      return `waits for ${wholeName(scene, wait.object)}${operation}`;
    }
    case 'join':
      return `joins ${threadName(scene, wait.thread)}`;
    case 'shutdown':
      return `waits for the end of ${threadName(scene, wait.thread)}`;
    case 'start':
      return `starts ${threadName(scene, wait.thread)}`;
    case 'input':
      return 'waits for input';
  }
}

/** The name of the object that a part belongs to. */
export function wholeName(scene: Scene, id: ObjectId): string {
  return objectName(scene, wholeOf(scene.world, id));
}

/** A number that is worth a curve: what it counts, and how many there are. */
export function countOf(state: ObjectState): readonly [unit: string, value: number] | undefined {
  switch (state.kind) {
    case 'semaphore':
      return ['free', state.value];
    case 'queue':
      return ['items', state.size];
    case 'barrier':
      return ['waiting', state.waiting];
    default:
      return undefined;
  }
}

/** `ended, exit code 0` */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'exited':
      return `ended, exit code ${outcome.exitCode}`;
    case 'stopped':
      return 'stopped by the user';
    case 'deadlocked':
      return 'deadlocked: nobody could ever run again';
    case 'limit':
      return `stopped by a limit: ${outcome.message}`;
    case 'crashed':
      return `the runtime failed: ${outcome.message}`;
  }
}

/** `1.250000 s` */
export function secondsText(time: Nanoseconds): string {
  return `${(time / 1e9).toFixed(6)} s`;
}

export function placeText({ tables }: Scene, at: StackId): string | undefined {
  const site = userSite(tables, at);
  return site && siteText(site);
}

/** `12,345` */
export function numberText(value: number): string {
  return value.toLocaleString('en-US');
}
