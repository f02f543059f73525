// Lanes as text: a row a thread with one letter a step, below it a row for each lock it holds.
//
//   n new · - ready · # running · b blocked · w waiting · z sleeping · | finished · x crashed
//   = held · ! held while others wait

import type { ObjectId, Step } from '../../../src/core/base/ids.ts';
import type { Lanes } from '../../../src/core/analysis/lanes/lanes.ts';
import type { LaneState } from '../../../src/core/analysis/lanes/laneStates.ts';
import type { ThreadLane } from '../../../src/core/analysis/lanes/laneTables.ts';

const LETTERS: Readonly<Record<LaneState, string>> = {
  new: 'n',
  ready: '-',
  running: '#',
  blocked: 'b',
  waiting: 'w',
  sleeping: 'z',
  finished: '|',
  crashed: 'x',
  cutOff: '/',
};

type Names = Readonly<Record<ObjectId, string>>;

/** @param from the first step that is shown */
export function formatLanes(lanes: Lanes, names: Names, from = 0): string {
  const count = lanes.length + 1 - from;
  const steps = Array.from({ length: count }, (_, index) => (from + index) as Step);
  return [...lanes.threads.values()]
    .flatMap((lane) => [
      lane.name.padEnd(8) + steps.map((step) => stateLetter(lanes, lane, step)).join(''),
      ...holdRows(lanes, lane, { names, steps }),
    ])
    .map((row) => row.trimEnd())
    .join('\n');
}

function stateLetter(lanes: Lanes, { id }: ThreadLane, step: Step): string {
  const state = lanes.segmentAt(id, step)?.state;
  return state === undefined ? ' ' : LETTERS[state];
}

interface Shown {
  readonly names: Names;
  readonly steps: readonly Step[];
}

function holdRows(lanes: Lanes, { id }: ThreadLane, { names, steps }: Shown): string[] {
  const held = steps.map((step) => lanes.holdsAt(id, step).map(({ object }) => object));
  return [...new Set(held.flat())].map((object) => {
    const letters = held.map((objects, index) => {
      if (!objects.includes(object)) return ' ';
      return lanes.waitersAt(object, steps[index] ?? (0 as Step)) > 0 ? '!' : '=';
    });
    return `  ${names[object] ?? object}`.padEnd(8) + letters.join('');
  });
}

/** `worker woken by main (granted, E)` for each arrow. */
export function formatWakes(lanes: Lanes, names: Names): string[] {
  return Array.from({ length: lanes.wakes.length }, (_, index) => {
    const wake = lanes.wakes.wakeAt(index);
    if (wake === undefined) return '';
    const { by, thread, reason, object } = wake;
    const why = object === undefined ? reason : `${reason}, ${names[object] ?? object}`;
    const waker = lanes.threads.get(by)?.name ?? 'nobody';
    return `${lanes.threads.get(thread)?.name ?? ''} by ${waker} (${why})`;
  });
}
