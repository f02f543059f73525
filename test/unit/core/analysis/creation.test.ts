import assert from 'node:assert/strict';
import { NameBook } from '../../../../src/core/analysis/naming.ts';
import { PythonSources } from '../../../../src/core/analysis/pythonSource.ts';
import {
  MAIN_THREAD,
  NO_STACK,
  type ObjectId,
  type SiteId,
  type StackId,
} from '../../../../src/core/base/ids.ts';
import type { Tables } from '../../../../src/core/trace/world.ts';
import { FILE, readMarks } from '../../../support/markedSites.ts';

const CLASS = 'class A:\n  def __init__(self):\n    self.lock = «Lock()»\n';
const LIST = 'class A:\n  def __init__(self):\n    self.locks = [«Lock()» for _ in range(2)]\n';

/** Names of locks made at the first mark, called from each of the others in turn. */
function namesOf(marked: string, calls: readonly number[]): string {
  const { text, sites } = readMarks(marked);
  const callers = sites.map((_, index) => ({ site: (index + 1) as SiteId, caller: NO_STACK }));
  const made = calls.map((call) => ({ site: 1 as SiteId, caller: (call + 1) as StackId }));
  const tables: Tables = { sites, stacks: [...callers, ...made] };
  const book = new NameBook(new PythonSources(new Map([[FILE, text]])));
  const names = calls.map((call, index) => {
    // Equal stacks are one row of the table.
    const createdAt = (callers.length + calls.indexOf(call) + 1) as StackId;
    const id = (index + 1) as ObjectId;
    const rest = { kind: 'Lock', typeName: 'lock', partOf: undefined } as const;
    return book.nameOf({ id, creator: MAIN_THREAD, createdAt, ...rest }, tables);
  });
  return names.join(', ');
}

describe('names of what an instance keeps', () => {
  const cases: readonly (readonly [
    title: string,
    marked: string,
    calls: readonly number[],
    names: string,
  ])[] = [
    ['a variable', `${CLASS}ada = «A()»\n`, [1], 'ada.lock'],
    ['two variables', `${CLASS}ada, bob = «A()», «A()»\n`, [1, 2], 'ada.lock, bob.lock'],
    ['a list', `${CLASS}accounts = [«A()», «A()»]\n`, [1, 2], 'accounts[0].lock, accounts[1].lock'],
    ['a comprehension', `${CLASS}xs = [«A()» for _ in n]\n`, [1, 1], 'xs[0].lock, xs[1].lock'],
    [
      'a loop that appends',
      `${CLASS}for x in n:\n  xs.append(«A()»)\n`,
      [1, 1],
      'xs[0].lock, xs[1].lock',
    ],
    ['a list of one instance', `${LIST}ada = «A()»\n`, [1, 1], 'ada.locks[0], ada.locks[1]'],
    [
      'lists of several instances',
      `${LIST}xs = [«A()» for _ in n]\n`,
      [1, 1],
      'A.locks[0], A.locks[1]',
    ],
    ['a variable in a loop', `${CLASS}for x in n:\n  a = «A()»\n`, [1, 1], 'A.lock, A.lock #2'],
    ['a returned instance', `${CLASS}def f():\n  return «A()»\n`, [1], 'A.lock'],
    ['no name at all', `${CLASS}«A()».run()\n`, [1], 'A.lock'],
  ];
  for (const [title, marked, calls, names] of cases) {
    it(`come from ${title}`, () => assert.equal(namesOf(marked, calls), names));
  }

  it('go on through an instance in an instance', () => {
    const { text, sites } = readMarks(
      `${CLASS}class B:\n  def __init__(self):\n    self.a = «A()»\nbank = «B()»\n`,
    );
    const stacks = [
      { site: 3 as SiteId, caller: NO_STACK },
      { site: 2 as SiteId, caller: 1 as StackId },
      { site: 1 as SiteId, caller: 2 as StackId },
    ];
    const book = new NameBook(new PythonSources(new Map([[FILE, text]])));
    const lock = { id: 1 as ObjectId, kind: 'Lock', typeName: 'lock', partOf: undefined } as const;
    const made = { ...lock, creator: MAIN_THREAD, createdAt: 3 as StackId };
    assert.equal(book.nameOf(made, { sites, stacks }), 'bank.a.lock');
  });
});
