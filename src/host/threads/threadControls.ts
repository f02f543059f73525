// The user's hand on the threads of each run: turns commands into what the session is to hold.

import type { Disposable } from '../../core/base/disposable.ts';
import { unreachable } from '../../core/base/errors.ts';
import type { ThreadId } from '../../core/base/ids.ts';
import { isAlive } from '../../core/trace/fold.ts';
import type { World } from '../../core/trace/world.ts';
import type { Session } from '../../session/session.ts';
import { withFrozen, withNext, withSolo, withThawed } from '../../session/threadControl.ts';
import type { ThreadCommand } from '../panelMessages.ts';
import type { LiveRun, Runs } from '../runs.ts';

type Commanded = Pick<LiveRun, 'session'>;

export class ThreadControls implements Disposable {
  /** All other threads of these runs are frozen, also those that come later. */
  private readonly solo = new WeakMap<Session, ThreadId>();
  private readonly opening: Disposable;

  constructor(runs: Pick<Runs, 'onOpen'>) {
    // The session ends its listeners itself.
    this.opening = runs.onOpen(({ session }) => {
      session.onBatch(() => this.keepSolo(session));
    });
  }

  dispose(): void {
    this.opening.dispose();
  }

  command({ session }: Commanded, command: ThreadCommand, thread: ThreadId): void {
    const { debug } = session;
    const { control } = debug;
    switch (command) {
      case 'freeze':
        if (this.solo.get(session) === thread) this.solo.delete(session);
        return debug.setControl(withFrozen(control, [thread]));
      case 'thaw':
        // Whoever thaws one of the others doesn't want that one thread alone any more.
        this.solo.delete(session);
        return debug.setControl(withThawed(control, [thread]));
      case 'thawAll':
        return this.thawAll({ session });
      case 'solo':
        this.solo.set(session, thread);
        return debug.setControl(withSolo(control, thread, aliveIn(session.world)));
      case 'runNext':
        return debug.setControl(withNext(control, thread));
      default:
        return unreachable(command);
    }
  }

  thawAll({ session }: Commanded): void {
    this.solo.delete(session);
    session.debug.setControl({ ...session.debug.control, frozen: [] });
  }

  private keepSolo(session: Session): void {
    const solo = this.solo.get(session);
    if (solo === undefined) return;
    const { control } = session.debug;
    const wanted = withSolo(control, solo, aliveIn(session.world));
    const isSame = wanted.frozen.every((thread) => control.frozen.includes(thread));
    if (!isSame) session.debug.setControl(wanted);
  }
}

function aliveIn({ threads }: World): ThreadId[] {
  return Object.values(threads).flatMap((thread) => (isAlive(thread) ? thread.id : []));
}
