// The keys of the timeline, as a list.

import { html, nothing } from 'lit-html';
import type { Piece } from '../views/parts.ts';
import type { TimelineFrame } from './frame.ts';

type Key = readonly [keys: string, what: string];

const KEYS: readonly Key[] = [
  ['← →', 'previous, next step'],
  ['Home End', 'beginning, end'],
  ['↑ ↓', 'choose a lane'],
  [', .', 'previous, next event of the chosen thread or lock'],
  ['W S  + −', 'zoom in, out'],
  ['A D', 'move left, right'],
  ['F', 'fit the whole run'],
  ['Enter', 'open the source'],
  ['L', 'threads or locks'],
  ['X', 'steps or time'],
  ['P  H', 'pin, hide the lane'],
  ['Shift+↑ ↓', 'move the lane'],
  ['U', 'show hidden lanes'],
  ['T', 'table'],
  ['O', 'details and output'],
  ['/', 'filter and find'],
  ['Esc', 'choose nothing'],
  ['Wheel', 'zoom; with Shift: move; over the names: scroll'],
  ['Drag', 'move; in the ruler: the cursor'],
];

/** Where there is somebody to ask. */
const IN_VSCODE: readonly Key[] = [
  ['G', 'take the debugger to the cursor'],
  ['E', 'export'],
];

export function helpView({ ui, actions, hasDebugger }: TimelineFrame): Piece {
  if (!ui.isHelpOpen) return nothing;
  const keys = hasDebugger ? [...KEYS, ...IN_VSCODE] : KEYS;
  return html`<div class="help" role="dialog" aria-label="Keys of the timeline">
    <h2>Keys</h2>
    <dl>
      ${keys.map(
        ([keys, what]) =>
          html`<div>
            <dt>${keys}</dt>
            <dd>${what}</dd>
          </div>`,
      )}
    </dl>
    <button class="text-button" id="close-help" @click=${() => actions.toggleHelp()}>Close</button>
  </div>`;
}
