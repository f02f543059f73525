import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TreeRows, type Branch } from '../../../webview/list/treeRows.ts';

interface Item {
  readonly id: number;
}

/** Branches with and without a folder, whose items have different numbers. */
const branches: fc.Arbitrary<readonly Branch<Item>[]> = fc
  .array(fc.record({ size: fc.nat(4), isFolder: fc.boolean(), isOpen: fc.boolean() }), {
    maxLength: 5,
  })
  .map((shapes) =>
    shapes.map(({ size, isFolder, isOpen }, branch): Branch<Item> => {
      const items = Array.from({ length: size }, (_, index) => ({ id: branch * 10 + index }));
      if (!isFolder) return { items };
      return { folder: { name: `f${branch}`, count: size, isOpen }, items: isOpen ? items : [] };
    }),
  );

function picture(rows: TreeRows<Item>): readonly string[] {
  return Array.from({ length: rows.length }, (_, index) => {
    const row = rows.at(index);
    return row ? `${row.level} ${row.position}/${row.siblings} ${row.key}` : 'none';
  });
}

describe('the rows of a tree', () => {
  it('are folders, and what is in them one level deeper', () => {
    const rows = new TreeRows('thread', [
      { items: [{ id: 7 }, { id: 9 }] },
      { folder: { name: 'open', count: 2, isOpen: true }, items: [{ id: 3 }, { id: 4 }] },
      { folder: { name: 'closed', count: 5, isOpen: false }, items: [] },
    ]);
    assert.deepEqual(picture(rows), [
      '1 1/4 thread:7',
      '1 2/4 thread:9',
      '1 3/4 fold:open',
      '2 1/2 thread:3',
      '2 2/2 thread:4',
      '1 4/4 fold:closed',
    ]);
    assert.deepEqual(rows.numbers(), [7, 9, -2, 3, 4, -3]);
  });

  it('are found by their keys, each has a number of its own, and none lies outside', () => {
    fc.assert(
      fc.property(branches, (shape) => {
        const rows = new TreeRows('object', shape);
        for (let index = 0; index < rows.length; index++) {
          const row = rows.at(index);
          assert.equal(row?.index, index);
          assert.equal(rows.indexOf(row.key), index);
        }
        assert.equal(new Set(rows.numbers()).size, rows.length);
        assert.equal(rows.at(rows.length), undefined);
        assert.equal(rows.at(-1), undefined);
        assert.equal(rows.indexOf('object:999'), -1);
        assert.equal(rows.indexOf('thread:1'), -1);
      }),
    );
  });
});
