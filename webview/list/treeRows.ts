// A tree of two levels at most as a list of rows, none of which is made before it is asked for:
// there may be tens of thousands.

/** A row that opens and closes what is below it. */
export interface Folder {
  readonly name: string;
  /** Of all that is in it. */
  readonly count: number;
  readonly isOpen: boolean;
}

/** A folder and what it shows, or rows in no folder. */
export interface Branch<Item> {
  readonly folder?: Folder;
  readonly items: readonly Item[];
}

interface Place {
  /** What the row's element has as `data-key`. */
  readonly key: string;
  readonly index: number;
  readonly level: 1 | 2;
  /** Among its siblings, from 1 on. */
  readonly position: number;
  readonly siblings: number;
}

export interface FolderRow extends Place {
  readonly folder: Folder;
}

export interface ItemRow<Item> extends Place {
  readonly item: Item;
}

export type TreeRow<Item> = FolderRow | ItemRow<Item>;

export class TreeRows<Item extends { readonly id: number }> {
  readonly length: number;
  private readonly branches: readonly Branch<Item>[];
  private readonly kind: string;
  /** Rows of the first level. */
  private readonly roots: number;

  /** @param kind of the items, as in their keys: `thread`, `object` */
  constructor(kind: string, branches: readonly Branch<Item>[]) {
    this.kind = kind;
    this.branches = branches;
    const sizes = branches.map(({ folder, items }) => [folder ? 1 : 0, items.length] as const);
    this.length = sizes.reduce((sum, [folder, items]) => sum + folder + items, 0);
    this.roots = sizes.reduce((sum, [folder, items]) => sum + (folder === 1 ? 1 : items), 0);
  }

  at(index: number): TreeRow<Item> | undefined {
    let [first, root] = [0, 1];
    for (const { folder, items } of this.branches) {
      const inside = index - first - (folder ? 1 : 0);
      const item = items[inside];
      if (folder && inside === -1) {
        const place = { index, level: 1, position: root, siblings: this.roots } as const;
        return { ...place, key: `fold:${folder.name}`, folder };
      }
      if (item) {
        const key = `${this.kind}:${item.id}`;
        return folder
          ? { key, index, level: 2, position: inside + 1, siblings: items.length, item }
          : { key, index, level: 1, position: root + inside, siblings: this.roots, item };
      }
      first += items.length + (folder ? 1 : 0);
      root += folder ? 1 : items.length;
    }
    return undefined;
  }

  /** -1: no row has that key. */
  indexOf(key: string): number {
    const [kind = '', name = ''] = key.split(':');
    let first = 0;
    for (const { folder, items } of this.branches) {
      if (folder && kind === 'fold' && folder.name === name) return first;
      first += folder ? 1 : 0;
      const inside = kind === this.kind ? items.findIndex(({ id }) => id === Number(name)) : -1;
      if (inside >= 0) return first + inside;
      first += items.length;
    }
    return -1;
  }

  /** A number for each row that no other row has; those of folders are below 0. */
  numbers(): readonly number[] {
    const numbers: number[] = [];
    for (const [branch, { folder, items }] of this.branches.entries()) {
      if (folder) numbers.push(-1 - branch);
      for (const { id } of items) numbers.push(id);
    }
    return numbers;
  }
}
