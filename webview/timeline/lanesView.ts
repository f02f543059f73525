// The names of the lanes, beside the picture.

import { html, svg, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { SHOWN_STATES } from '../../src/core/timeline/layoutStates.ts';
import { lengthText } from '../../src/core/timeline/ruler.ts';
import type { LaneRow } from '../../src/core/timeline/scene.ts';
import type { LaneState } from '../../src/core/analysis/lanes/laneStates.ts';
import { STATE_LOOKS } from '../states.ts';
import { icon } from '../views/parts.ts';
import type { TimelineFrame } from './frame.ts';

/** `data-top` is where the page puts the row: a style in the markup is against its policy. */
export function namesView(frame: TimelineFrame): TemplateResult {
  const { rows, viewport } = frame;
  return html`<ul class="names" aria-label="Lanes">
    ${repeat(
      rows,
      ({ key }) => key,
      (row) =>
        html`<li
          class="lane-name ${isChosen(frame, row) ? 'chosen' : ''}"
          data-key=${row.key}
          data-top=${row.top - viewport.scroll}
          data-height=${row.height}
        >
          <span class="lane-line">
            ${row.isPinned ? icon('pinned') : nothing}
            <span class="lane-text" title=${row.name}>${row.name}</span>
            ${laneButtons(frame, row)}
          </span>
          ${row.kind === 'thread' ? summaryBar(frame, row) : nothing}
        </li>`,
    )}
  </ul>`;
}

function isChosen({ scene: { selection } }: TimelineFrame, { key }: LaneRow): boolean {
  return selection !== undefined && key === `${selection.kind}:${selection.id}`;
}

function laneButtons({ actions }: TimelineFrame, { key, name, isPinned }: LaneRow): TemplateResult {
  const button = (glyph: string, label: string, act: () => void): TemplateResult =>
    html`<button tabindex="-1" title=${label} aria-label="${label}: ${name}" @click=${act}>
      ${icon(glyph)}
    </button>`;
  return html`<span class="lane-buttons">
    ${button('arrow-up', 'Move Up (Shift+Up)', () => actions.move(key, -1))}
    ${button('arrow-down', 'Move Down (Shift+Down)', () => actions.move(key, 1))}
    ${button(isPinned ? 'pinned' : 'pin', isPinned ? 'Unpin (P)' : 'Pin (P)', () => actions.pin(key))}
    ${button('eye-closed', 'Hide (H)', () => actions.hide(key))}
  </span>`;
}

export interface StateShare {
  readonly state: LaneState;
  readonly amount: number;
  /** Of the time from its start to its end. */
  readonly share: number;
}

/** Time in each state of a life, in the order of the legend. */
export function stateShares({ run }: TimelineFrame, row: LaneRow): readonly StateShare[] {
  if (row.kind !== 'thread') return [];
  const amounts = run.lanes.summary(row.lane.id);
  const lived = SHOWN_STATES.flatMap((state) => {
    const amount = state === 'deadlocked' ? undefined : amounts.get(state);
    return amount === undefined || state === 'deadlocked' || isOutside(state)
      ? []
      : [{ state, amount }];
  });
  const total = lived.reduce((sum, { amount }) => sum + amount, 0);
  return lived.map(({ state, amount }) => ({ state, amount, share: amount / total }));
}

function isOutside(state: LaneState): boolean {
  return state === 'new' || state === 'finished' || state === 'crashed' || state === 'cutOff';
}

function summaryBar(frame: TimelineFrame, row: LaneRow): TemplateResult {
  const shares = stateShares(frame, row);
  const text = shares.map(({ state, amount }) => {
    return `${STATE_LOOKS[state].word.toLowerCase()} ${lengthText(amount)}`;
  });
  let x = 0;
  const label = text.length === 0 ? 'no time has passed' : text.join(', ');
  return html`<svg
    class="summary"
    viewBox="0 0 100 3"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    <title>${label}</title>
    ${shares.map(({ state, share }) => {
      const left = x;
      x += share * 100;
      return svg`<rect class="state-${state}" x=${left} y="0" width=${share * 100} height="3" />`;
    })}
  </svg>`;
}
