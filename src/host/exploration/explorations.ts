// Explores a script or a test and shows how far it is. The workers live as long as the exploration.

import * as vscode from 'vscode';
import type { CheckTarget } from '../../core/exploration/report.ts';
import type {
  Exploration,
  ExplorationEnd,
  Progress,
} from '../../session/exploration/exploration.ts';
import type { StartRuntime } from '../../session/runtimePort.ts';
import type { LaunchRequest } from '../../core/protocol/worker.ts';
import { currentSettings } from '../currentSettings.ts';
import type { Place } from '../place.ts';
import { runOptions } from '../runOptions.ts';
import { scriptFiles } from '../scriptFiles.ts';
import type { ExplorerPool, Runtimes } from '../startRuntime.ts';

/** What a program is started with. */
export interface ProgramLaunch {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What is explored. */
export interface Subject {
  readonly place: Place;
  /** As `weft run --test` takes it; undefined: the whole script. */
  readonly test: string | undefined;
  /** `bank.py` or `TestBank.test_transfer`. */
  readonly title: string;
  /** Of the run that is explored; as for F5 if left out. */
  readonly launch?: ProgramLaunch | undefined;
  /** As the settings say if left out. */
  readonly schedules?: number | undefined;
}

/** The wall clock of every run at its start, so that a search is the same tomorrow. */
const START_TIME = Date.UTC(2026, 0, 1);

export class Explorations {
  private readonly runtimes: Runtimes;

  constructor(runtimes: Runtimes) {
    this.runtimes = runtimes;
  }

  /** With a notification that tells its progress and can cancel it. */
  async explore(subject: Subject): Promise<ExplorationEnd> {
    const pool = await this.runtimes.explorers();
    try {
      return await vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: `Exploring ${subject.title}`,
          cancellable: true,
        },
        (progress, token) => {
          let shown = 0;
          return this.run(subject, pool, token, (now) => {
            const percent = Math.min(100, (100 * now.schedules) / now.of);
            progress.report({ message: progressText(now), increment: percent - shown });
            shown = percent;
          });
        },
      );
    } finally {
      pool.dispose();
    }
  }

  /** On workers of the caller's. */
  async run(
    subject: Subject,
    pool: ExplorerPool,
    token: vscode.CancellationToken,
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<ExplorationEnd> {
    const exploration = await newExploration(subject, pool);
    const throttled = everySoOften(onProgress);
    exploration.onProgress(throttled);
    const listener = token.onCancellationRequested(() => exploration.cancel());
    try {
      if (token.isCancellationRequested) exploration.cancel();
      return await exploration.run();
    } finally {
      listener.dispose();
      exploration.dispose();
    }
  }

  /** Workers for several explorations, one after the other; the caller disposes them. */
  open(): Promise<ExplorerPool> {
    return this.runtimes.explorers();
  }
}

async function newExploration(
  { place, test, title, launch: start, schedules }: Subject,
  pool: { readonly take: StartRuntime; readonly workers: number },
): Promise<Exploration> {
  // Loaded when it is needed first: activation must be fast.
  const [{ Exploration }, launch] = await Promise.all([
    import('../../session/exploration/exploration.ts'),
    launchOf(place, { test, ...start }),
  ]);
  const settings = currentSettings();
  const file = vscode.workspace.asRelativePath(place.script);
  const args = start?.args ?? [];
  const target: CheckTarget = {
    file,
    ...(test !== undefined && { test }),
    ...(args.length > 0 && { args }),
  };
  return new Exploration(
    {
      target,
      launch,
      title,
      budget: { ...settings.exploration, ...(schedules !== undefined && { schedules }) },
      seed: settings.seed ?? 0,
      shard: { index: 1, count: 1 },
      workers: pool.workers,
    },
    { take: pool.take, now: () => performance.now() },
  );
}

async function launchOf(
  place: Place,
  program: Partial<ProgramLaunch> & { readonly test: string | undefined },
): Promise<LaunchRequest> {
  const { prepareLaunch } = await import('../../session/launch.ts');
  const settings = currentSettings();
  const options = runOptions({ script: place.path, ...program }, place, {}, settings);
  const limits = { ...settings.limits, steps: Math.min(settings.limits.steps, STEPS) };
  const { launch } = await prepareLaunch(
    { ...options, limits, seed: settings.seed ?? 0, startTime: START_TIME },
    { reader: scriptFiles(place), now: () => START_TIME },
  );
  return launch;
}

/** Of one run: a schedule that needs more may never end. */
const STEPS = 200_000;
/** Milliseconds. */
const PERIOD = 200;

function everySoOften(report: (progress: Progress) => void): (progress: Progress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < PERIOD) return;
    last = now;
    report(progress);
  };
}

/** `searching: 1,204 schedules (310/s), 97 different, nothing found yet` */
export function progressText({
  phase,
  schedules,
  interleavings,
  failures,
  seconds,
}: Progress): string {
  const rate = seconds > 0 ? Math.round(schedules / seconds) : 0;
  const found = failures === 0 ? 'nothing found yet' : `${failures} failing`;
  return (
    `${phase}: ${schedules.toLocaleString('en-US')} schedules (${rate}/s), ` +
    `${interleavings.toLocaleString('en-US')} different, ${found}`
  );
}
