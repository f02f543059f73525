// Says that an earlier step is shown, or that the run itself stands at one, and leads back.

import { html, nothing } from 'lit-html';
import type { Frame } from '../frame.ts';
import { pastText, standsAtText } from '../runWords.ts';
import { icon, type Piece } from './parts.ts';

export function pastView({ run, actions }: Frame): Piece {
  if (run.pastStep !== undefined) {
    return html`<div class="past">
      ${icon('history')}<span class="past-text">${pastText(run)}</span>
      <vscode-button @click=${() => actions.showStep(undefined)}>Back to Now</vscode-button>
      <vscode-button appearance="secondary" @click=${() => actions.command('goHere')}
        >Go Here in the Debugger</vscode-button
      >
    </div>`;
  }
  if (run.standsAt === undefined) return nothing;
  return html`<div class="past">
    ${icon('history')}<span class="past-text">${standsAtText(run)}</span>
    <vscode-button @click=${() => actions.command('travelToEnd')}>Go to the End</vscode-button>
  </div>`;
}
