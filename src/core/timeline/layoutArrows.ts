// Arrows from waker to woken. All of them while they can be told apart, else only those of the
// chosen thread.

import type { Wake } from '../analysis/lanes/wakes.ts';
import type { Step, ThreadId } from '../base/ids.ts';
import { stepAtPixel, type Window } from './pieces.ts';
import type { LaneRow, TimelineScene } from './scene.ts';
import { BAR_MIDDLE, LANE, type Shape } from './shapes.ts';
import { xOfStep } from './viewport.ts';

/** More arrows than this in sight are a grey field. */
const MOST = 250;

export interface ArrowOptions {
  readonly scene: TimelineScene;
  readonly window: Window;
  /** Where each thread's lane begins in the picture, of the lanes that are in sight or near. */
  readonly tops: ReadonlyMap<ThreadId, number>;
  /** The arrow under the mouse. */
  readonly hovered: number | undefined;
}

export function layoutArrows(options: ArrowOptions): Shape[] {
  const { scene, window, hovered } = options;
  const { wakes } = scene.lanes;
  const first = wakes.firstFrom(Math.max(1, stepAtPixel(window, 0)) as Step);
  const last = wakes.firstFrom((stepAtPixel(window, window.steps.length - 1) + 1) as Step);
  const indices = last - first > MOST ? ofSelection(options, first, last) : range(first, last);
  return indices.flatMap((index): Shape[] => {
    const wake = wakes.wakeAt(index);
    const ends = wake && arrowEnds(options, wake);
    if (!wake || !ends) return [];
    const isChosen = index === hovered || isOfSelection(scene, wake);
    return [{ kind: 'arrow', ...ends, isChosen, index }];
  });
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
}

function ofSelection({ scene }: ArrowOptions, first: number, last: number): number[] {
  const { selection, lanes } = scene;
  const wakes = selection?.kind === 'thread' ? lanes.threads.get(selection.id)?.wakes : undefined;
  if (!wakes) return [];
  const found: number[] = [];
  for (let row = wakes.lastAtMost(first - 1) + 1; row < wakes.length; row++) {
    if (wakes.at(row) >= last || found.length === MOST) break;
    found.push(wakes.at(row));
  }
  return found;
}

function isOfSelection({ selection }: TimelineScene, { by, thread, object }: Wake): boolean {
  if (selection?.kind === 'thread') return selection.id === by || selection.id === thread;
  return selection?.kind === 'object' && selection.id === object;
}

function arrowEnds({ window, tops }: ArrowOptions, { step, by, thread }: Wake) {
  const [from, to] = [tops.get(by), tops.get(thread)];
  if (from === undefined || to === undefined || from === to) return undefined;
  const x = xOfStep(window.viewport, window.clock, step);
  const half = LANE.bar / 2;
  const side = to > from ? 1 : -1;
  return {
    from: { x, y: from + BAR_MIDDLE + side * half },
    to: { x, y: to + BAR_MIDDLE - side * half },
  };
}

/** The threads whose lanes arrows may lead from and to. */
export function topsOf(rows: readonly LaneRow[], scroll: number): Map<ThreadId, number> {
  return new Map(
    rows.flatMap((row) => (row.kind === 'thread' ? [[row.lane.id, row.top - scroll]] : [])),
  );
}
