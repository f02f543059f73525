// What DAP has no words for, as requests of our own: who may run, and steps of any thread.
// Documented in docs/debug-adapter.md.

import { UserError } from '../core/base/errors.ts';
import { NO_THREAD, type ThreadId } from '../core/base/ids.ts';
import type { ThreadControl } from '../core/protocol/debug.ts';
import { withFrozen, withNext, withSolo, withThawed } from '../session/threadControl.ts';
import { pythonPath } from '../session/sandboxPath.ts';
import type { DebuggedRun } from './debuggedRun.ts';
import { on, type Handlers } from './requestDesk.ts';
import { liveThreads } from './threadList.ts';

interface OfThread {
  readonly threadId?: number;
}

interface RunTo extends OfThread {
  /** As in the client's sources. */
  readonly path: string;
  readonly line: number;
}

export function threadRequests(liveRun: () => DebuggedRun): Handlers {
  const changing = (change: (control: ThreadControl, thread: ThreadId) => ThreadControl) =>
    on<OfThread>(({ threadId }) => {
      const run = liveRun();
      const { debug } = run.session;
      debug.setControl(change(debug.control, liveThread(run, threadId)));
      return { frozen: debug.control.frozen, next: debug.control.next ?? NO_THREAD };
    });
  const alive = () => liveThreads(liveRun().session.world).map(({ id }) => id);
  const stepEvent = () => {
    const run = liveRun();
    run.stepOn(() => run.session.stepEvent());
  };
  return {
    'weft/freeze': changing((control, thread) => withFrozen(control, [thread])),
    'weft/thaw': changing((control, thread) => withThawed(control, [thread])),
    'weft/solo': changing((control, thread) => withSolo(control, thread, alive())),
    'weft/runNext': changing(withNext),
    'weft/stepEvent': stepEvent,
    'weft/runTo': on<RunTo>((args) => runTo(liveRun(), args)),
    'weft/findings': () => ({ findings: liveRun().session.findings }),
  };
}

/** Without a thread: until any comes to the line. */
function runTo(run: DebuggedRun, { path, line, threadId }: RunTo): void {
  const file = run.view.tracePath(path);
  if (file === undefined) throw new UserError(`${path} can’t be part of the run.`);
  const thread = threadId === undefined ? undefined : liveThread(run, threadId);
  run.stepOn(() => run.session.debug.runTo(thread, pythonPath(file, run.session.launch), line));
}

function liveThread(run: DebuggedRun, threadId: number | undefined): ThreadId {
  const thread = liveThreads(run.session.world).find(({ id }) => id === threadId);
  if (thread === undefined) throw new UserError(`There is no thread ${threadId}.`);
  return thread.id;
}
