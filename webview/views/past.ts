// Says that an earlier step is shown, and leads back.

import { html, nothing } from 'lit-html';
import type { Frame } from '../frame.ts';
import { pastText } from '../runWords.ts';
import { icon, type Piece } from './parts.ts';

export function pastView({ run, actions }: Frame): Piece {
  if (run.pastStep === undefined) return nothing;
  return html`<div class="past">
    ${icon('history')}<span class="past-text">${pastText(run)}</span>
    <vscode-button @click=${() => actions.showStep(undefined)}>Back to Now</vscode-button>
  </div>`;
}
