// The box that says how a run ended, and what to do next.

import { html, nothing, type TemplateResult } from 'lit-html';
import { findingGroups } from '../findingWords.ts';
import type { Frame } from '../frame.ts';
import { outcomeText, runLook } from '../runWords.ts';
import { threadsOf } from '../scene.ts';
import { icon, type Piece } from './parts.ts';

/** What to do next, once nothing more will happen. */
export function endedView(frame: Frame): Piece {
  const { outcome } = frame.run.world;
  if (!outcome && !frame.scene.isDeadlocked) return nothing;
  // A finding above says it better.
  const { happened } = findingGroups(frame.run.findings);
  const isSaid = frame.scene.isDeadlocked && happened.length > 0;
  if (isSaid || !outcome) return html`<section class="next">${nextButtons(frame)}</section>`;
  const look = runLook(frame.run);
  return html`<section class="box tone-box-${look.tone}" aria-label="How the run ended">
    <h2 class="box-title tone-${look.tone}">${icon(look.glyph)}<span>${look.word}</span></h2>
    <p>${outcomeText(outcome, threadsOf(frame.scene.world).length)}</p>
    ${nextButtons(frame)}
  </section>`;
}

function nextButtons({ run, actions }: Frame): TemplateResult {
  // A schedule is complete when the run has ended.
  const canReplay = run.world.outcome !== undefined;
  return html`<div class="box-buttons">
    <vscode-button @click=${() => actions.command('restart')}>Run Again</vscode-button>
    ${
      canReplay
        ? html`<vscode-button appearance="secondary" @click=${() => actions.command('replay')}
            >Replay</vscode-button
          >`
        : nothing
    }
    <vscode-button appearance="secondary" @click=${() => actions.command('runExample')}
      >Run Another Example</vscode-button
    >
  </div>`;
}
