// The filter box, and the legend of states that is a filter as well.

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Frame } from '../frame.ts';
import { FILTER_LOOKS, STATE_FILTERS, type StateFilter } from '../states.ts';
import { isOpen } from '../uiState.ts';
import { icon, type Piece } from './parts.ts';

export function filterView({ ui, threads, objects, actions }: Frame): TemplateResult {
  const isFiltered = ui.filter !== '' || ui.states.length > 0;
  const matching = threads.matching + objects.matching;
  const onInput = (event: Event): void =>
    actions.setFilter((event.currentTarget as HTMLElement & { value: string }).value);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || ui.filter === '') return;
    event.stopPropagation();
    actions.setFilter('');
  };
  return html`<div class="filter" role="search">
    <vscode-text-field
      placeholder="Filter"
      aria-label="Filter threads and objects by name, state or kind"
      .value=${ui.filter}
      @input=${onInput}
      @keydown=${onKey}
      ><span slot="start" class="codicon codicon-filter"></span
    ></vscode-text-field>
    <span class="matching" role="status"
      >${isFiltered ? `${matching} of ${threads.total + objects.total}` : nothing}</span
    >
  </div>`;
}

/** States that most runs never show are left out until they occur. */
const ALWAYS: readonly StateFilter[] = [
  'running',
  'ready',
  'blocked',
  'waiting',
  'sleeping',
  'deadlocked',
  'finished',
];

export function legendView(frame: Frame): TemplateResult {
  const { ui, threads, actions } = frame;
  const isShown = isOpen(ui, 'legend', false);
  const states = STATE_FILTERS.filter(
    (state) => ALWAYS.includes(state) || threads.counts.has(state) || ui.states.includes(state),
  );
  const onClick = (event: Event): void => {
    event.preventDefault();
    actions.setOpen('legend', !isShown);
  };
  const chosen = ui.states.map((state) => FILTER_LOOKS[state].word.toLowerCase()).join(', ');
  return html`<details class="legend" ?open=${isShown}>
    <summary data-section="legend" @click=${onClick}>
      ${icon(isShown ? 'chevron-down' : 'chevron-right')}
      <span>${chosen === '' ? 'States' : `Only ${chosen}`}</span>
    </summary>
    ${
      isShown
        ? html`<div
            class="legend-states"
            role="group"
            aria-label="Show only threads in these states"
          >
            ${states.map((state) => legendEntry(frame, state))} ${clearButton(frame)}
          </div>`
        : nothing
    }
  </details>`;
}

function legendEntry({ ui, threads, actions }: Frame, state: StateFilter): TemplateResult {
  const { word, glyph, meaning } = FILTER_LOOKS[state];
  const count = threads.counts.get(state) ?? 0;
  return html`<vscode-button
    appearance="secondary"
    class="legend-state state-${state}"
    aria-pressed=${String(ui.states.includes(state))}
    title=${meaning}
    @click=${() => actions.toggleState(state)}
    ><span class="legend-face"
      ><span class="swatch" aria-hidden="true"></span>${icon(glyph, 'glyph')}<span>${word}</span>
      <span class="legend-count">${count}</span></span
    ></vscode-button
  >`;
}

function clearButton({ ui, actions }: Frame): Piece {
  if (ui.states.length === 0) return nothing;
  return html`<vscode-button appearance="secondary" @click=${() => actions.showAllStates()}
    >Show all</vscode-button
  >`;
}
