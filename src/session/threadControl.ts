// Who may run, as values: what the commands freeze, thaw, solo and run next make of it.

import type { ThreadId } from '../core/base/ids.ts';
import type { ThreadControl } from '../core/protocol/debug.ts';

export function withFrozen(control: ThreadControl, threads: readonly ThreadId[]): ThreadControl {
  const frozen = [...new Set([...control.frozen, ...threads])];
  const { next } = control;
  return { frozen, next: next !== undefined && frozen.includes(next) ? undefined : next };
}

export function withThawed(control: ThreadControl, threads: readonly ThreadId[]): ThreadControl {
  return { ...control, frozen: control.frozen.filter((thread) => !threads.includes(thread)) };
}

/** Only `thread` may run of those that are alive. */
export function withSolo(
  control: ThreadControl,
  thread: ThreadId,
  alive: readonly ThreadId[],
): ThreadControl {
  const others = alive.filter((each) => each !== thread);
  return withFrozen(withThawed(control, [thread]), others);
}

/** A thread that is to run next is thawed by that. */
export function withNext(control: ThreadControl, thread: ThreadId): ThreadControl {
  return { ...withThawed(control, [thread]), next: thread };
}
