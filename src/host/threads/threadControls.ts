// The user's hand on the threads of each run: turns commands into what the session is to hold.

import type { Disposable } from '../../core/base/disposable.ts';
import type { ThreadId } from '../../core/base/ids.ts';
import { isAlive } from '../../core/trace/fold.ts';
import type { World } from '../../core/trace/world.ts';
import type { Session } from '../../session/session.ts';
import type { ThreadCommand } from '../panelMessages.ts';
import type { Run, Runs } from '../runs.ts';
import { afterCommand, confirmed, FREE, withThreads, type WantedControl } from './threadControl.ts';

export class ThreadControls implements Disposable {
  /** Of runs that somebody has commanded; a new run begins with none. */
  private readonly wanted = new WeakMap<Session, WantedControl>();
  private readonly opening: Disposable;

  constructor(runs: Pick<Runs, 'onOpen'>) {
    this.opening = runs.onOpen(({ session }) => this.watch(session));
  }

  dispose(): void {
    this.opening.dispose();
  }

  command({ session }: Pick<Run, 'session'>, command: ThreadCommand, thread: ThreadId): void {
    const before = this.wanted.get(session) ?? FREE;
    this.send(session, afterCommand(before, command, thread, aliveIn(session.world)));
  }

  thawAll({ session }: Pick<Run, 'session'>): void {
    this.send(session, FREE);
  }

  /** The session ends its listeners itself. */
  private watch(session: Session): void {
    session.debug.onControl((control) => {
      this.wanted.set(session, confirmed(this.wanted.get(session) ?? FREE, control));
    });
    session.onBatch(() => this.keepSolo(session));
  }

  private keepSolo(session: Session): void {
    const before = this.wanted.get(session);
    if (before?.solo === undefined) return;
    const after = withThreads(before, aliveIn(session.world));
    if (after !== before) this.send(session, after);
  }

  private send(session: Session, wanted: WantedControl): void {
    this.wanted.set(session, wanted);
    session.debug.setControl({ frozen: wanted.frozen, next: wanted.next });
  }
}

function aliveIn({ threads }: World): ThreadId[] {
  return Object.values(threads).flatMap((thread) => (isAlive(thread) ? thread.id : []));
}
