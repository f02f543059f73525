// The head of the panel: what runs, how it stands, the clock, and the controls of the run.

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Command, Frame } from '../frame.ts';
import { hasEnded, runLook, SPEEDS, speedText, stopText } from '../runWords.ts';
import { clockText } from '../words.ts';
import { icon, type Piece } from './parts.ts';
import { pastView } from './past.ts';

export function headerView(frame: Frame): TemplateResult {
  const { run, scene } = frame;
  const look = runLook(run);
  const spin = look.glyph === 'loading' ? 'codicon-modifier-spin' : '';
  return html`<header class="head">
    <div class="head-line">
      <h1 title=${run.header.script}>${run.title}</h1>
      <span class="clock" title="Virtual time since the start">${clockText(scene.time)}</span>
    </div>
    <div class="head-line head-state tone-${look.tone}">
      ${icon(look.glyph, spin)}<span class="run-state">${look.word}</span>
    </div>
    ${why(frame)} ${noticeView(frame)} ${controls(frame)} ${pastView(frame)}
  </header>`;
}

/** Who stopped, and what there is to say about it. */
function why({ run, scene }: Frame): Piece {
  const isPast = run.pastStep !== undefined;
  if (isPast || run.state.kind !== 'paused' || run.world.outcome) return nothing;
  const texts = [stopText(scene, run), run.state.text ?? ''].filter(Boolean);
  if (texts.length === 0) return nothing;
  return html`<div class="head-why">${texts.map((text) => html`<p>${text}</p>`)}</div>`;
}

function noticeView({ run: { notice } }: Frame): Piece {
  if (notice === undefined) return nothing;
  return html`<p class="head-notice" role="status">${icon('warning')}<span>${notice}</span></p>`;
}

function controls(frame: Frame): TemplateResult {
  const { state } = frame.run;
  const isOver = hasEnded(frame.run);
  const canGoOn = !isOver && state.kind === 'paused' && state.reason !== 'deadlock';
  const canPause = !isOver && (state.kind === 'running' || state.kind === 'waitingForInput');
  return html`<div class="controls" role="group" aria-label="Run">
    ${
      state.kind === 'paused' && !isOver
        ? button(frame, 'continue', 'debug-continue', 'Continue', canGoOn)
        : button(frame, 'pause', 'debug-pause', 'Pause', canPause)
    }
    ${button(frame, 'stepEvent', 'debug-step-over', 'Step to the next event', canGoOn)}
    ${button(frame, 'stop', 'debug-stop', 'Stop', !isOver)}
    ${button(frame, 'restart', 'debug-restart', 'Restart', true)}
    ${button(frame, 'replay', 'history', 'Replay the same schedule', isOver)} ${speed(frame)}
  </div>`;
}

function button(
  { actions }: Frame,
  command: Command,
  glyph: string,
  ...[label, isEnabled]: readonly [label: string, isEnabled: boolean]
): TemplateResult {
  return html`<vscode-button
    appearance="icon"
    class="control-${command}"
    aria-label=${label}
    title=${label}
    ?disabled=${!isEnabled}
    @click=${() => isEnabled && actions.command(command)}
    >${icon(glyph)}</vscode-button
  >`;
}

function speed({ run, actions }: Frame): TemplateResult {
  const speeds = [...new Set<number>([...SPEEDS, run.speed])];
  const onChange = (event: Event): void => {
    const { currentTarget } = event;
    const chosen = Number((currentTarget as HTMLElement & { value: string }).value);
    if (chosen !== run.speed) actions.setSpeed(chosen);
  };
  // The toolkit's dropdown reads `selected` once; a new speed makes a new one.
  return html`${repeat(
    [run.speed],
    (value) => value,
    () =>
      html`<vscode-dropdown
        class="speed"
        aria-label="Speed: virtual seconds per second"
        title="Speed: virtual seconds per second"
        @change=${onChange}
      >
        ${speeds.map(
          (value) =>
            html`<vscode-option value=${value} ?selected=${value === run.speed}
              >${speedText(value)}</vscode-option
            >`,
        )}
      </vscode-dropdown>`,
  )}`;
}
