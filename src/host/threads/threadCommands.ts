// Freeze, thaw, solo, run next: from the palette, which asks for the thread, and from the call
// stack's menu, which names it.

import * as vscode from 'vscode';
import { UserError } from '../../core/base/errors.ts';
import type { ThreadId } from '../../core/base/ids.ts';
import { isAlive } from '../../core/trace/fold.ts';
import type { Thread } from '../../core/trace/world.ts';
import { COMMANDS } from '../ids.ts';
import type { ThreadCommand } from '../panelMessages.ts';
import type { LiveRun, Runs } from '../runs.ts';
import { threadStateText } from '../threadMarks.ts';
import type { ThreadControls } from './threadControls.ts';

/** What the call stack passes: the thread, and the session that it belongs to. */
type Arguments = [thread?: unknown, context?: unknown];

interface ThreadItem extends vscode.QuickPickItem {
  readonly thread: ThreadId;
}

const TITLES: Readonly<Record<Exclude<ThreadCommand, 'thawAll'>, string>> = {
  freeze: 'Freeze Thread',
  thaw: 'Thaw Thread',
  solo: 'Run Only This Thread',
  runNext: 'Run Thread Next',
};

export function threadCommands(runs: Runs, controls: ThreadControls) {
  const on =
    (command: keyof typeof TITLES) =>
    async (...[thread, context]: Arguments) => {
      const run = runOf(runs, context);
      const chosen = threadIn(run, thread) ?? (await pickThread(run, command));
      if (chosen !== undefined) controls.command(run, command, chosen);
    };
  return {
    [COMMANDS.freezeThread]: on('freeze'),
    [COMMANDS.thawThread]: on('thaw'),
    [COMMANDS.soloThread]: on('solo'),
    [COMMANDS.runThreadNext]: on('runNext'),
    [COMMANDS.thawAll]: (...[, context]: Arguments) => controls.thawAll(runOf(runs, context)),
  };
}

function runOf(runs: Runs, context: unknown): LiveRun {
  const id = typeof context === 'object' && context && 'sessionId' in context && context.sessionId;
  const run = typeof id === 'string' ? runs.liveOf(id) : runs.live;
  if (run) return run;
  throw new UserError('No run is going on. Run a Python file or a threading example first.');
}

function threadIn({ session }: LiveRun, thread: unknown): ThreadId | undefined {
  if (typeof thread !== 'number') return undefined;
  return session.world.threads[thread as ThreadId]?.id;
}

async function pickThread(
  run: LiveRun,
  command: keyof typeof TITLES,
): Promise<ThreadId | undefined> {
  const { world, debug, title } = run.session;
  const { frozen } = debug.control;
  const threads = Object.values<Thread>(world.threads).filter(isAlive);
  const fitting = threads.filter(({ id }) => fits(command, frozen.includes(id)));
  if (fitting.length === 0) throw new UserError(nobodyFits(command));
  const picked = await vscode.window.showQuickPick(
    fitting.map((thread) => itemFor(run, thread)),
    { title: `${TITLES[command]}: ${title}`, placeHolder: 'Which thread?' },
  );
  return picked?.thread;
}

function fits(command: keyof typeof TITLES, isFrozen: boolean): boolean {
  if (command === 'freeze') return !isFrozen;
  return command === 'thaw' ? isFrozen : true;
}

function nobodyFits(command: keyof typeof TITLES): string {
  if (command === 'thaw') return 'No thread is frozen.';
  return 'No thread is there that could be chosen: all have ended or are frozen.';
}

function itemFor({ session }: LiveRun, thread: Thread): ThreadItem {
  const { world, tables, names, debug } = session;
  const isFrozen = debug.control.frozen.includes(thread.id);
  const state = threadStateText({ world, tables, names }, thread);
  return {
    label: thread.name,
    description: isFrozen ? `${state}, frozen` : state,
    thread: thread.id,
  };
}
