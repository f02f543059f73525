// The list of threads.

import { html, nothing, type TemplateResult } from 'lit-html';
import type { Frame } from '../frame.ts';
import type { Holding, Thread } from '../../src/core/trace/world.ts';
import { rootId } from '../scene.ts';
import { FROZEN_GLYPH, shownState, STATE_LOOKS } from '../states.ts';
import { isSelected } from '../uiState.ts';
import { folderView, listView } from '../list/listView.ts';
import type { ItemRow } from '../list/treeRows.ts';
import { frozenThreads, isFrozen, isNext, threadControls } from '../control.ts';
import { THAW_ALL } from '../rowMenu.ts';
import { holdText, threadPlace, threadSentence, threadTags, waitText } from '../words.ts';
import { icon, markLook, markPiece, rowActions, section, tagPiece, type Piece } from './parts.ts';

export function threadsView(frame: Frame): TemplateResult {
  const { matching, total } = frame.threads;
  const count = matching === total ? `${total}` : `${matching} of ${total}`;
  return section(frame, { key: 'threads', title: 'Threads', count }, () => threadsTree(frame));
}

function threadsTree(frame: Frame): TemplateResult {
  const { threads, trees, lists } = frame;
  if (threads.matching === 0) {
    return html`<p class="none">
      ${threads.total === 0 ? 'No thread yet.' : 'No thread matches the filter.'}
    </p>`;
  }
  const text = { id: 'threads', label: 'Threads' };
  return html`${frozenBar(frame)}
  ${listView(text, lists.threads.sightOf(trees.threads), {
    of: frame,
    item: (row) => threadRow(frame, row),
    folder: (row) => folderView(row, { name: `${row.folder.count} finished` }),
  })}`;
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

function threadRow(frame: Frame, row: ItemRow<Thread>): TemplateResult {
  const { scene, ui, marks } = frame;
  const thread = row.item;
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
    aria-level=${row.level}
    aria-posinset=${row.position}
    aria-setsize=${row.siblings}
    aria-selected=${String(isChosen)}
    aria-label=${threadSentence(scene, thread, mark.text)}
    data-index=${row.index}
    data-key=${row.key}
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
