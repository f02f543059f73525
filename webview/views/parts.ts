// Small pieces that several views share.

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Mark } from '../marks.ts';
import { markText } from '../marks.ts';
import type { Frame } from '../frame.ts';
import { isOpen } from '../uiState.ts';

export type Piece = TemplateResult | typeof nothing;

export function icon(name: string, extra = ''): TemplateResult {
  return html`<span class="codicon codicon-${name} ${extra}" aria-hidden="true"></span>`;
}

export interface MarkLook {
  /** Beside the name; undefined if the row is not marked. */
  readonly text: string | undefined;
  readonly isOwner: boolean;
  /** Class of the row. */
  readonly style: string;
}

export function markLook(mark: Mark | undefined, isThread: boolean): MarkLook {
  if (!mark) return { text: undefined, isOwner: false, style: '' };
  const isOwner = mark.kind === 'owns';
  return { text: markText(mark, isThread), isOwner, style: `marked marked-${mark.kind}` };
}

export function markPiece({ text, isOwner }: MarkLook): Piece {
  if (text === undefined) return nothing;
  return html`<span class="mark">${isOwner ? icon('key') : nothing}${text}</span>`;
}

export function tagPiece(tag: string | undefined): Piece {
  return tag === undefined ? nothing : html`<span class="tag">${tag}</span>`;
}

export interface SectionText {
  readonly key: string;
  readonly title: string;
  /** What is beside the title; empty for nothing. */
  readonly count: string;
  /** Undefined: open until the user closes it. */
  readonly isOpen?: boolean;
}

/** A part of the panel that folds, as the parts of VS Code's own sidebar do. */
export function section(frame: Frame, text: SectionText, content: () => unknown): TemplateResult {
  const isShown = text.isOpen ?? isOpen(frame.ui, text.key, true);
  const onClick = (event: Event): void => {
    // The state decides, not the browser: it has to survive the panel.
    event.preventDefault();
    frame.actions.setOpen(text.key, !isShown);
  };
  return html`<details class="section" ?open=${isShown}>
    <summary class="section-title" data-section=${text.key} @click=${onClick}>
      ${icon(isShown ? 'chevron-down' : 'chevron-right')}
      <h2>${text.title}</h2>
      ${text.count === '' ? nothing : html`<vscode-badge>${text.count}</vscode-badge>`}
    </summary>
    ${isShown ? content() : nothing}
  </details>`;
}

export interface RowAction {
  readonly command: string;
  /** Name of a codicon. */
  readonly glyph: string;
  readonly label: string;
}

/** Buttons that a row shows under the mouse and with the focus; tree.ts hears them. */
export function rowActions(actions: readonly RowAction[]): Piece {
  if (actions.length === 0) return nothing;
  const all = [...actions, { command: 'menu', glyph: 'ellipsis', label: 'More Actions' }];
  return html`<div class="row-actions">
    ${all.map(
      ({ command, glyph, label }) =>
        html`<button
          tabindex="-1"
          data-do=${command}
          title=${label}
          aria-label=${label}
          aria-haspopup=${command === 'menu' ? 'menu' : nothing}
        >
          ${icon(glyph)}
        </button>`,
    )}
  </div>`;
}
