// The list of threads. A row is plain markup without listeners: tree.ts hears for all of them.

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Frame } from '../frame.ts';
import type { Holding, Thread } from '../../src/core/trace/world.ts';
import { rootId } from '../scene.ts';
import { FROZEN_GLYPH, shownState, STATE_LOOKS } from '../states.ts';
import { isOpen, isSelected } from '../uiState.ts';
import { frozenThreads, isFrozen, isNext, threadControls } from '../control.ts';
import { THAW_ALL } from '../rowMenu.ts';
import { holdText, threadPlace, threadSentence, threadTags, waitText } from '../words.ts';
import {
  icon,
  markLook,
  markPiece,
  moreRow,
  rowActions,
  section,
  tagPiece,
  type Piece,
} from './parts.ts';

export function threadsView(frame: Frame): TemplateResult {
  const { matching, total } = frame.threads;
  const count = matching === total ? `${total}` : `${matching} of ${total}`;
  return section(frame, { key: 'threads', title: 'Threads', count }, () => threadTree(frame));
}

function threadTree(frame: Frame): TemplateResult {
  const { shown, finished, more, matching, total } = frame.threads;
  if (matching === 0) {
    return html`<p class="none">
      ${total === 0 ? 'No thread yet.' : 'No thread matches the filter.'}
    </p>`;
  }
  const isFinishedShown = isOpen(frame.ui, 'finished', shown.length === 0);
  return html`${frozenBar(frame)}
    <div class="tree" role="tree" id="threads" aria-label="Threads">
      ${repeat(
        shown,
        (thread) => thread.id,
        (thread) => threadRow(frame, thread, 1),
      )}
      ${moreRow(more, 1)}
      ${finished.length > 0 ? finishedRow(finished.length, isFinishedShown) : nothing}
      ${repeat(
        isFinishedShown ? finished.slice(0, frame.ui.rowLimit) : [],
        (thread) => thread.id,
        (thread) => threadRow(frame, thread, 2),
      )}
      ${isFinishedShown ? moreRow(finished.length - frame.ui.rowLimit, 2) : nothing}
    </div>`;
}

/** Frozen threads are easily forgotten. */
function frozenBar({ scene, actions }: Frame): Piece {
  const frozen = frozenThreads(scene);
  const [first] = frozen;
  if (!first) return nothing;
  const text =
    frozen.length === 1 ? `${first.name} is frozen` : `${frozen.length} threads are frozen`;
  return html`<div class="frozen-bar">
    ${icon(FROZEN_GLYPH)}<span>${text}</span>
    <vscode-button appearance="secondary" @click=${() => actions.controlThread('thawAll', first.id)}
      >${THAW_ALL.label}</vscode-button
    >
  </div>`;
}

function finishedRow(count: number, isShown: boolean): TemplateResult {
  return html`<div
    class="row folder"
    role="treeitem"
    tabindex="-1"
    aria-level="1"
    aria-expanded=${String(isShown)}
    data-key="fold:finished"
  >
    ${icon(isShown ? 'chevron-down' : 'chevron-right')}<span class="name">${count} finished</span>
  </div>`;
}

function threadRow(frame: Frame, thread: Thread, level: number): TemplateResult {
  const { scene, ui, marks } = frame;
  const state = shownState(scene, thread);
  const { word, glyph } = STATE_LOOKS[state];
  const isChosen = isSelected(ui, 'thread', thread.id);
  const mark = markLook(marks.threads.get(thread.id), true);
  const wait = waitText(scene, thread);
  const frozen = isFrozen(scene, thread.id);
  return html`<div
    class="row thread state-${state} ${mark.style} ${thread.isLibrary ? 'library' : ''} ${frozen ? 'frozen' : ''}"
    role="treeitem"
    tabindex="-1"
    aria-level=${level}
    aria-selected=${String(isChosen)}
    aria-label=${threadSentence(scene, thread, mark.text)}
    data-key="thread:${thread.id}"
  >
    <span class="swatch" aria-hidden="true"></span>
    <div class="line">
      ${icon(frozen ? FROZEN_GLYPH : glyph, 'glyph')}<span class="name">${thread.name}</span>
      ${threadTags(thread).map(tagPiece)} ${markPiece(mark)}
      ${isNext(scene, thread.id) ? tagPiece('next') : nothing}
      <span class="word">${frozen ? `Frozen, ${word.toLowerCase()}` : word}</span>
    </div>
    ${placePiece(frame, thread)}
    ${wait === undefined ? nothing : html`<div class="line more wait">${wait}</div>`}
    ${thread.holds.length > 0 ? holdsPiece(frame, thread.holds) : nothing}
    ${rowActions(threadControls(scene, thread))}
  </div>`;
}

function placePiece({ scene }: Frame, thread: Thread): Piece {
  const place = threadPlace(scene, thread);
  if (place === undefined) return nothing;
  return html`<div class="line more place">
    <a role="link" tabindex="-1" data-reveal title="Go to source">${place}</a>
  </div>`;
}

function holdsPiece({ scene }: Frame, holds: readonly Holding[]): TemplateResult {
  return html`<div class="line more chips">
    <span class="chips-label">holds</span>
    ${holds.map((held) => {
      const text = holdText(scene, held);
      const key = `object:${rootId(scene.world, held.object)}`;
      return html`<span class="chip" data-select=${key} title=${text}
        >${icon('key')}<span class="chip-name">${text}</span></span
      >`;
    })}
  </div>`;
}
