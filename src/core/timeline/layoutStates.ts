// The bar of a thread's states.

import {
  codeOfState,
  LANE_STATES,
  type LaneState,
  STATE_CODES,
} from '../analysis/lanes/laneStates.ts';
import type { Segment } from '../analysis/lanes/lanes.ts';
import type { ThreadId } from '../base/ids.ts';
import { addBeside, type OwnBox } from './boxes.ts';
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
const STACKING: readonly LaneState[] = [
  'running',
  'ready',
  'blocked',
  'waiting',
  'sleeping',
  'new',
  'crashed',
  'finished',
  'cutOff',
];
const STACKED = STACKING.map((state) => ({ state, code: codeOfState(state) }));
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
  /** Room for the amounts of a bin. */
  readonly amounts: Float64Array<ArrayBuffer>;
}

export function statesContext(scene: TimelineScene, window: Window): StatesContext {
  const amounts = new Float64Array(STATE_CODES);
  return { scene, window, stuck: stuckThreads(scene), amounts };
}

/** @param top of the lane in the picture */
export function layoutStates(context: StatesContext, row: ThreadRow, top: number): Shape[] {
  const { scene, window } = context;
  const y = top + LANE.marks;
  const shares = new Map<ShownState, OwnBox[]>();
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
  const words = box.width > LABEL_PADDING ? segmentLabel(scene, segment) : '';
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
  readonly shares: Map<ShownState, OwnBox[]>;
}

/** Thousands of bins are in a picture, so this makes nothing but the boxes. */
function addShares({ window, amounts }: StatesContext, { lane }: ThreadRow, into: Shares): void {
  const { piece, box, shares } = into;
  lane.states.amountsIn(window.viewport.axis, piece, amounts);
  let total = 0;
  let free = Math.floor(box.height / SHARE);
  let last: ShownState | undefined;
  for (const { state, code } of STACKED) {
    const amount = amounts[code] ?? 0;
    if (amount <= 0) continue;
    total += amount;
    free--;
    last = state;
  }
  let left = box.height;
  for (const { state, code } of STACKED) {
    const amount = amounts[code] ?? 0;
    if (amount <= 0) continue;
    // In steps that add up to the bar; each state has some, if there is room for all.
    const wanted = SHARE * (1 + Math.round((Math.max(0, free) * amount) / total));
    const height = state === last ? left : Math.min(left, wanted);
    left -= height;
    add(shares, state, { x: box.x, y: box.y + left, width: box.width, height });
  }
}

function add(shares: Map<ShownState, OwnBox[]>, state: ShownState, box: OwnBox): void {
  const boxes = shares.get(state);
  if (boxes) addBeside(boxes, box);
  else shares.set(state, [box]);
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
