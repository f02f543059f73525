// Runs one program again and again under different schedules, each to its end, on workers that are
// reset in between.

import { DisposableStore } from '../../core/base/disposable.ts';
import type { LaunchRequest, StrategyChoice } from '../../core/protocol/worker.ts';
import type { StartRuntime } from '../runtimePort.ts';
import { Session } from '../session.ts';

export interface ScheduleChoice {
  readonly strategy: StrategyChoice;
  /** Of the strategy; Python's own `random` has the launch's. */
  readonly seed: number;
  /** Accesses to what threads share are watched and recorded. */
  readonly detectRaces?: boolean;
  /** Milliseconds after which it is stopped; left out: it comes to an end, or is cancelled. */
  readonly patience?: number;
}

export class ScheduleRuns {
  readonly launch: LaunchRequest;
  private readonly take: StartRuntime;
  private readonly title: string;
  private readonly open = new Set<Session>();
  private isCancelled = false;

  /** @param take gives workers, which come back when a session disposes them */
  constructor(launch: LaunchRequest, title: string, take: StartRuntime) {
    this.launch = launch;
    this.title = title;
    this.take = take;
  }

  /**
   * One run. It is stopped when some of its threads are sure to hang, as nothing more is to be
   * learned from it. @returns the session, which has ended; undefined if it was cancelled
   */
  async run(choice: ScheduleChoice): Promise<Session | undefined> {
    const { strategy, seed, detectRaces = false, patience } = choice;
    const port = await this.take();
    const launch = { ...this.launch, strategy, seed, detectRaces };
    const session = new Session({ port, launch, title: this.title, onDeadlock: 'end' });
    if (this.isCancelled) return (session.dispose(), undefined);
    this.open.add(session);
    const listeners = new DisposableStore();
    listeners.add(session.onInputWanted(() => session.provideInput(undefined)));
    listeners.add(session.onState(({ kind }) => kind === 'paused' && session.stop()));
    const timer = patience !== undefined && setTimeout(() => session.stop(), patience);
    try {
      session.start();
      await session.whenEnded;
      return this.isCancelled ? undefined : session;
    } finally {
      if (timer !== false) clearTimeout(timer);
      listeners.dispose();
      this.open.delete(session);
      session.dispose();
    }
  }

  /** Ends the runs that are under way, and all that are still asked for. */
  cancel(): void {
    this.isCancelled = true;
    for (const session of this.open) session.dispose();
  }
}
