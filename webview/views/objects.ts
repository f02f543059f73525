// The list of synchronisation objects, grouped by kind.

import { html, nothing, type TemplateResult } from 'lit-html';
import type { ThreadId } from '../../src/core/base/ids.ts';
import type { SyncObject } from '../../src/core/trace/world.ts';
import type { Frame } from '../frame.ts';
import {
  detailTexts,
  KIND_LOOKS,
  MOST_WAITERS,
  objectSentence,
  statusText,
  typeTag,
  waiterGroups,
  type Waiters,
} from '../objectWords.ts';
import { objectName, ownerOf, siteOfObject, threadName, type Scene } from '../scene.ts';
import { isSelected } from '../uiState.ts';
import { folderView, listView } from '../list/listView.ts';
import type { ItemRow } from '../list/treeRows.ts';
import { placeText } from '../words.ts';
import { BREAK_ON } from '../rowMenu.ts';
import { icon, markLook, markPiece, rowActions, section, tagPiece, type Piece } from './parts.ts';

/** Gauges with more places than this say nothing. */
const MOST_PLACES = 8;

export function objectsView(frame: Frame): TemplateResult {
  const { matching, total } = frame.objects;
  const count = matching === total ? `${total}` : `${matching} of ${total}`;
  return section(frame, { key: 'objects', title: 'Objects', count }, () => [
    objectsTree(frame),
    libraryBox(frame),
  ]);
}

function objectsTree(frame: Frame): TemplateResult {
  const { objects, trees, lists } = frame;
  if (objects.groups.length === 0) {
    const isEmpty = objects.total === 0;
    const text = isEmpty ? 'No lock, event or queue yet.' : 'No object matches the filter.';
    return html`<p class="none">${text}</p>`;
  }
  const text = { id: 'objects', label: 'Objects' };
  return listView(text, lists.objects.sightOf(trees.objects), {
    of: frame,
    item: (row) => objectRow(frame, row),
    folder: (row) => {
      const { name, count } = row.folder;
      return folderView(row, { name, count: String(count) });
    },
  });
}

function libraryBox({ objects, settings, actions }: Frame): TemplateResult {
  const onChange = (event: Event): void => {
    const { checked } = event.currentTarget as HTMLElement & { checked: boolean };
    if (checked === settings.hideLibraryObjects) actions.setHideLibraryObjects(!checked);
  };
  const hidden = settings.hideLibraryObjects && objects.hidden > 0 ? ` (${objects.hidden})` : '';
  return html`<vscode-checkbox
    class="library-box"
    .checked=${!settings.hideLibraryObjects}
    @change=${onChange}
    >Standard library objects${hidden}</vscode-checkbox
  >`;
}

function objectRow(frame: Frame, row: ItemRow<SyncObject>): TemplateResult {
  const { scene, ui, marks, stops } = frame;
  const object = row.item;
  const mark = markLook(marks.objects.get(object.id), false);
  const isChosen = isSelected(ui, 'object', object.id);
  const name = objectName(scene, object.id);
  const stop: string | undefined = stops[object.id];
  const details = detailTexts(scene, object);
  return html`<div
    class="row object ${mark.style} ${object.isLibrary ? 'library' : ''}"
    role="treeitem"
    tabindex="-1"
    aria-level=${row.level}
    aria-posinset=${row.position}
    aria-setsize=${row.siblings}
    aria-selected=${String(isChosen)}
    aria-label=${objectSentence(scene, object, { mark: mark.text, stop })}
    data-index=${row.index}
    data-key=${row.key}
  >
    <div class="line">
      ${icon(KIND_LOOKS[object.kind].glyph, 'kind')}<span class="name" title=${name}>${name}</span>
      ${tagPiece(typeTag(object))} ${markPiece(mark)} ${stopPiece(stop)}
      ${revealLink(scene, object)}
      <span class="status"
        >${gauge(object)}${statusGlyph(scene, object)}<span
          >${statusText(scene, object)}</span
        ></span
      >
    </div>
    ${details.length > 0 ? html`<div class="line more">${details.join(', ')}</div>` : nothing}
    ${waiterGroups(scene, object).map((waiters) => waitersPiece(scene, waiters))}
    ${localTable(scene, object)} ${rowActions([BREAK])}
  </div>`;
}

const BREAK = { ...BREAK_ON, command: 'breakOn' };

function stopPiece(stop: string | undefined): Piece {
  if (stop === undefined) return nothing;
  return html`<span class="stop" title=${stop}>${icon('debug-breakpoint')}</span>`;
}

function revealLink(scene: Scene, object: SyncObject): Piece {
  const site = siteOfObject(scene, object);
  if (!site) return nothing;
  const label = `Go to where it is created: ${placeText(site)}`;
  return html`<a
    role="link"
    class="reveal"
    tabindex="-1"
    data-reveal
    title=${label}
    aria-label=${label}
    >${icon('go-to-file')}</a
  >`;
}

function statusGlyph(scene: Scene, object: SyncObject): Piece {
  const { state } = object;
  if (state.kind === 'event')
    return icon(state.flag ? 'circle-large-filled' : 'circle-large-outline');
  if (state.kind !== 'none') return nothing;
  return icon(ownerOf(scene, object) === undefined ? 'unlock' : 'key');
}

/** Full and empty places, for those who see faster than they read. */
function gauge({ state }: SyncObject): Piece {
  const [full, places] = gaugeValues(state);
  if (places < 1 || places > MOST_PLACES || full > places) return nothing;
  return html`<span class="gauge" aria-hidden="true"
    >${Array.from(
      { length: places },
      (_, index) => html`<span class=${index < full ? 'full' : 'free'}></span>`,
    )}</span
  >`;
}

function gaugeValues(state: SyncObject['state']): readonly [full: number, places: number] {
  if (state.kind === 'semaphore') return [state.value, state.initial];
  if (state.kind === 'barrier') return [state.waiting, state.parties];
  if (state.kind === 'queue') return [state.size, state.maxsize];
  return [0, 0];
}

function waitersPiece(scene: Scene, { label, threads }: Waiters): TemplateResult {
  const rest = threads.length - MOST_WAITERS;
  return html`<div class="line more chips">
    <span class="chips-label">${label}</span>
    ${threads.slice(0, MOST_WAITERS).map((id, index) => waiterChip(threadName(scene, id), id, index))}
    ${rest > 0 ? html`<span>and ${rest} more</span>` : nothing}
  </div>`;
}

function waiterChip(name: string, id: ThreadId, index: number): TemplateResult {
  return html`
    <span class="chip wanted" data-select="thread:${id}">
      <span class="place-number">${index + 1}.</span> <span class="chip-name">${name}</span>
    </span>
  `;
}

function localTable(scene: Scene, { state }: SyncObject): Piece {
  if (state.kind !== 'local' || state.values.length === 0) return nothing;
  return html`<div class="local">
    ${state.values.map(
      ({ thread, attributes }) => html`
        <span class="local-thread">${threadName(scene, thread)}</span>
        <span class="local-values">
          ${attributes.map(
            ([name, repr]) => html` <span class="local-value">${name} = ${repr}</span>`,
          )}
        </span>
      `,
    )}
  </div>`;
}
