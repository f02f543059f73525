// A list with more rows than a page can lay out in a frame: it scrolls in a box of its own, in which
// only the rows in sight are elements, and those just above and below them.

import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type Range,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { List } from './keyboard.ts';
import type { TreeRow, TreeRows } from './treeRows.ts';

/** A list of so many rows is drawn whole, as a part of the page. */
export const WHOLE = 100;
/** Rows that are drawn above and below the box: what is scrolled is seen before it can be drawn. */
const OVERSCAN = 10;
/** In pixels, until the box has been laid out. */
const BOX_AT_FIRST = { width: 300, height: 600 };

interface Id {
  readonly id: number;
}

/** Rows to draw, and the room for those between them that are not drawn, in pixels. */
export interface Sight<Item> {
  readonly isLong: boolean;
  readonly rows: readonly { readonly row: TreeRow<Item>; readonly gap: number }[];
  readonly rest: number;
}

export class LongList implements List {
  readonly id: string;
  private readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  private readonly rowHeight: number;
  private readonly onScroll: (isUrgent: boolean) => void;
  private rows: TreeRows<Id> | undefined;
  private numbers: readonly number[] = [];
  private numberOf = (index: number): number => index;
  /** The row that has the focus, or gets it by Tab: it is drawn wherever it is. */
  private kept: string | undefined;

  /**
   * @param id of the tree's element
   * @param rowHeight about, in pixels: that of rows that were never drawn
   * @param onScroll other rows are in sight; `isUrgent`: before anything is painted
   */
  constructor(id: string, rowHeight: number, onScroll: (isUrgent: boolean) => void) {
    this.id = id;
    this.rowHeight = rowHeight;
    this.onScroll = onScroll;
    this.virtualizer = new Virtualizer(this.options());
  }

  sightOf<Item extends Id>(rows: TreeRows<Item>): Sight<Item> {
    if (rows !== this.rows) this.renumber(rows);
    this.rows = rows;
    this.virtualizer.setOptions(this.options());
    if (!this.isLong) return { isLong: false, rows: allOf(rows), rest: 0 };
    let end = 0;
    const drawn: Sight<Item>['rows'][number][] = [];
    for (const item of this.virtualizer.getVirtualItems()) {
      const row = rows.at(item.index);
      if (row) drawn.push({ row, gap: item.start - end });
      end = item.end;
    }
    return { isLong: true, rows: drawn, rest: this.virtualizer.getTotalSize() - end };
  }

  /** Called after each rendering. */
  settle(): void {
    this.virtualizer._willUpdate();
    if (!this.isLong) return;
    for (const row of this.box()?.querySelectorAll<HTMLElement>('[data-index]') ?? []) {
      const number = this.numberOf(Number(row.dataset['index']));
      // Of those that it knows it hears when they change.
      if (this.virtualizer.elementsCache.get(number) !== row) this.virtualizer.measureElement(row);
    }
    this.virtualizer.measureElement(null);
  }

  keep(key: string): void {
    this.kept = key;
  }

  goTo(key: string): boolean {
    this.keep(key);
    const [box, index] = [this.box(), this.indexOf(key)];
    if (!box || index < 0) return false;
    this.virtualizer.scrollToIndex(index, { align: 'auto' });
    box.scrollIntoView({ block: 'nearest' });
    this.onScroll(true);
    return true;
  }

  indexOf(key: string): number {
    return this.rows?.indexOf(key) ?? -1;
  }

  at(index: number): TreeRow<Id> | undefined {
    return this.rows?.at(index);
  }

  get length(): number {
    return this.rows?.length ?? 0;
  }

  private get isLong(): boolean {
    return this.length > WHOLE;
  }

  private box(): HTMLElement | null {
    return this.isLong ? document.getElementById(this.id) : null;
  }

  /** What is known of rows stays as long as they are the same. */
  private renumber(rows: TreeRows<Id>): void {
    const { numbers } = this;
    const now = rows.numbers();
    if (now.length === numbers.length && now.every((number, index) => number === numbers[index])) {
      return;
    }
    this.numbers = now;
    this.numberOf = (index) => now[index] ?? index;
  }

  private options(): VirtualizerOptions<HTMLElement, HTMLElement> {
    return {
      count: this.isLong ? this.length : 0,
      getScrollElement: () => this.box(),
      getItemKey: this.numberOf,
      estimateSize: () => this.rowHeight,
      overscan: OVERSCAN,
      initialRect: BOX_AT_FIRST,
      rangeExtractor: (range: Range) => this.drawn(range),
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: (_: unknown, isUrgent: boolean) => this.onScroll(isUrgent),
    };
  }

  private drawn(range: Range): number[] {
    const indexes = defaultRangeExtractor(range);
    const kept = this.kept === undefined ? -1 : this.indexOf(this.kept);
    if (kept < 0 || indexes.includes(kept)) return indexes;
    return [...indexes, kept].sort((one, other) => one - other);
  }
}

function allOf<Item extends Id>(rows: TreeRows<Item>): Sight<Item>['rows'] {
  return Array.from({ length: rows.length }, (_, index) => rows.at(index))
    .filter((row) => row !== undefined)
    .map((row) => ({ row, gap: 0 }));
}
