// Keyboard and mouse of the trees, heard once for all rows: arrow keys move, Enter selects, a double
// click goes to the source. Exactly one row of a tree is a tab stop.

import type { Point } from '../diagram/shapes.ts';
import type { ItemRow } from './treeRows.ts';

export interface TreeActions {
  /** `key` is the row's `data-key`. */
  choose(key: string): void;
  reveal(key: string): void;
  /** One of the row's own buttons; `what` is its `data-do`. */
  act(key: string, what: string): void;
  /** Opens the row's menu there. */
  menu(key: string, at: Point, row: HTMLElement): void;
  /** Opens or closes a row with `aria-expanded`. */
  fold(key: string, isOpen: boolean): void;
  /** The list that a tree shows; undefined: all its rows are elements. */
  listOf(tree: string): List | undefined;
}

/** All rows of a tree, also those that are not drawn. */
export interface List {
  readonly length: number;
  at(index: number): Pick<ItemRow<unknown>, 'key' | 'level'> | undefined;
  indexOf(key: string): number;
  /** Has the row drawn. @returns true if it is brought into sight, too */
  goTo(key: string): boolean;
  /** The row is the tree's tab stop now, and stays drawn. */
  keep(key: string): void;
}

const ROW = '[role="treeitem"]';

export function listenToTrees(root: HTMLElement, actions: TreeActions): void {
  root.addEventListener('click', (event) => onClick(event, actions));
  root.addEventListener('dblclick', (event) => {
    const key = rowOf(event.target)?.dataset['key'];
    if (key !== undefined && closest(event.target, 'a, button') === undefined) actions.reveal(key);
  });
  root.addEventListener('contextmenu', (event) => onContextMenu(event, actions));
  root.addEventListener('keydown', (event) => onKey(event, actions));
  root.addEventListener('focusin', (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    makeTabStop(row);
    listOf(row, actions).keep(row.dataset['key'] ?? '');
  });
}

function onClick(event: MouseEvent, actions: TreeActions): void {
  const row = rowOf(event.target);
  const key = row?.dataset['key'];
  if (!row || key === undefined) return;
  const button = closest(event.target, '[data-do]');
  if (button) return press(button, row, key, actions);
  const chip = closest(event.target, '[data-select]')?.dataset['select'];
  if (chip !== undefined) actions.choose(chip);
  else if (row.ariaExpanded) actions.fold(key, row.ariaExpanded !== 'true');
  else actions.choose(key);
  if (linkOf(event.target)) actions.reveal(key);
  row.focus();
}

function press(button: HTMLElement, row: HTMLElement, key: string, actions: TreeActions): void {
  const what = button.dataset['do'] ?? '';
  if (what !== 'menu') return actions.act(key, what);
  const { left, bottom } = button.getBoundingClientRect();
  actions.menu(key, { x: left, y: bottom }, row);
}

/** By the mouse, where it is; by the keyboard (Shift+F10), below the row's name. */
function onContextMenu(event: MouseEvent, actions: TreeActions): void {
  const row = rowOf(event.target);
  const key = row?.dataset['key'];
  if (!row || key === undefined || row.ariaExpanded) return;
  event.preventDefault();
  row.focus();
  const { left, top, height } = row.getBoundingClientRect();
  const isByMouse = event.button === 2;
  const below = { x: left + 22, y: top + Math.min(height, 26) };
  actions.menu(key, isByMouse ? { x: event.clientX, y: event.clientY } : below, row);
}

function onKey(event: KeyboardEvent, actions: TreeActions): void {
  const row = rowOf(event.target);
  const key = row?.dataset['key'];
  if (!row || key === undefined || event.altKey) return;
  if ((event.key === 'Enter' || event.key === ' ') && closest(event.target, 'button')) return;
  const isLink = linkOf(event.target) !== undefined;
  if (event.key === 'Enter' || event.key === ' ') {
    const isReveal = isLink || event.ctrlKey || event.metaKey;
    if (isReveal || (event.key === 'Enter' && isChosen(row))) actions.reveal(key);
    else if (row.ariaExpanded) actions.fold(key, row.ariaExpanded !== 'true');
    else actions.choose(key);
  } else {
    const list = listOf(row, actions);
    const next = nextKey(event.key, row, list, actions);
    if (next === undefined) return;
    const preventScroll = list.goTo(next);
    const element = rowsOf(row).find((one) => one.dataset['key'] === next);
    element?.focus({ preventScroll });
  }
  event.preventDefault();
}

function isChosen(row: HTMLElement): boolean {
  return row.getAttribute('aria-selected') === 'true';
}

/** Of the row to go to; that of the same row if the key was for it and moves nothing. */
function nextKey(
  pressed: string,
  row: HTMLElement,
  list: List,
  actions: TreeActions,
): string | undefined {
  const { key = '' } = row.dataset;
  const index = list.indexOf(key);
  const at = (other: number): string => list.at(other)?.key ?? key;
  switch (pressed) {
    case 'ArrowDown':
      return at(index + 1);
    case 'ArrowUp':
      return at(index - 1);
    case 'Home':
      return at(0);
    case 'End':
      return at(list.length - 1);
    case 'PageDown':
      return at(Math.min(index + pageOf(row), list.length - 1));
    case 'PageUp':
      return at(Math.max(index - pageOf(row), 0));
    case 'ArrowRight':
      if (row.ariaExpanded === 'false') actions.fold(key, true);
      return row.ariaExpanded === 'true' ? at(index + 1) : key;
    case 'ArrowLeft':
      if (row.ariaExpanded === 'true') actions.fold(key, false);
      return row.ariaLevel === '2' ? at(parentOf(list, index)) : key;
    default:
      return undefined;
  }
}

function parentOf(list: List, index: number): number {
  let parent = index - 1;
  while (parent > 0 && list.at(parent)?.level === 2) parent--;
  return parent;
}

/** How many rows a page is: the last one in sight is the first of the next. */
function pageOf(row: HTMLElement): number {
  const box = row.closest('[role="tree"]')?.getBoundingClientRect();
  const [top, bottom] = [Math.max(box?.top ?? 0, 0), Math.min(box?.bottom ?? 0, innerHeight)];
  const inSight = rowsOf(row).filter((one) => {
    const its = one.getBoundingClientRect();
    return its.top >= top && its.bottom <= bottom;
  });
  return Math.max(inSight.length - 1, 1);
}

function listOf(row: HTMLElement, actions: TreeActions): List {
  const tree = row.closest('[role="tree"]');
  return actions.listOf(tree?.id ?? '') ?? drawnList(rowsOf(row));
}

function drawnList(rows: readonly HTMLElement[]): List {
  return {
    length: rows.length,
    at: (index) => {
      const row = rows[index];
      return row && { key: row.dataset['key'] ?? '', level: row.ariaLevel === '2' ? 2 : 1 };
    },
    indexOf: (key) => rows.findIndex((row) => row.dataset['key'] === key),
    goTo: () => false,
    keep: () => undefined,
  };
}

/** Called after each rendering: a tree whose tab stop is gone gets another one. */
export function keepTabStops(root: HTMLElement): void {
  for (const tree of root.querySelectorAll<HTMLElement>('[role="tree"]')) {
    const stop = tree.querySelector<HTMLElement>(`${ROW}[tabindex="0"]`);
    const first = stop ?? tree.querySelector<HTMLElement>(ROW);
    if (first) setTabStop(first, 0);
  }
}

function makeTabStop(row: HTMLElement): void {
  const old = row.closest('[role="tree"]')?.querySelectorAll<HTMLElement>(`${ROW}[tabindex="0"]`);
  for (const other of old ?? []) if (other !== row) setTabStop(other, -1);
  setTabStop(row, 0);
}

/** A row's links and buttons are reached by Tab from the row, and from no other. */
function setTabStop(row: HTMLElement, tabIndex: 0 | -1): void {
  if (row.tabIndex !== tabIndex) row.tabIndex = tabIndex;
  for (const link of row.querySelectorAll<HTMLElement>('a[data-reveal], button')) {
    if (link.tabIndex !== tabIndex) link.tabIndex = tabIndex;
  }
}

/** Where the focus is, so that it survives a row that moves or goes. */
export interface RowFocus {
  readonly tree: string;
  readonly key: string;
  readonly index: number;
}

export function focusedRow(): RowFocus | undefined {
  const row = rowOf(document.activeElement);
  const tree = row?.closest('[role="tree"]')?.id;
  const key = row?.dataset['key'];
  if (!row || tree === undefined || key === undefined) return undefined;
  return { tree, key, index: rowsOf(row).indexOf(row) };
}

export function restoreFocus(root: HTMLElement, focus: RowFocus | undefined): void {
  if (!focus || document.activeElement !== document.body) return;
  const rows = rowsIn(root.querySelector(`#${focus.tree}`));
  const same = rows.find((row) => row.dataset['key'] === focus.key);
  (same ?? rows[Math.min(focus.index, rows.length - 1)])?.focus({ preventScroll: true });
}

function rowsOf(row: HTMLElement): HTMLElement[] {
  return rowsIn(row.closest('[role="tree"]'));
}

/** Those that are drawn. */
function rowsIn(tree: Element | null): HTMLElement[] {
  return [...(tree?.querySelectorAll<HTMLElement>(ROW) ?? [])];
}

function rowOf(target: EventTarget | null): HTMLElement | undefined {
  return closest(target, ROW);
}

function linkOf(target: EventTarget | null): HTMLElement | undefined {
  return closest(target, 'a[data-reveal]');
}

function closest(target: EventTarget | null, selector: string): HTMLElement | undefined {
  return target instanceof Element
    ? (target.closest<HTMLElement>(selector) ?? undefined)
    : undefined;
}
