// Makes the recorded choices again. Where the recording ends it goes on like round robin, so
// that a cut schedule shows what happens after its last choice.

import type { ThreadId } from '../base/ids.ts';
import { nextInTurn } from './roundRobin.ts';
import type { Choice, Schedule, ThreadChoice } from './scheduleText.ts';
import type { PointsBefore, Rest, RestMoment, SchedulingPoint, Strategy } from './strategy.ts';
import { ScheduleDivergedError } from './strategy.ts';

/** Begins what is said of a schedule of another program. */
export const DOES_NOT_FIT = 'The schedule does not fit this program';

/** @throws ScheduleDivergedError from `next` if the recorded thread can't run */
export function createReplay(schedule: Schedule): Strategy {
  return new Replay(schedule);
}

/** A class for the same reason as `RecordingStrategy`. */
class Replay implements Strategy {
  readonly name = 'replay';
  readonly checksPerTick: number;
  readonly before: PointsBefore | undefined;
  private readonly choices: readonly Choice[];
  private index = 0;
  private used = 0;
  private decision = 0;

  constructor({ choices, checksPerTick, before }: Schedule) {
    this.choices = choices;
    this.checksPerTick = checksPerTick;
    this.before = before;
  }

  next(point: SchedulingPoint): ThreadId {
    const { choice } = this;
    if (choice === undefined) return nextInTurn(point);
    if (choice.kind === 'rest') throw diverged(this.decision + 1, 'nobody', point);
    if (!point.runnable.includes(choice.thread))
      throw diverged(this.decision + 1, `thread ${choice.thread}`, point);
    this.use(choice, 1);
    return choice.thread;
  }

  patience(current: ThreadId): number {
    const { choice } = this;
    if (choice === undefined) return Infinity;
    return choice.kind === 'thread' && choice.thread === current ? choice.count - this.used : 0;
  }

  stayed(_current: ThreadId, points: number): void {
    const { choice } = this;
    if (choice?.kind === 'thread') this.use(choice, points);
  }

  get mayRest(): boolean {
    return this.choice?.kind === 'rest';
  }

  rest({ step, time }: RestMoment): Rest | undefined {
    const { choice } = this;
    if (choice?.kind !== 'rest' || step < choice.step || time < choice.time) return undefined;
    this.index++;
    return { kind: 'idle', until: choice.until };
  }

  private get choice(): Choice | undefined {
    return this.choices[this.index];
  }

  private use({ count }: ThreadChoice, points: number): void {
    this.decision += points;
    this.used += points;
    if (this.used < count) return;
    this.index++;
    this.used = 0;
  }
}

function diverged(
  decision: number,
  recorded: string,
  point: SchedulingPoint,
): ScheduleDivergedError {
  return new ScheduleDivergedError(
    `${DOES_NOT_FIT}: at decision ${decision} it runs ` +
      `${recorded}, but only threads ${point.runnable.join(', ')} can run. ` +
      'The program, its input or Weft has changed since the schedule was recorded.',
  );
}
