// Who may run, as the user asks for it command by command. Pure; the session carries it out.

import { unreachable } from '../../core/base/errors.ts';
import type { ThreadId } from '../../core/base/ids.ts';
import type { ThreadControl } from '../../core/protocol/debug.ts';
import type { ThreadCommand } from '../panelMessages.ts';

export interface WantedControl extends ThreadControl {
  /** All others are frozen, also those that come later. */
  readonly solo: ThreadId | undefined;
}

export const FREE: WantedControl = { frozen: [], next: undefined, solo: undefined };

/** @param alive the threads that there are now, without those that have ended */
export function afterCommand(
  wanted: WantedControl,
  command: ThreadCommand,
  thread: ThreadId,
  alive: readonly ThreadId[],
): WantedControl {
  const others = wanted.frozen.filter((each) => each !== thread);
  switch (command) {
    case 'freeze':
      return { ...wanted, frozen: [...others, thread], solo: soloUnless(wanted, thread) };
    case 'thaw':
      // Whoever thaws one of the others doesn't want that one thread alone any more.
      return { ...wanted, frozen: others, solo: undefined };
    case 'thawAll':
      return FREE;
    case 'solo':
      return { ...wanted, frozen: alive.filter((each) => each !== thread), solo: thread };
    case 'runNext':
      return { ...wanted, frozen: others, next: thread };
    default:
      return unreachable(command);
  }
}

function soloUnless({ solo }: WantedControl, frozen: ThreadId): ThreadId | undefined {
  return solo === frozen ? undefined : solo;
}

/** Threads have begun or ended. @returns the same if nothing has to change */
export function withThreads(wanted: WantedControl, alive: readonly ThreadId[]): WantedControl {
  const { solo } = wanted;
  if (solo === undefined) return wanted;
  const frozen = alive.filter((each) => each !== solo);
  const isSame = frozen.every((each) => wanted.frozen.includes(each));
  return isSame ? wanted : { ...wanted, frozen };
}

/** The run has said what holds: `next` is over once that thread has run. */
export function confirmed(wanted: WantedControl, control: ThreadControl): WantedControl {
  return { ...control, solo: wanted.solo };
}
