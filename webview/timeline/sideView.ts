// The pane beside the picture: what is chosen or under the mouse, how long the thread was in
// which state, and the output up to the cursor.

import { html, nothing, type TemplateResult } from 'lit-html';
import { lengthText } from '../../src/core/timeline/ruler.ts';
import { threadName } from '../../src/core/timeline/scene.ts';
import type { Site } from '../../src/core/trace/events.ts';
import { STATE_LOOKS } from '../states.ts';
import type { Piece } from '../views/parts.ts';
import { placeText } from '../words.ts';
import type { TimelineFrame } from './frame.ts';
import { stateShares } from './lanesView.ts';
import type { OutputPiece } from './store.ts';
import { detailsOf, momentText } from './words.ts';

/** Pieces of output that are shown. */
const MOST_OUTPUT = 200;

export function sideView(frame: TimelineFrame): Piece {
  if (!frame.ui.isSideOpen) return nothing;
  return html`<aside class="side" aria-label="Details and output">
    ${detailsView(frame)} ${summaryView(frame)} ${outputView(frame)}
  </aside>`;
}

function detailsView(frame: TimelineFrame): TemplateResult {
  const { scene, target, isEnd, actions } = frame;
  const details = target && detailsOf(frame, target);
  return html`<section class="details">
    <p class="moment">Cursor at ${momentText(frame, scene.cursor)}${isEnd ? ' (the end)' : ''}</p>
    ${standsAtView(frame)}
    ${
      details
        ? html`<h2>${details.title}</h2>
            <ul>
              ${details.clauses.map(
                ({ text, site }) =>
                  html`<li>${text} ${site ? siteLink(site, actions.reveal) : nothing}</li>`,
              )}
            </ul>`
        : html`<p class="none">Point at a lane, or choose one with the up and down keys.</p>`
    }
    ${unavoidable(frame)}
  </section>`;
}

/** The run is not at its end. */
function standsAtView({ scene: { standsAt }, actions }: TimelineFrame): Piece {
  if (standsAt === undefined) return nothing;
  return html`<p class="stands-at">
    The debugger stands at
    <button class="link" @click=${() => actions.showStep(standsAt)}>
      step ${standsAt.toLocaleString('en')}</button
    >. <button class="link" @click=${() => actions.travelToEnd()}>Take it to the end</button>
  </p>`;
}

export function siteLink(site: Site, reveal: (site: Site) => void): TemplateResult {
  return html`<button class="link" @click=${() => reveal(site)}>${placeText(site)}</button>`;
}

function unavoidable({ scene, actions }: TimelineFrame): Piece {
  const found = scene.findings.filter(({ unavoidableAt }) => unavoidableAt !== undefined);
  return html`${found.map(
    ({ title, unavoidableAt }) =>
      html`<p class="bad">
        ${title}.
        <button class="link" @click=${() => actions.showStep(unavoidableAt?.step)}>
          Go to when it became unavoidable
        </button>
      </p>`,
  )}`;
}

function summaryView(frame: TimelineFrame): Piece {
  const { target } = frame;
  const row = target && target.kind !== 'arrow' ? target.row : undefined;
  if (row?.kind !== 'thread') return nothing;
  const shares = stateShares(frame, row);
  return html`<section class="shares">
    <h2>Time of ${row.name}</h2>
    <table>
      ${shares.map(
        ({ state, amount, share }) =>
          html`<tr class="state-${state}">
            <th scope="row">
              <span class="swatch" aria-hidden="true"></span>${STATE_LOOKS[state].word}
            </th>
            <td>${lengthText(amount)}</td>
            <td>${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %</td>
          </tr>`,
      )}
    </table>
  </section>`;
}

function outputView(frame: TimelineFrame): Piece {
  const { run, scene } = frame;
  const shown = outputUpTo(run.outputs, scene.cursor);
  if (run.outputs.length === 0) return nothing;
  return html`<section class="output">
    <h2>Output up to the cursor</h2>
    <div class="output-text" tabindex="0" role="group" aria-label="Output up to the cursor">
      ${shown.length === 0 ? html`<p class="none">Nothing yet.</p>` : nothing}
      ${shown.map((piece) => outputLine(frame, piece))}
    </div>
  </section>`;
}

function outputLine({ scene, actions }: TimelineFrame, piece: OutputPiece): TemplateResult {
  const who = threadName(scene, piece.thread);
  return html`<button
    class="output-line ${piece.stream}"
    title="Printed by ${who}. Click to go there."
    @click=${() => actions.showStep(piece.step)}
  >
    <code>${piece.text.trimEnd()}</code>
  </button>`;
}

/** The last pieces before a step. */
function outputUpTo(outputs: readonly OutputPiece[], step: number): readonly OutputPiece[] {
  let low = 0;
  let high = outputs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((outputs[middle]?.step ?? Infinity) <= step) low = middle + 1;
    else high = middle;
  }
  return outputs.slice(Math.max(0, low - MOST_OUTPUT), low);
}
