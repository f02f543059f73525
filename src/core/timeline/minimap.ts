// The whole run in a strip: some of the lanes, a line each, with the state that took most of a
// pixel's time.

import { STATE_CODES, stateOfCode } from '../analysis/lanes/laneStates.ts';
import type { Track } from '../analysis/lanes/track.ts';
import { type Piece, trackPieces, windowOf, type Window } from './pieces.ts';
import type { ShownState, TimelineScene } from './scene.ts';
import type { Box } from './surface.ts';
import type { Viewport } from './viewport.ts';

/** Pixels of a line, with the gap below it. */
const [LEAST, MOST] = [3, 7];

export interface MinimapStates {
  readonly state: ShownState;
  readonly boxes: readonly Box[];
}

/** @param viewport the whole axis, on the strip's pixels */
export function layoutMinimap(scene: TimelineScene, viewport: Viewport): readonly MinimapStates[] {
  const window = windowOf(viewport, scene.lanes.clock);
  const lanes = scene.rows.flatMap((row) => (row.kind === 'thread' ? [row.lane] : []));
  const shown = lanes.length > 0 ? lanes : [...scene.lanes.threads.values()];
  const lines = Math.max(1, Math.min(shown.length, Math.floor(viewport.height / LEAST)));
  const room = Math.min(MOST, Math.floor(viewport.height / lines));
  const found = new Map<ShownState, Box[]>();
  const stateOf = stateReader(window);
  for (let line = 0; line < lines; line++) {
    const lane = shown[Math.floor((line * shown.length) / lines)];
    if (!lane) continue;
    for (const piece of trackPieces(lane.states, window)) {
      const state = stateOf(lane.states, piece);
      if (state === undefined || isQuiet(state)) continue;
      const boxes = found.get(state) ?? [];
      found.set(state, boxes);
      boxes.push({ x: piece.x, y: line * room, width: piece.width, height: room - 1 });
    }
  }
  return [...found].map(([state, boxes]) => ({ state, boxes }));
}

/** Nothing to see: it is not there yet, or no more. */
function isQuiet(state: ShownState): boolean {
  return state === 'new' || state === 'finished' || state === 'cutOff';
}

/** Says which state took most of a piece. */
function stateReader({ viewport }: Window): (track: Track, piece: Piece) => ShownState | undefined {
  const amounts = new Float64Array(STATE_CODES);
  return (track, piece) => {
    if (piece.kind === 'row') return stateOfCode(track.kindAt(piece.row));
    track.amountsIn(viewport.axis, piece, amounts);
    let most = 0;
    for (let code = 1; code < amounts.length; code++) {
      if ((amounts[code] ?? 0) > (amounts[most] ?? 0)) most = code;
    }
    return stateOfCode(most);
  };
}
