// Sentences about the run as a whole: the header's state and how it ended.

import type { PauseReason } from '../src/core/protocol/debug.ts';
import type { RunState, RunView } from '../src/core/protocol/panel.ts';
import type { Outcome } from '../src/core/trace/events.ts';
import { threadName, type Scene } from './scene.ts';
import { clockText, commaText, countText, threadPlace } from './words.ts';

export interface RunLook {
  /** Name of a codicon. */
  readonly glyph: string;
  readonly word: string;
  /** Sets the colour. */
  readonly tone: 'running' | 'paused' | 'good' | 'bad' | 'plain';
}

export function runLook(run: RunView): RunLook {
  const { pastStep, lastStep } = run;
  if (pastStep === undefined) return presentLook(run);
  const word = `Looking at step ${pastStep} of ${lastStep}`;
  return { glyph: 'history', word, tone: 'plain' };
}

/** How the run stands, whichever step is shown. */
function presentLook({ state, world }: RunView): RunLook {
  if (world.outcome) return outcomeLook(world.outcome);
  switch (state.kind) {
    case 'starting':
      return { glyph: 'loading', word: 'Starting', tone: 'plain' };
    case 'running':
      return state.isTravelling
        ? { glyph: 'history', word: 'Going to another moment', tone: 'running' }
        : { glyph: 'play', word: 'Running', tone: 'running' };
    case 'waitingForInput':
      return { glyph: 'keyboard', word: 'Waiting for input', tone: 'paused' };
    case 'paused':
      return state.reason === 'deadlock'
        ? { glyph: 'error', word: 'Deadlocked', tone: 'bad' }
        : { glyph: 'debug-pause', word: pauseText(state), tone: 'paused' };
    case 'ended':
      return { glyph: 'debug-stop', word: 'Ended', tone: 'plain' };
  }
}

const PAUSE_REASONS: Readonly<Record<PauseReason, string>> = {
  pause: '',
  entry: 'before the first line',
  step: 'after one event',
  pauseAt: 'at the time you set',
  deadlock: 'in a deadlock',
  breakpoint: 'at a breakpoint',
  exception: 'at an exception',
  goto: 'at the cursor',
  frozen: 'with only frozen threads left',
  suspect: '',
  finding: 'as some threads wait for ever',
  travel: 'at an earlier moment',
};

type Paused = Extract<RunState, { kind: 'paused' }>;

function pauseText({ reason, thread }: Paused): string {
  const isLineStep = reason === 'step' && thread !== undefined;
  const why = isLineStep ? 'after a step' : PAUSE_REASONS[reason];
  return why === '' ? 'Paused' : `Paused ${why}`;
}

const STOPS: Readonly<Partial<Record<PauseReason, string>>> = {
  entry: 'stopped before the first line',
  step: 'stopped after a step',
  breakpoint: 'stopped at a breakpoint',
  exception: 'stopped at an exception',
  goto: 'came to the cursor',
};

/** Who stopped and where: `worker-2 stopped at a breakpoint, bank.py:12 in transfer`. */
export function stopText(scene: Scene, { state }: RunView): string {
  if (state.kind !== 'paused' || state.thread === undefined) return '';
  const name = threadName(scene, state.thread);
  const thread = scene.world.threads[state.thread];
  const place = thread && threadPlace(scene, thread);
  return commaText([`${name} ${STOPS[state.reason] ?? 'stopped'}`, place]);
}

/** What is shown is not how the run stands: `As it was at 0.200 s. Now: Deadlocked`. */
export function pastText(run: RunView): string {
  return `As it was at ${clockText(run.world.time)}. Now: ${presentLook(run).word}`;
}

/** The run has gone back in time: `The debugger stands at step 41 of 1,234.` */
export function standsAtText({ standsAt, lastStep }: RunView): string {
  const [step, steps] = [standsAt ?? lastStep, lastStep].map((each) =>
    each.toLocaleString('en-US'),
  );
  return `The debugger stands at step ${step} of ${steps}.`;
}

function outcomeLook(outcome: Outcome): RunLook {
  switch (outcome.kind) {
    case 'exited':
      return outcome.exitCode === 0
        ? { glyph: 'pass', word: 'Ended, exit code 0', tone: 'good' }
        : { glyph: 'error', word: `Ended, exit code ${outcome.exitCode}`, tone: 'bad' };
    case 'stopped':
      return { glyph: 'debug-stop', word: 'Stopped', tone: 'plain' };
    case 'deadlocked':
      return { glyph: 'error', word: 'Deadlocked', tone: 'bad' };
    case 'limit':
      return { glyph: 'warning', word: 'Stopped by a limit', tone: 'bad' };
    case 'crashed':
      return { glyph: 'error', word: 'The runtime failed', tone: 'bad' };
  }
}

/** What happened, in a sentence or two; for the box that is shown when a run has ended. */
export function outcomeText(outcome: Outcome, threadCount: number): string {
  switch (outcome.kind) {
    case 'exited':
      return outcome.exitCode === 0
        ? `The program ended by itself; it had ${countText(threadCount, 'thread')}.`
        : `The program ended with exit code ${outcome.exitCode}. Its messages are in the Debug Console.`;
    case 'stopped':
      return 'You stopped the program. The threads are shown as they stood.';
    case 'deadlocked':
      return 'Every thread that is left waits for another one: none can ever go on.';
    case 'limit':
    case 'crashed':
      return outcome.message;
  }
}

/** True once no command but a new start makes sense. */
export function hasEnded({ state, world }: RunView): boolean {
  return state.kind === 'ended' || world.outcome !== undefined;
}

/** Speeds that are offered; 0 stands for unlimited. */
export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 0] as const;

export function speedText(speed: number): string {
  return speed === 0 ? 'Max' : `${speed}×`;
}
