// A tree's element with the rows that are drawn. A row is plain markup without listeners:
// keyboard.ts hears for all of them.

import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon, type Piece } from '../views/parts.ts';
import type { Sight } from './longList.ts';
import type { FolderRow, ItemRow, TreeRow } from './treeRows.ts';

export interface ListText {
  readonly id: string;
  readonly label: string;
}

export interface RowViews<Item> {
  /** As long as this is the same, so is each row. */
  readonly of: unknown;
  item(row: ItemRow<Item>): TemplateResult;
  folder(row: FolderRow): TemplateResult;
}

export function listView<Item>(
  { id, label }: ListText,
  { isLong, rows, rest }: Sight<Item>,
  views: RowViews<Item>,
): TemplateResult {
  const view = (row: TreeRow<Item>): TemplateResult =>
    'folder' in row ? views.folder(row) : views.item(row);
  return html`<div class="tree ${isLong ? 'long' : ''}" role="tree" id=${id} aria-label=${label}>
    ${repeat(
      rows,
      ({ row }) => row.key,
      ({ row, gap }) => html`${gapPiece(gap)}${guard([views.of], () => view(row))}`,
    )}
    ${gapPiece(rest)}
  </div>`;
}

/** By a property, as the page's policy allows no style in markup. */
function gapPiece(height: number): Piece {
  if (height <= 0) return nothing;
  return html`<div role="none" .style=${`height: ${height}px`}></div>`;
}

export function folderView(row: FolderRow, text: { name: string; count?: string }): TemplateResult {
  const { name, count } = text;
  return html`<div
    class="row folder"
    role="treeitem"
    tabindex="-1"
    aria-level="1"
    aria-posinset=${row.position}
    aria-setsize=${row.siblings}
    aria-expanded=${String(row.folder.isOpen)}
    aria-label=${count === undefined ? name : `${name}, ${count}`}
    data-index=${row.index}
    data-key=${row.key}
  >
    ${icon(row.folder.isOpen ? 'chevron-down' : 'chevron-right')}<span class="name">${name}</span>
    ${count === undefined ? nothing : html`<span class="word">${count}</span>`}
  </div>`;
}
