import assert from 'node:assert/strict';
import { parser } from '@lezer/python';
import type { ObjectId, ThreadId } from '../../../../../src/core/base/ids.ts';
import { fixesFor, type FixableSite } from '../../../../../src/core/analysis/fixes/fixesFor.ts';
import { applyFix } from '../../../../support/applyFix.ts';
import { FILE, readMarks } from '../../../../support/markedSites.ts';

type Role = FixableSite['role'];
type SiteWords = readonly [role: Role, thread: number, object: number];

/** What the only fix makes of a marked text; undefined if there is no fix. */
function fixed(kind: string, marked: string, words: readonly SiteWords[]): string | undefined {
  const { text, sites } = readMarks(marked);
  const about = words.map(([role, thread, object], index): FixableSite => {
    const site = sites[index];
    assert(site, 'there is a mark for each site');
    return { role, thread: thread as ThreadId, object: object as ObjectId, stack: [site] };
  });
  const fixes = fixesFor({ kind, sites: about }, new Map([[FILE, text]]));
  assert(fixes.length <= 1);
  const [fix] = fixes;
  if (!fix) return undefined;
  const result = applyFix(text, fix.edits);
  assertParses(result);
  return result;
}

function assertParses(text: string): void {
  parser.parse(text).iterate({
    enter: (node) => assert(!node.type.isError, `does not parse:\n${text}`),
  });
}

const CROSSED: readonly SiteWords[] = [
  ['holds', 1, 1],
  ['wants', 1, 2],
  ['holds', 2, 2],
  ['wants', 2, 1],
];

describe('fixes of a lock order', () => {
  const first = 'with «a»:\n    with «b»:\n        x = 1\n';

  it('swap nested blocks', () => {
    const marked = `${first}with «b»:  # second\n    with «a»:\n        x = 2\n`;
    assert.equal(
      fixed('lockOrder', marked, CROSSED),
      'with a:\n    with b:\n        x = 1\nwith a:  # second\n    with b:\n        x = 2\n',
    );
  });

  it('swap the two of one block', () => {
    assert.match(
      fixed('lockCycle', `${first}with «b», «a»:\n    x = 2\n`, CROSSED) ?? '',
      /with a, b:/,
    );
  });

  it('swap acquires that follow each other', () => {
    const marked = `${first}«b.acquire()»\n«a.acquire()»\nx = 2\na.release()\nb.release()\n`;
    assert.match(
      fixed('lockOrder', marked, CROSSED) ?? '',
      /a\.acquire\(\)\nb\.acquire\(\)\nx = 2/,
    );
  });

  it('take both locks at once if the outer block has more', () => {
    const marked = `${first}def f():\n    with «b»:\n        x = 2\n        # why\n        with «a»:\n            y = 3\n\n            z = 4\n        w = 5\n    v = 6\n`;
    assert.equal(
      fixed('lockOrder', marked, CROSSED),
      'with a:\n    with b:\n        x = 1\ndef f():\n    with a, b:\n        x = 2\n        # why\n        y = 3\n\n        z = 4\n        w = 5\n    v = 6\n',
    );
  });

  it('keep the comments of a block that goes', () => {
    const marked = `${first}with «b»:\n    x = 2\n    with «a»:  # why\n        # how\n        y = 3`;
    assert.equal(
      fixed('lockOrder', marked, CROSSED),
      'with a:\n    with b:\n        x = 1\nwith a, b:\n    x = 2\n    # why\n    # how\n    y = 3',
    );
  });

  it('turn the thread round that wants the lock made first, whatever their names', () => {
    const marked = 'with «pen»:\n  with «ink»:\n    x = 1\nwith «ink»:\n  with «pen»:\n    x = 2\n';
    assert.equal(
      fixed('lockCycle', marked, CROSSED),
      'with pen:\n  with ink:\n    x = 1\nwith pen:\n  with ink:\n    x = 2\n',
    );
  });

  it('turn one thread of a circle of three round', () => {
    const marked = ['c», «a', 'a», «b', 'b», «c']
      .map((two) => `with «${two}»:\n  x = 1\n`)
      .join('');
    const words: readonly SiteWords[] = [
      ['holds', 1, 3],
      ['wants', 1, 1],
      ['holds', 2, 1],
      ['wants', 2, 2],
      ['holds', 3, 2],
      ['wants', 3, 3],
    ];
    const result = 'with a, c:\n  x = 1\nwith a, b:\n  x = 1\nwith b, c:\n  x = 1\n';
    assert.equal(fixed('lockOrder', marked, words), result);
  });

  it('keep a comment between two blocks and the one behind the inner', () => {
    const marked = `${first}with «b»:  # in\n    # between\n    with «a»:  # never\n        x = 2\n`;
    assert.equal(
      fixed('lockCycle', marked, CROSSED),
      'with a:\n    with b:\n        x = 1\nwith a:  # in\n    # between\n    with b:  # never\n        x = 2\n',
    );
  });

  it('are none for the same lines in both threads', () => {
    const marked = 'with ««self.left»»:\n  with ««self.right»»:\n    pass\n';
    const words: readonly SiteWords[] = [
      ['holds', 1, 1],
      ['holds', 2, 2],
      ['wants', 1, 2],
      ['wants', 2, 1],
    ];
    assert.equal(fixed('lockCycle', marked, words), undefined);
  });

  const none: readonly (readonly [title: string, marked: string])[] = [
    [
      'locks that a function is given',
      'def f(b, a):\n  with «b»:\n    with «a»:\n      pass\nwith «a»:\n  with «b»:\n    pass\n',
    ],
    [
      'locks out of a table',
      'with «t[1]»:\n  with «t[0]»:\n    pass\nwith «t[0]»:\n  with «t[1]»:\n    pass\n',
    ],
    ['code between two acquires', `${first}«b.acquire()»\nx = 2\n«a.acquire()»\n`],
  ];
  for (const [title, marked] of none) {
    it(`are none for ${title}`, () => assert.equal(fixed('lockOrder', marked, CROSSED), undefined));
  }
});

describe('fixes of a lock taken twice', () => {
  const WANTS: readonly SiteWords[] = [['wants', 1, 1]];

  it('make it an RLock', () => {
    assert.equal(
      fixed('selfDeadlock', 'lock = threading.Lock()  # mine\nwith «lock»:\n  pass\n', WANTS),
      'lock = threading.RLock()  # mine\nwith lock:\n  pass\n',
    );
  });

  it('find the lock of the class, and import RLock', () => {
    const marked =
      'from threading import Lock, Thread\nclass A:\n  def __init__(self):\n    self.lock = Lock()\n' +
      '  def f(self):\n    «self.lock.acquire()»\nclass B:\n  def __init__(self):\n    self.lock = Lock()\n';
    const result = fixed('selfDeadlock', marked, WANTS) ?? '';
    assert.match(result, /^from threading import Lock, RLock, Thread\n/);
    assert.equal(result.match(/self\.lock = RLock\(\)/g)?.length, 1);
  });

  it('are none if a release is missing', () => {
    const { text, sites } = readMarks('l = Lock()\nwhile x:\n  «l.acquire()»\n');
    const about = { thread: 1 as ThreadId, object: 1 as ObjectId, stack: sites };
    const both = [{ role: 'holds', ...about } as const, { role: 'wants', ...about } as const];
    assert.deepEqual(fixesFor({ kind: 'selfDeadlock', sites: both }, new Map([[FILE, text]])), []);
  });

  it('are none if the name has two locks', () => {
    assert.equal(
      fixed('selfDeadlock', 'l = Lock()\nl = Lock()\nwith «l»:\n  pass\n', WANTS),
      undefined,
    );
  });
});

describe('fixes of an acquire', () => {
  const HOLDS: readonly SiteWords[] = [['holds', 1, 1]];
  const cases: readonly (readonly [title: string, marked: string, result: string | undefined])[] = [
    [
      'indent what is between',
      'def f():\n    «lock.acquire()»  # in\n    if x:\n        y = 1\n\n    z = 2\n    lock.release()\n    return z\n',
      'def f():\n    with lock:  # in\n        if x:\n            y = 1\n\n        z = 2\n    return z\n',
    ],
    [
      'replace try and finally',
      '«lock.acquire()»\ntry:\n    x = 1  # one\nfinally:\n    lock.release()\ny = 2\n',
      'with lock:\n    x = 1  # one\ny = 2\n',
    ],
    [
      'keep what catches',
      '«lock.acquire()»\ntry:\n    x = 1\nexcept E:\n    y = 2\nfinally:\n    lock.release()\n',
      'with lock:\n    try:\n        x = 1\n    except E:\n        y = 2\n',
    ],
    [
      'drop releases on the way out',
      'def f():\n  «lock.acquire()»\n  if x:\n    lock.release()\n    return\n  y = 1\n  lock.release()\n',
      'def f():\n  with lock:\n    if x:\n      return\n    y = 1\n',
    ],
    ['leave an acquire without release', '«lock.acquire()»\nx = 1\n', undefined],
    [
      'leave a release in the middle',
      '«lock.acquire()»\nif x:\n  lock.release()\n  y = 1\nlock.release()\n',
      undefined,
    ],
    ['leave a try-lock', '«lock.acquire(False)»\nx = 1\nlock.release()\n', undefined],
    [
      'leave texts over several lines',
      '«lock.acquire()»\nx = """a\nb"""\nlock.release()\n',
      undefined,
    ],
    ['leave several statements in a line', '«lock.acquire()»; x = 1; lock.release()\n', undefined],
  ];
  for (const [title, marked, result] of cases) {
    it(title, () => assert.equal(fixed('leakyAcquire', marked, HOLDS), result));
  }
});

describe('fixes of a wait', () => {
  const DOES: readonly SiteWords[] = [['does', 1, 1]];

  it('loop instead of asking once', () => {
    assert.equal(
      fixed('waitOutsideLoop', 'with c:\n  if not items:  # none\n    «c.wait()»\n  x = 1\n', DOES),
      'with c:\n  while not items:  # none\n    c.wait()\n  x = 1\n',
    );
  });

  it('are none without a predicate, or with another branch', () => {
    assert.equal(fixed('waitOutsideLoop', 'with c:\n  «c.wait()»\n', DOES), undefined);
    const branches = 'if a:\n  «c.wait()»\nelse:\n  x = 1\n';
    assert.equal(fixed('waitOutsideLoop', branches, DOES), undefined);
  });
});
