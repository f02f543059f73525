// Makes the recorded choices again. Where the recording ends it goes on like round robin, so
// that a cut schedule shows what happens after its last choice.

import { nextInTurn } from './roundRobin.ts';
import type { Schedule, ThreadChoice } from './scheduleText.ts';
import { ScheduleDivergedError, type SchedulingPoint, type Strategy } from './strategy.ts';

/** Begins what is said of a schedule of another program. */
export const DOES_NOT_FIT = 'The schedule does not fit this program';

/** @throws ScheduleDivergedError from `next` if the recorded thread can't run */
export function createReplay(schedule: Schedule): Strategy {
  const { choices, checksPerTick, before } = schedule;
  let index = 0;
  let used = 0;
  let decision = 0;
  const use = ({ count }: ThreadChoice, points: number): void => {
    decision += points;
    used += points;
    if (used < count) return;
    index++;
    used = 0;
  };
  return {
    name: 'replay',
    checksPerTick,
    before,
    next(point) {
      const choice = choices[index];
      if (choice === undefined) return nextInTurn(point);
      if (choice.kind === 'rest') throw diverged(decision + 1, 'nobody', point);
      if (!point.runnable.includes(choice.thread))
        throw diverged(decision + 1, `thread ${choice.thread}`, point);
      use(choice, 1);
      return choice.thread;
    },
    patience(current) {
      const choice = choices[index];
      if (choice === undefined) return Infinity;
      return choice.kind === 'thread' && choice.thread === current ? choice.count - used : 0;
    },
    stayed(_current, points) {
      const choice = choices[index];
      if (choice?.kind === 'thread') use(choice, points);
    },
    get mayRest() {
      return choices[index]?.kind === 'rest';
    },
    rest({ step, time }) {
      const choice = choices[index];
      if (choice?.kind !== 'rest' || step < choice.step || time < choice.time) return undefined;
      index++;
      return { kind: 'idle', until: choice.until };
    },
  };
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
