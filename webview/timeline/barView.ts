// The row of controls, and the legend of states that is a filter as well.

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Step } from '../../src/core/base/ids.ts';
import { SHOWN_STATES } from '../../src/core/timeline/layoutStates.ts';
import type { ShownState } from '../../src/core/timeline/scene.ts';
import { STATE_LOOKS } from '../states.ts';
import { icon, type Piece } from '../views/parts.ts';
import type { TimelineFrame } from './frame.ts';

export function barView(frame: TimelineFrame): TemplateResult {
  const { ui, actions, scene, run, isEnd, hasDebugger } = frame;
  const { cursor } = scene;
  const end = run.lanes.length;
  const hidden = ui.order.hidden.length;
  return html`<h1 class="unseen">Timeline of ${run.title}</h1>
    <div class="bar" role="toolbar" aria-label="Timeline">
      <div class="group" role="group" aria-label="Lanes">
        ${choice('Threads', ui.mode === 'threads', () => actions.setMode('threads'), 'L')}
        ${choice('Locks', ui.mode === 'objects', () => actions.setMode('objects'), 'L')}
      </div>
      <div class="group" role="group" aria-label="Axis">
        ${choice('Steps', ui.axis === 'step', () => actions.setAxis('step'), 'X')}
        ${choice('Time', ui.axis === 'time', () => actions.setAxis('time'), 'X')}
      </div>
      <div class="group" role="group" aria-label="Cursor">
        ${button('debug-reverse-continue', 'Go to Beginning (Home)', () => actions.showStep(0 as Step), cursor === 0)}
        ${button('chevron-left', 'Previous Step (Left)', () => actions.showStep((cursor - 1) as Step), cursor === 0)}
        ${button('chevron-right', 'Next Step (Right)', () => actions.showStep((cursor + 1) as Step), cursor >= end)}
        ${button('debug-continue', isEnd ? 'The end is shown' : 'Go to End (End)', () => actions.showStep(undefined), isEnd)}
        ${goHereButton(frame)}
      </div>
      <div class="group" role="group" aria-label="Zoom">
        ${button('zoom-out', 'Zoom Out (−)', () => actions.zoom(1.5))}
        ${button('zoom-in', 'Zoom In (+)', () => actions.zoom(1 / 1.5))}
        ${button('screen-full', 'Fit the Whole Run (F)', () => actions.fit())}
      </div>
      ${findBox(frame)} ${legend(frame)}
      <span class="space"></span>
      ${
        hidden > 0
          ? html`<button class="text-button" @click=${() => actions.showAllLanes()}>
              Show ${hidden} hidden
            </button>`
          : nothing
      }
      <div class="group">
        ${hasDebugger ? button('export', 'Export… (E)', () => actions.exportRun()) : nothing}
        ${toggle('table', 'Show as Table (T)', ui.isTable, () => actions.toggleTable())}
        ${toggle('layout-sidebar-right', 'Details and Output (O)', ui.isSideOpen, () => actions.toggleSide())}
        ${toggle('question', 'Keys (?)', ui.isHelpOpen, () => actions.toggleHelp())}
      </div>
    </div>`;
}

/** Not where nobody could go: in a file of its own. */
function goHereButton({ canGoHere, hasDebugger, actions }: TimelineFrame): Piece {
  if (!hasDebugger) return nothing;
  return html`<button
    class="text-button"
    id="go-here"
    title="Take the debugger to the cursor (G): stacks and variables as they were"
    ?disabled=${!canGoHere}
    @click=${() => actions.goHere()}
  >
    Go Here
  </button>`;
}

function choice(text: string, isChosen: boolean, act: () => void, key: string): TemplateResult {
  return html`<button
    class="choice"
    aria-pressed=${String(isChosen)}
    title="${text} (${key} changes)"
    @click=${act}
  >
    ${text}
  </button>`;
}

function button(glyph: string, label: string, act: () => void, isDisabled = false): TemplateResult {
  return html`<button
    class="icon-button"
    title=${label}
    aria-label=${label}
    ?disabled=${isDisabled}
    @click=${act}
  >
    ${icon(glyph)}
  </button>`;
}

function toggle(glyph: string, label: string, isOn: boolean, act: () => void): TemplateResult {
  return html`<button
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-pressed=${String(isOn)}
    @click=${act}
  >
    ${icon(glyph)}
  </button>`;
}

function findBox({ ui, missed, actions }: TimelineFrame): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    const input = event.currentTarget as HTMLInputElement;
    if (event.key === 'Enter') actions.find(input.value);
    else if (event.key === 'Escape') actions.setFilter('');
    event.stopPropagation();
  };
  return html`<span class="find" role="search">
    ${icon('search')}
    <input
      type="search"
      id="find"
      placeholder="Filter lanes; Enter finds"
      aria-label="Filter lanes by name; Enter goes to the next event with this text"
      .value=${ui.order.filter}
      @input=${(event: Event) => actions.setFilter((event.currentTarget as HTMLInputElement).value)}
      @keydown=${onKey}
    />
    ${missed === undefined ? nothing : html`<span class="missed">Not found</span>`}
  </span>`;
}

/** States that most runs never show are left out until they occur. */
const ALWAYS: readonly ShownState[] = ['running', 'ready', 'blocked', 'waiting', 'sleeping'];

function legend({ ui, scene, actions }: TimelineFrame): Piece {
  if (ui.mode !== 'threads') return nothing;
  const isStuck = scene.findings.length > 0;
  const shown = SHOWN_STATES.filter(
    (state) =>
      ALWAYS.includes(state) || (state === 'deadlocked' && isStuck) || ui.states.includes(state),
  );
  return html`<div class="group states" role="group" aria-label="Show these states">
    ${shown.map((state) => {
      const { word, meaning } = STATE_LOOKS[state];
      return html`<button
        class="state-choice state-${state}"
        aria-pressed=${String(ui.states.includes(state))}
        title="${meaning} Click to let it stand out."
        @click=${() => actions.toggleState(state)}
      >
        <span class="swatch" aria-hidden="true"></span>${word}
      </button>`;
    })}
  </div>`;
}
