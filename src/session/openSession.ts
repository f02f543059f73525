// From options to a session that is ready to start: reads the files while the worker boots.

import type { ComparedRun } from '../core/recording/replayCheck.ts';
import { lastPart, toSandboxPath } from './sandboxPath.ts';
import { type LaunchContext, prepareLaunch, type RunOptions } from './launch.ts';
import type { StartRuntime } from './runtimePort.ts';
import { ReusingPool } from './reusingPool.ts';
import { Session } from './session.ts';
import type { TravelWorkers } from './travel/travels.ts';

export interface SessionContext extends LaunchContext {
  readonly startRuntime: StartRuntime;
  readonly onDeadlock: 'pause' | 'end';
  /** Its own, made with `startRuntime`, if left out. */
  readonly travelWorkers?: TravelWorkers;
  /** The script's file name if left out. */
  readonly title?: string | undefined;
  /** The run that is replayed, to be compared with. */
  readonly recorded?: ComparedRun | undefined;
}

export interface OpenedSession {
  /** Not started yet; whoever opened it disposes it. */
  readonly session: Session;
  /** What the user should know before the run. */
  readonly notice: string | undefined;
}

/** @throws UserError if the options are wrong, the script can't be read, or the worker can't boot. */
export async function openSession(
  options: RunOptions,
  context: SessionContext,
): Promise<OpenedSession> {
  const [prepared, booted] = await Promise.allSettled([
    prepareLaunch(options, context),
    context.startRuntime(),
  ]);
  if (prepared.status === 'rejected') {
    if (booted.status === 'fulfilled') booted.value.dispose();
    throw prepared.reason;
  }
  if (booted.status === 'rejected') throw booted.reason;
  const { launch, notice } = prepared.value;
  const title = context.title ?? lastPart(toSandboxPath(options.script));
  const { onDeadlock, startRuntime, recorded } = context;
  const travelWorkers = context.travelWorkers ?? new ReusingPool(startRuntime);
  const session = new Session({
    ...{ port: booted.value, launch, title, onDeadlock, recorded, travelWorkers },
  });
  return { session, notice };
}
