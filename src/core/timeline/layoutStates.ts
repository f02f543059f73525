// The bar of a thread's states.

import { codeOfState, LANE_STATES } from '../analysis/lanes/laneStates.ts';
import type { Segment } from '../analysis/lanes/lanes.ts';
import type { ThreadId } from '../base/ids.ts';
import { type Piece, trackPieces, type Window } from './pieces.ts';
import {
  type LaneRow,
  objectName,
  rootObject,
  type ShownState,
  stuckThreads,
  threadName,
  type TimelineScene,
} from './scene.ts';
import { type Emphasis, LANE, type Shape } from './shapes.ts';
import type { Box } from './surface.ts';

type ThreadRow = Extract<LaneRow, { kind: 'thread' }>;

/** From below: what matters most is nearest to the foot of the bar. */
const STACKING: readonly ShownState[] = [
  'running',
  'ready',
  'deadlocked',
  'blocked',
  'waiting',
  'sleeping',
  'new',
  'crashed',
  'finished',
  'cutOff',
];
/**
 * Shares are drawn in steps of this height, so that neighbouring bins mostly become one box. A
 * state that a bin has at all is seen.
 */
const SHARE = 3;
/** Width of a letter, about, in labels of this size. */
const LETTER = 6.2;
const LABEL_PADDING = 10;

export interface StatesContext {
  readonly scene: TimelineScene;
  readonly window: Window;
  readonly stuck: ReadonlySet<ThreadId>;
}

export function statesContext(scene: TimelineScene, window: Window): StatesContext {
  return { scene, window, stuck: stuckThreads(scene) };
}

/** @param top of the lane in the picture */
export function layoutStates(context: StatesContext, row: ThreadRow, top: number): Shape[] {
  const { scene, window } = context;
  const y = top + LANE.marks;
  const shares = new Map<ShownState, Box[]>();
  const shapes: Shape[] = [];
  for (const piece of trackPieces(row.lane.states, window)) {
    const box = { x: piece.x, y, width: piece.width, height: LANE.bar };
    if (piece.kind === 'bin') addShares(context, row, { piece, box, shares });
    else {
      const segment = scene.lanes.segment(row.lane, piece.row);
      if (segment) shapes.push(stateShape(context, segment, box));
    }
  }
  for (const [state, boxes] of shares) {
    shapes.push({ kind: 'shares', boxes, state, emphasis: emphasisOfShare(scene, state) });
  }
  return shapes;
}

function stateShape(context: StatesContext, segment: Segment, box: Box): Shape {
  const { scene } = context;
  const state = shownState(context, segment);
  const words = segmentLabel(scene, segment);
  const label = words.length * LETTER + LABEL_PADDING <= box.width ? words : '';
  return { kind: 'state', box, state, label, emphasis: emphasisOf(scene, segment, state) };
}

/** A thread of a deadlock stands in its last state for ever. */
export function shownState(
  { scene, stuck }: Pick<StatesContext, 'scene' | 'stuck'>,
  { thread, state, to }: Segment,
): ShownState {
  const isWait = state === 'blocked' || state === 'waiting';
  return isWait && to === scene.lanes.length && stuck.has(thread) ? 'deadlocked' : state;
}

/** What the thread waits for, in a word. */
function segmentLabel(scene: TimelineScene, segment: Segment): string {
  if (segment.object !== undefined) return objectName(scene, segment.object);
  if (segment.awaited !== undefined) return threadName(scene, segment.awaited);
  return segment.wait === 'input' ? 'input' : '';
}

function emphasisOf(scene: TimelineScene, { object }: Segment, state: ShownState): Emphasis {
  if (scene.states.size > 0 && !scene.states.has(state)) return 'faded';
  if (scene.selection?.kind !== 'object') return 'plain';
  const chosen = rootObject(scene.lanes, scene.selection.id);
  return object !== undefined && rootObject(scene.lanes, object) === chosen ? 'chosen' : 'faded';
}

function emphasisOfShare(scene: TimelineScene, state: ShownState): Emphasis {
  const isOut = scene.states.size > 0 && !scene.states.has(state);
  return isOut || scene.selection?.kind === 'object' ? 'faded' : 'plain';
}

interface Shares {
  readonly piece: Extract<Piece, { kind: 'bin' }>;
  readonly box: Box;
  readonly shares: Map<ShownState, Box[]>;
}

function addShares({ window }: StatesContext, { lane }: ThreadRow, into: Shares): void {
  const { piece, box, shares } = into;
  const amounts = lane.states.amounts(window.viewport.axis, piece.first, piece.last);
  const parts = STACKING.flatMap((state) => {
    const amount = state === 'deadlocked' ? 0 : (amounts[codeOfState(state)] ?? 0);
    return amount > 0 ? [{ state, amount }] : [];
  });
  let foot = box.y + box.height;
  for (const { state, height } of heights(parts, box.height)) {
    foot -= height;
    add(shares, state, { x: box.x, y: foot, width: box.width, height });
  }
}

interface Part {
  readonly state: ShownState;
  readonly amount: number;
}

/** Heights in steps that add up to the bar's; each part has some, if there is room for all. */
function heights(
  parts: readonly Part[],
  height: number,
): readonly { readonly state: ShownState; readonly height: number }[] {
  const total = parts.reduce((sum, { amount }) => sum + amount, 0);
  const steps = Math.floor(height / SHARE);
  const free = Math.max(0, steps - parts.length);
  let left = height;
  return parts.map(({ state, amount }, index) => {
    const wanted = SHARE * (1 + Math.round((free * amount) / total));
    const own = index === parts.length - 1 ? left : Math.min(left, wanted);
    left -= own;
    return { state, height: own };
  });
}

/** Beside a box as high and at the same height, it is one box. */
function add(shares: Map<ShownState, Box[]>, state: ShownState, box: Box): void {
  const boxes = shares.get(state) ?? [];
  if (boxes.length === 0) shares.set(state, boxes);
  const last = boxes.at(-1);
  const isBeside = last?.y === box.y && last.height === box.height && last.x + last.width === box.x;
  if (isBeside) boxes[boxes.length - 1] = { ...last, width: last.width + box.width };
  else boxes.push(box);
}

/** All states in the order of the legend. */
export const SHOWN_STATES: readonly ShownState[] = [
  'running',
  'ready',
  'blocked',
  'waiting',
  'sleeping',
  'deadlocked',
  ...LANE_STATES.filter((state) => ['new', 'finished', 'crashed', 'cutOff'].includes(state)),
];
