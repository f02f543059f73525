// What one drawing of the page's HTML is made from, and what its controls may ask for.

import type { Axis } from '../../src/core/analysis/lanes/track.ts';
import type { Step } from '../../src/core/base/ids.ts';
import type { PanelSelection } from '../../src/core/protocol/panel.ts';
import type { Target } from '../../src/core/timeline/hit.ts';
import type {
  LaneMode,
  LaneRow,
  ShownState,
  TimelineScene,
} from '../../src/core/timeline/scene.ts';
import type { Viewport } from '../../src/core/timeline/viewport.ts';
import type { Site } from '../../src/core/trace/events.ts';
import type { ShownRun } from './store.ts';
import type { TimelineUi } from './uiState.ts';

export interface TimelineFrame {
  readonly run: ShownRun;
  readonly scene: TimelineScene;
  readonly ui: TimelineUi;
  readonly viewport: Viewport;
  /** The lanes in sight. */
  readonly rows: readonly LaneRow[];
  /** Under the mouse, or what the cursor and the chosen lane point at. */
  readonly target: Target | undefined;
  /** False while an earlier step is shown. */
  readonly isEnd: boolean;
  /** False in a file of its own. */
  readonly hasDebugger: boolean;
  /** The debugger can be taken to the cursor, and is not there. */
  readonly canGoHere: boolean;
  /** What was looked for and not found. */
  readonly missed: string | undefined;
  readonly actions: TimelineActions;
}

export interface TimelineActions {
  readonly setMode: (mode: LaneMode) => void;
  readonly setAxis: (axis: Axis) => void;
  readonly toggleState: (state: ShownState) => void;
  readonly showAllStates: () => void;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  /** Undefined: the end. */
  readonly showStep: (step: Step | undefined) => void;
  /** Takes the debugger to the cursor. */
  readonly goHere: () => void;
  readonly travelToEnd: () => void;
  readonly exportRun: () => void;
  readonly setFilter: (filter: string) => void;
  /** Goes to the next event with this in what it says. */
  readonly find: (text: string) => void;
  readonly select: (selection: PanelSelection | undefined) => void;
  readonly reveal: (site: Site) => void;
  readonly pin: (key: string) => void;
  readonly hide: (key: string) => void;
  readonly move: (key: string, by: -1 | 1) => void;
  readonly showAllLanes: () => void;
  readonly toggleTable: () => void;
  readonly toggleSide: () => void;
  readonly toggleHelp: () => void;
}
