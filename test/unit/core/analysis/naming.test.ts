import assert from 'node:assert/strict';
import {
  MAIN_THREAD,
  NO_STACK,
  type ObjectId,
  type SiteId,
  type StackId,
} from '../../../../src/core/base/ids.ts';
import { NameBook } from '../../../../src/core/analysis/naming.ts';
import { PythonSources } from '../../../../src/core/analysis/pythonSource.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { ObjectKind, Site } from '../../../../src/core/trace/events.ts';
import { emptyWorld, type SyncObject, type Tables } from '../../../../src/core/trace/world.ts';
import { FILE, readMarks } from '../../../support/markedSites.ts';

function object(id: number, createdAt: number, changes: Partial<SyncObject> = {}): SyncObject {
  const kind: ObjectKind = changes.kind ?? 'Lock';
  return {
    id: id as ObjectId,
    kind,
    typeName: kind,
    partOf: undefined,
    lock: undefined,
    isLibrary: false,
    creator: MAIN_THREAD,
    createdAt: createdAt as StackId,
    state: { kind: 'none' },
    owner: undefined,
    waiters: [],
    ...changes,
  };
}

function tablesOf(sites: readonly Site[]): Tables {
  return {
    sites,
    stacks: sites.map((_, index) => ({ site: (index + 1) as SiteId, caller: NO_STACK })),
  };
}

/** Names of locks made at the marked calls, in this order of marks (from 0). */
function namesOf(marked: string, order?: readonly number[]): string {
  const { text, sites } = readMarks(marked);
  const book = new NameBook(new PythonSources(new Map([[FILE, text]])));
  const marks = order ?? sites.map((_, index) => index);
  const names = marks.map((mark, index) =>
    book.nameOf(object(index + 1, mark + 1), tablesOf(sites)),
  );
  return names.join(', ');
}

describe('names of objects', () => {
  const cases: readonly (readonly [title: string, marked: string, names: string])[] = [
    ['a variable', 'lock = «Lock()»', 'lock'],
    ['a variable after a text beyond ASCII', 's = "äöü€"; lock = «Lock()»', 'lock'],
    ['an annotated variable', 'lock: Lock = «threading.Lock()»', 'lock'],
    ['a global from a function', 'def f():\n  global lock\n  lock = «Lock()»\n', 'lock'],
    ['the first of two targets', 'a = b = «Lock()»', 'a'],
    ['each of several targets', 'a, b = «Lock()», «Lock()»', 'a, b'],
    ['targets in brackets', '(a, [b, c]) = «Lock()», («Lock()», «Lock()»)', 'a, b, c'],
    ['an attribute of an object', 'account.lock = «Lock()»', 'account.lock'],
    ['an element', 'locks["main"] = «Lock()»', 'locks["main"]'],
    ['an alternative', 'lock = other or «Lock()»', 'lock'],
    ['a conditional value', 'lock = «Lock()» if x else None', 'lock'],
    ['elements of a list', 'locks = [«Lock()», «Lock()»]', 'locks[0], locks[1]'],
    ['elements of a tuple', 'locks = («Lock()», «Lock()»)', 'locks[0], locks[1]'],
    ['values of a dict', 'd = {"a": «Lock()», b: «Lock()»}', 'd["a"], d[b]'],
    ['a repeated list', 'locks = [«Lock()»] * 3', 'locks[0]'],
    ['a walrus', 'if (lock := «Lock()»):\n  pass\n', 'lock'],
    ['a keyword argument', 'Worker(1, lock=«Lock()»)', 'lock'],
    [
      'an argument of a class in the file',
      'class W:\n  def __init__(self, n, lock):\n    pass\nw = W(1, «Lock()»)\n',
      'lock',
    ],
    ['an argument of a function in the file', 'def f(a=1, b=2): pass\nf(1, «Lock()»)\n', 'b'],
    ['the lock of a condition', 'ready = Condition(«Lock()»)', 'ready.lock'],
    ['a default argument', 'def f(a, lock=«Lock()»):\n  pass\n', 'lock'],
    ['a class attribute', 'class Account:\n  lock = «Lock()»\n', 'Account.lock'],
    [
      'an attribute of self',
      'class Counter:\n  def __init__(this):\n    this.lock = «Lock()»\n',
      'Counter.lock',
    ],
    ['a returned value', 'def make():\n  return «Lock()»\n', 'make()'],
    ['a lambda', 'make = lambda: «Lock()»', 'make()'],
    ['with … as', 'with «Lock()» as lock:\n  pass\n', 'lock'],
    ['an element of a defaultdict', 'with «locks[name]»:\n  pass\n', 'locks[name]'],
    ['setdefault', 'lock = 1\nlocks.setdefault(key, «Lock()»)', 'locks[key]'],
    ['a call over several lines', 'lock = «Lock(\n)»', 'lock'],
    ['no name at all', 'with «Lock()»:\n  pass\n', 'Lock #1'],
    ['a file that does not parse well', 'print "x"\nlock = «Lock()»', 'lock'],
  ];
  for (const [title, marked, names] of cases) {
    it(`come from ${title}`, () => assert.equal(namesOf(marked), names));
  }

  it('count the elements of a comprehension', () => {
    const marked = 'locks = [«Lock()» for _ in range(3)]';
    assert.equal(namesOf(marked, [0, 0, 0]), 'locks[0], locks[1], locks[2]');
  });

  it('count the elements of a generator in a call of list', () => {
    const marked = 'locks = list(«Lock()» for _ in range(2))';
    assert.equal(namesOf(marked, [0, 0]), 'locks[0], locks[1]');
  });

  it('count values in a dict comprehension', () => {
    const marked = 'locks = {n: «Lock()» for n in names}';
    assert.equal(namesOf(marked, [0, 0]), 'locks[0], locks[1]');
  });

  it('count what is appended in a loop', () => {
    const marked = 'for i in range(2):\n  locks.append(«Lock()»)\n';
    assert.equal(namesOf(marked, [0, 0]), 'locks[0], locks[1]');
  });

  it('give each target its element of a comprehension', () => {
    const marked = 'a, b = [«Lock()» for _ in range(2)]';
    assert.equal(namesOf(marked, [0, 0]), 'a, b');
  });

  it('begin a comprehension again when something else was made in between', () => {
    const marked =
      'class T:\n  def __init__(self):\n    self.a = [«Lock()» for _ in range(2)]\n    self.b = «Lock()»\n';
    assert.equal(
      namesOf(marked, [0, 0, 1, 0, 0, 1]),
      'T.a[0], T.a[1], T.b, T.a[0] #2, T.a[1] #2, T.b #2',
    );
  });

  it('number the second and later objects of a name', () => {
    const marked = 'class C:\n  def __init__(self):\n    self.lock = «Lock()»\n';
    assert.equal(namesOf(marked, [0, 0, 0]), 'C.lock, C.lock #2, C.lock #3');
  });

  it('number objects of the same name from different places', () => {
    assert.equal(namesOf('lock = «Lock()»\nlock = «Lock()»\n'), 'lock, lock #2');
  });

  it('skip the constructor of a subclass', () => {
    const { text, sites } = readMarks(
      'class Bell(Event):\n  def __init__(self):\n    «super().__init__()»\nbell = «Bell()»\n',
    );
    const tables: Tables = {
      sites,
      stacks: [
        { site: 2 as SiteId, caller: NO_STACK },
        { site: 1 as SiteId, caller: 1 as StackId },
      ],
    };
    assert.equal(
      new NameBook(new PythonSources(new Map([[FILE, text]]))).nameOf(object(1, 2), tables),
      'bell',
    );
  });

  it('pass over frames of the standard library', () => {
    const { text, sites } = readMarks('ready = «threading.Event()»');
    const [site] = sites;
    assert(site, 'one mark');
    const library: Site = { ...site, file: '/lib/threading.py', isLibrary: true };
    const tables: Tables = {
      sites: [site, library],
      stacks: [
        { site: 1 as SiteId, caller: NO_STACK },
        { site: 2 as SiteId, caller: 1 as StackId },
      ],
    };
    assert.equal(
      new NameBook(new PythonSources(new Map([[FILE, text]]))).nameOf(object(1, 2), tables),
      'ready',
    );
  });

  it('of parts begin with the name of the whole', () => {
    const { text, sites } = readMarks('ready = «Event()»');
    const book = new NameBook(new PythonSources(new Map([[FILE, text]])));
    const tables = tablesOf(sites);
    book.nameOf(object(1, 1, { kind: 'Event' }), tables);
    const condition = object(2, 1, { kind: 'Condition', partOf: 1 as ObjectId });
    const lock = object(3, 1, { partOf: 2 as ObjectId });
    assert.equal(book.nameOf(condition, tables), 'ready.cond');
    assert.equal(book.nameOf(lock, tables), 'ready.cond.lock');
  });

  it('fall back to the kind and a number where there is no source', () => {
    const { sites } = readMarks('ready = «Event()»');
    const book = new NameBook(new PythonSources(new Map()));
    const event = object(1, 1, { kind: 'Event' });
    assert.equal(book.nameOf(event, tablesOf(sites)), 'Event #1');
    assert.equal(book.nameOf(object(2, 1), tablesOf(sites)), 'Lock #1');
  });

  it('stay when an object is gone and others come', () => {
    const { text, sites } = readMarks('a = «Lock()»\nb = «Lock()»\n');
    const book = new NameBook(new PythonSources(new Map([[FILE, text]])));
    const tables = tablesOf(sites);
    const first = { ...emptyWorld(), objects: { [1]: object(1, 1) } };
    const second = { ...emptyWorld(), objects: { [2]: object(2, 2) } };
    assert.deepEqual(book.names(first, tables), { 1: 'a' });
    assert.deepEqual(book.newNames(second, tables), { 2: 'b' });
    assert.deepEqual(book.names(second, tables), { 1: 'a', 2: 'b' });
  });

  it('are found in the batch that makes the objects', () => {
    const { text, sites } = readMarks('a = «Lock()»\nb = «Lock()»\n');
    const writer = new BatchWriter();
    sites.forEach((site, index) => {
      const at = writer.addStack({ site: writer.addSite(site), caller: NO_STACK });
      const { id, state } = object(index + 1, at);
      const kind = { kind: 'objectNew', objectKind: 'Lock', typeName: 'Lock' } as const;
      const rest = { partOf: undefined, lock: undefined, isLibrary: false, state };
      const stamp = { time: 0, by: MAIN_THREAD, at };
      writeEvent(writer, { ...stamp, ...kind, object: id, ...rest });
      writeEvent(writer, { ...stamp, kind: 'objectGone', object: id });
    });
    const book = new NameBook(new PythonSources(new Map([[FILE, text]])));
    assert.deepEqual(book.namesIn(writer.take(), tablesOf(sites)), { 1: 'a', 2: 'b' });
  });
});
