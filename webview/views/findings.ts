// What is wrong, in sentences; and the box that says how a run ended and what to do next.

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FindingView } from '../../src/core/protocol/panel.ts';
import type { Frame } from '../frame.ts';
import { outcomeText, runLook } from '../runWords.ts';
import { threadsOf } from '../scene.ts';
import { isOpen, isSelected } from '../uiState.ts';
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

/** An explanation with more characters than this is folded at first. */
const LONG = 640;

function findingBox(frame: Frame, finding: FindingView): Piece {
  const { ui, actions } = frame;
  const isChosen = isSelected(ui, 'finding', finding.id);
  const choose = (): void =>
    actions.select(isChosen ? undefined : { kind: 'finding', id: finding.id });
  const isShort = finding.explanation.length <= LONG;
  const key = `finding ${finding.id}`;
  const isWhole = isShort || isOpen(ui, key, false);
  return html`<div class="box box-bad finding ${isChosen ? 'selected' : ''}" @click=${choose}>
    <h2 class="box-title">${icon('error')}<span>${finding.title}</span></h2>
    <p class=${isWhole ? '' : 'folded'}>${finding.explanation}</p>
    <div class="box-buttons">
      ${boxButton(isChosen ? 'Clear the Marks' : 'Mark Threads and Objects', choose, isChosen)}
      ${
        isShort
          ? nothing
          : boxButton(isWhole ? 'Show Less' : 'Show All', () => actions.setOpen(key, !isWhole))
      }
    </div>
  </div>`;
}

function boxButton(label: string, act: () => void, isPressed?: boolean): TemplateResult {
  const onClick = (event: Event): void => {
    // The box itself is a larger target for the same as its first button.
    event.stopPropagation();
    act();
  };
  return html`<vscode-button
    appearance="secondary"
    aria-pressed=${isPressed === undefined ? nothing : String(isPressed)}
    @click=${onClick}
    >${label}</vscode-button
  >`;
}

/** What to do next, once nothing more will happen. */
export function endedView(frame: Frame): Piece {
  const { outcome } = frame.run.world;
  if (!outcome && !frame.scene.isDeadlocked) return nothing;
  // A finding above says it better.
  const isSaid = frame.scene.isDeadlocked && frame.run.findings.length > 0;
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
