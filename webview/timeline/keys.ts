// What each key does.

import type { Step } from '../../src/core/base/ids.ts';
import type { PanelSelection } from '../../src/core/protocol/panel.ts';
import type { TimelineScene } from '../../src/core/timeline/scene.ts';
import type { TimelineActions } from './frame.ts';
import { chosenRow, nextEvent, nextLane, nextStep, selectionOf } from './navigation.ts';
import type { TimelineUi } from './uiState.ts';

export interface KeyContext {
  readonly scene: TimelineScene;
  readonly ui: TimelineUi;
  readonly actions: TimelineActions;
  /** By a share of what is seen. */
  readonly pan: (share: number) => void;
  readonly openSource: () => void;
  readonly choose: (selection: PanelSelection) => void;
  readonly focusFind: () => void;
}

const ZOOM = 1.4;
const PAN = 0.15;

type Act = (context: KeyContext) => void;

const step =
  (direction: 1 | -1): Act =>
  ({ scene, actions }) => {
    const next = nextStep(scene, direction);
    if (next !== undefined) actions.showStep(next);
  };

const event =
  (direction: 1 | -1): Act =>
  ({ scene, actions }) => {
    const next = nextEvent(scene, direction);
    if (next !== undefined) actions.showStep(next);
  };

const lane =
  (direction: 1 | -1): Act =>
  ({ scene, choose }) => {
    const row = nextLane(scene, direction);
    if (row) choose(selectionOf(row));
  };

/** Something with the chosen lane. */
const withLane =
  (act: (context: KeyContext, key: string) => void): Act =>
  (context) => {
    const row = chosenRow(context.scene);
    if (row) act(context, row.key);
  };

const KEYS: Readonly<Record<string, Act>> = {
  ArrowLeft: step(-1),
  ArrowRight: step(1),
  Home: ({ actions }) => actions.showStep(0 as Step),
  End: ({ actions }) => actions.showStep(undefined),
  ArrowUp: lane(-1),
  ArrowDown: lane(1),
  ',': event(-1),
  '.': event(1),
  w: ({ actions }) => actions.zoom(1 / ZOOM),
  '+': ({ actions }) => actions.zoom(1 / ZOOM),
  '=': ({ actions }) => actions.zoom(1 / ZOOM),
  s: ({ actions }) => actions.zoom(ZOOM),
  '-': ({ actions }) => actions.zoom(ZOOM),
  a: ({ pan }) => pan(-PAN),
  d: ({ pan }) => pan(PAN),
  f: ({ actions }) => actions.fit(),
  Enter: ({ openSource }) => openSource(),
  g: ({ actions }) => actions.goHere(),
  l: ({ actions, ui }) => actions.setMode(ui.mode === 'threads' ? 'objects' : 'threads'),
  x: ({ actions, ui }) => actions.setAxis(ui.axis === 'step' ? 'time' : 'step'),
  p: withLane(({ actions }, key) => actions.pin(key)),
  h: withLane(({ actions }, key) => actions.hide(key)),
  u: ({ actions }) => actions.showAllLanes(),
  e: ({ actions }) => actions.exportRun(),
  t: ({ actions }) => actions.toggleTable(),
  o: ({ actions }) => actions.toggleSide(),
  '/': ({ focusFind }) => focusFind(),
  '?': ({ actions }) => actions.toggleHelp(),
  Escape: ({ actions, ui }) => (ui.isHelpOpen ? actions.toggleHelp() : actions.select(undefined)),
};

const SHIFTED: Readonly<Record<string, Act>> = {
  ArrowUp: withLane(({ actions }, key) => actions.move(key, -1)),
  ArrowDown: withLane(({ actions }, key) => actions.move(key, 1)),
};

/** Keys that a focused button wants for itself. */
const OF_BUTTONS = ['Enter', ' '];

/** @returns false if the key means nothing here */
export function onKey({ key, shiftKey, target }: KeyboardEvent, context: KeyContext): boolean {
  if (target instanceof HTMLButtonElement && OF_BUTTONS.includes(key)) return false;
  const act = shiftKey
    ? (SHIFTED[key] ?? KEYS[key])
    : KEYS[key.length === 1 ? key.toLowerCase() : key];
  act?.(context);
  return act !== undefined;
}
