// What is wrong, in sentences; and the box that says how a run ended and what to do next.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FindingView } from '../../src/core/protocol/panel.ts';
import type { Frame } from '../frame.ts';
import { outcomeText, runLook } from '../runWords.ts';
import { threadsOf } from '../scene.ts';
import { isSelected } from '../uiState.ts';
import { icon, type Piece } from './parts.ts';

export function findingsView(frame: Frame): Piece {
  const { findings } = frame.run;
  // The live region must be there before its content, or the first finding is not read out.
  return html`<section class="findings" role="alert" aria-label="Findings">
    ${repeat(
      findings,
      (finding) => finding.id,
      (finding) => findingBox(frame, finding),
    )}
  </section>`;
}

function findingBox({ ui, actions }: Frame, finding: FindingView): Piece {
  const isChosen = isSelected(ui, 'finding', finding.id);
  const choose = (): void =>
    actions.select(isChosen ? undefined : { kind: 'finding', id: finding.id });
  return html`<div class="box box-bad finding ${isChosen ? 'selected' : ''}" @click=${choose}>
    <h2 class="box-title">${icon('error')}<span>${finding.title}</span></h2>
    <p>${finding.explanation}</p>
    <vscode-button
      appearance="secondary"
      aria-pressed=${String(isChosen)}
      @click=${(event: Event) => {
        event.stopPropagation();
        choose();
      }}
      >${isChosen ? 'Clear the marks' : 'Mark its threads and objects'}</vscode-button
    >
  </div>`;
}

export function endedView({ run, scene, actions }: Frame): Piece {
  const { outcome } = run.world;
  if (!outcome) return nothing;
  const look = runLook(run);
  // A finding above says it better.
  const isSaid = outcome.kind === 'deadlocked' && run.findings.length > 0;
  return html`<section
    class="${isSaid ? 'next' : `box tone-box-${look.tone}`}"
    aria-label="How the run ended"
  >
    ${
      isSaid
        ? nothing
        : html`<h2 class="box-title tone-${look.tone}">
              ${icon(look.glyph)}<span>${look.word}</span>
            </h2>
            <p>${outcomeText(outcome, threadsOf(scene.world).length)}</p>`
    }
    <div class="box-buttons">
      <vscode-button @click=${() => actions.command('restart')}>Restart</vscode-button>
      <vscode-button appearance="secondary" @click=${() => actions.command('replay')}
        >Replay</vscode-button
      >
      <vscode-button appearance="secondary" @click=${() => actions.command('runExample')}
        >Run Another Example</vscode-button
      >
    </div>
  </section>`;
}
