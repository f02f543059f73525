// What is wrong, one card each: in sentences, as a drawing, with the places in the code, and with
// the way back to the moment from which there was no way out.

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { FindingView } from '../../src/core/protocol/panel.ts';
import { cureWords, FINDING_LOOKS, findingGroups } from '../findingWords.ts';
import type { Frame } from '../frame.ts';
import { ringView } from '../ring/view.ts';
import { isOpen, isSelected } from '../uiState.ts';
import { clockText } from '../words.ts';
import { icon, section, type Piece } from './parts.ts';
import { act, sitesView } from './sites.ts';

export function findingsView(frame: Frame): Piece {
  const { happened, predicted, isPredictedOpenAtFirst } = findingGroups(frame.run.findings);
  return html`<section class="findings" aria-label="Findings">
    ${cards(frame, happened)} ${predicted.length === 0 ? nothing : predictedSection()}
  </section>`;

  function predictedSection(): TemplateResult {
    const key = 'predicted';
    const isShown = isOpen(frame.ui, key, isPredictedOpenAtFirst);
    const text = { key, title: 'Could Happen', count: `${predicted.length}`, isOpen: isShown };
    return section(frame, text, () => cards(frame, predicted));
  }
}

function cards(frame: Frame, findings: readonly FindingView[]): unknown {
  return repeat(
    findings,
    (finding) => finding.id,
    (finding) => card(frame, finding),
  );
}

function card(frame: Frame, finding: FindingView): TemplateResult {
  const { tone, glyph, word, meaning } = FINDING_LOOKS[finding.certainty];
  const isChosen = isSelected(frame.ui, 'finding', finding.id);
  const mark = (): void =>
    frame.actions.select(isChosen ? undefined : { kind: 'finding', id: finding.id });
  return html`<article
    class="box box-${tone} finding ${isChosen ? 'selected' : ''}"
    aria-label=${finding.title}
    @click=${mark}
  >
    <h2 class="box-title">
      ${icon(glyph)}
      <span
        >${finding.title}
        ${word === '' ? nothing : html`<span class="tag" title=${meaning}>${word}</span>`}</span
      >
    </h2>
    ${sentencesView(frame, finding)} ${ringView(frame, finding)} ${whyView(frame, finding)}
    ${cureView(finding)} ${placesView(frame, finding)} ${buttons(frame, finding, mark)}
  </article>`;
}

/** An explanation with more characters than this is folded at first. */
const LONG = 640;

function sentencesView({ ui, actions }: Frame, finding: FindingView): Piece {
  const { id, sentences } = finding;
  if (sentences.length === 0) return nothing;
  const key = `finding ${id}`;
  const isShort = sentences.join(' ').length <= LONG;
  const isWhole = isShort || isOpen(ui, key, false);
  const toggle = act(() => actions.setOpen(key, !isWhole));
  return html`<div class="sentences ${isWhole ? '' : 'folded'}">
      ${sentences.map((sentence) => html`<p>${sentence}</p>`)}
    </div>
    ${
      isShort
        ? nothing
        : html`<button class="link whole" aria-expanded=${String(isWhole)} @click=${toggle}>
            ${isWhole ? 'Show Less' : 'Show All'}
          </button>`
    }`;
}

function whyView(frame: Frame, { id, why }: FindingView): Piece {
  const part = { key: `why ${id}`, title: 'How it came to this', count: why.length };
  return foldingPart(frame, part, () => {
    return html`<ol class="why">
      ${why.map((clause) => html`<li>${clause}</li>`)}
    </ol>`;
  });
}

function cureView({ cure }: FindingView): Piece {
  if (cure === '') return nothing;
  return html`<h3>What would help</h3>
    <p class="cure">${cureWords(cure)}</p>`;
}

function placesView(frame: Frame, finding: FindingView): Piece {
  const count = finding.sites.length;
  const part = { key: `sites ${finding.id}`, title: 'Where in the code', count };
  return foldingPart(frame, part, () => sitesView(frame, finding));
}

interface Part {
  readonly key: string;
  readonly title: string;
  readonly count: number;
}

/** A part with more items than this is folded at first, so that cards can be looked over. */
const FEW_ITEMS = 6;

function foldingPart({ ui, actions }: Frame, part: Part, content: () => Piece): Piece {
  const { key, title, count } = part;
  if (count === 0) return nothing;
  const isShown = isOpen(ui, key, count <= FEW_ITEMS);
  const toggle = act(() => actions.setOpen(key, !isShown));
  return html`<h3>
      <button class="link part" aria-expanded=${String(isShown)} @click=${toggle}>
        ${icon(isShown ? 'chevron-down' : 'chevron-right')}
        <span>${title}</span>${isShown ? nothing : html`<span>(${count})</span>`}
      </button>
    </h3>
    ${isShown ? content() : nothing}`;
}

function buttons(frame: Frame, finding: FindingView, mark: () => void): TemplateResult {
  const { ui, actions } = frame;
  const { id } = finding;
  const isChosen = isSelected(ui, 'finding', id);
  return html`<div class="box-buttons">
    ${momentButton(frame, finding)} ${proveButton(frame, finding)}
    ${boxButton(isChosen ? 'Clear the Marks' : 'Mark Threads and Objects', mark, isChosen)}
    ${boxButton('Copy', () => actions.copyFinding(id, 'text'))}
    ${boxButton('Copy as Markdown', () => actions.copyFinding(id, 'markdown'))}
  </div>`;
}

function momentButton({ run, actions }: Frame, { unavoidableAt }: FindingView): Piece {
  if (!unavoidableAt) return nothing;
  const { step, time } = unavoidableAt;
  if (run.pastStep === step) {
    return boxButton('Back to Now', () => actions.showStep(undefined));
  }
  const title = `From step ${step}, ${clockText(time)}, there was no way out`;
  return html`<vscode-button
    appearance="secondary"
    title=${title}
    @click=${act(() => actions.showStep(step))}
    >When It Became Unavoidable</vscode-button
  >`;
}

/** What did not happen: is there a schedule on which it does? */
function proveButton({ actions }: Frame, { certainty }: FindingView): Piece {
  if (certainty !== 'predicted') return nothing;
  return boxButton('Prove It', () => actions.command('proveFinding'));
}

function boxButton(label: string, action: () => void, isPressed?: boolean): TemplateResult {
  return html`<vscode-button
    appearance="secondary"
    aria-pressed=${isPressed === undefined ? nothing : String(isPressed)}
    @click=${act(action)}
    >${label}</vscode-button
  >`;
}
