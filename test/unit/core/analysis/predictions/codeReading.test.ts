import assert from 'node:assert/strict';
import {
  CallSites,
  waitsForever,
  type CallSite,
} from '../../../../../src/core/analysis/predictions/callSites.ts';
import { onlyNotifies } from '../../../../../src/core/analysis/predictions/emptyNotify.ts';
import { leakyAcquire } from '../../../../../src/core/analysis/predictions/leakyAcquire.ts';
import { askingOf } from '../../../../../src/core/analysis/predictions/waitOutsideLoop.ts';
import { PythonSources } from '../../../../../src/core/analysis/pythonSource.ts';
import {
  MAIN_THREAD,
  NO_STACK,
  type ObjectId,
  type SiteId,
  type StackId,
  type Step,
} from '../../../../../src/core/base/ids.ts';
import { emptyWorld, type Tables } from '../../../../../src/core/trace/world.ts';
import { FILE, readMarks } from '../../../../support/markedSites.ts';

interface Seen {
  readonly call: CallSite;
  readonly tables: Tables;
}

/** The marked call, with this much library code below it. */
function callIn(marked: string, depth = 0): Seen {
  const { text, sites } = readMarks(marked);
  const [own] = sites;
  assert(own, 'there is a mark');
  const library = { ...own, file: '/lib/threading.py', isLibrary: true };
  const tables: Tables = {
    sites: [own, library],
    stacks: [
      { site: 1 as SiteId, caller: NO_STACK },
      { site: 2 as SiteId, caller: 1 as StackId },
    ],
  };
  const sources = new PythonSources(new Map([[FILE, text]]));
  const call = new CallSites(sources).at((depth + 1) as StackId, tables);
  assert(call, 'the call is found');
  return { call, tables };
}

describe('an acquire', () => {
  const forever: readonly (readonly [marked: string, isForever: boolean])[] = [
    ['«lock.acquire()»', true],
    ['«lock.acquire(True)»', true],
    ['«lock.acquire(blocking=True)»', true],
    ['«lock.acquire(timeout=-1)»', true],
    ['with «self.lock»:\n  pass\n', true],
    ['«lock.__enter__()»', true],
    ['«lock.acquire(False)»', false],
    ['«lock.acquire(blocking=False)»', false],
    ['«lock.acquire(timeout=2)»', false],
    ['«lock.acquire(*args)»', false],
    ['«take(lock)»', false],
  ];
  for (const [marked, isForever] of forever) {
    it(`${marked.trim()} ${isForever ? 'waits for ever' : 'may give up'}`, () => {
      assert.equal(waitsForever(callIn(marked).call), isForever);
    });
  }
});

describe('a leaky acquire', () => {
  function leakIn(body: string): string | undefined {
    const { call, tables } = callIn(`def f(self):\n${body.replace(/^/gm, '  ')}\n`);
    const act = { thread: MAIN_THREAD, object: 1 as ObjectId, at: 1 as StackId, step: 0 as Step };
    const trouble = leakyAcquire(act, call);
    return trouble?.tell({ world: emptyWorld(), tables, names: {} }).sentences[1];
  }
  const end = '\nl.release()';

  const leaks: readonly (readonly [title: string, body: string, words: RegExp])[] = [
    ['a division', `«l.acquire()»\nx = a / b${end}`, /^If the division in line 3 raises/],
    ['raise', `«l.acquire()»\nif a:\n  raise B${end}`, /^If raise in line 4 raises/],
    ['an assert', `«l.acquire()»\nassert a${end}`, /assert in line 3/],
    ['return', `«l.acquire()»\nif a:\n  return${end}`, /^The return in line 4 leaves/],
    ['a look-up', `«l.acquire()»\nx = d["k"]${end}`, /If d\["k"\] in line 3/],
    ['a conversion', `«l.acquire()»\nx = int(a)${end}`, /If int\(\) in line 3/],
  ];
  for (const [title, body, words] of leaks) {
    it(`is passed by ${title}`, () => assert.match(leakIn(body) ?? '', words));
  }

  const tight: readonly (readonly [title: string, body: string])[] = [
    ['nothing that can fail is between', `«l.acquire()»\nx = 1\nprint(x)\nd[x] = y[1:]${end}`],
    ['finally releases it', '«l.acquire()»\ntry:\n  x = a / b\nfinally:\n  l.release()'],
    [
      'a finally around it does',
      'try:\n  «l.acquire()»\n  x = a / b\n  l.release()\nfinally:\n  l.release()',
    ],
    ['the exception is caught', `«l.acquire()»\ntry:\n  x = a / b\nexcept E:\n  pass${end}`],
    ['it is released before', `«l.acquire()»\nif a:\n  l.release()\n  return${end}`],
    ['nobody releases it here', '«l.acquire()»\nx = a / b'],
    ['only a function is defined', `«l.acquire()»\ndef g():\n  return 1 / 0${end}`],
    ['it gives up', `«l.acquire(False)»\nx = a / b${end}`],
  ];
  for (const [title, body] of tight) {
    it(`is none if ${title}`, () => assert.equal(leakIn(body), undefined));
  }
});

describe('a wait for a condition', () => {
  const waits: readonly (readonly [title: string, marked: string, asking: string | undefined])[] = [
    ['alone', 'with c:\n  «c.wait()»\n', 'never'],
    ['in an endless loop', 'while True:\n  with c:\n    «c.wait()»\n', 'never'],
    ['below if', 'with c:\n  if not a:\n    «c.wait()»\n', 'once'],
    [
      'below if in an endless loop',
      'while 1:\n  with c:\n    if not a:\n      «c.wait()»\n',
      'once',
    ],
    ['below while', 'with c:\n  while not a:\n    «c.wait()»\n', undefined],
    ['below a while around with', 'while not a:\n  with c:\n    «c.wait()»\n', undefined],
    ['with a timeout', 'with c:\n  «c.wait(1)»\n', undefined],
    ['whose result is used', 'with c:\n  x = «c.wait()»\n', undefined],
    ['after a start', 'with c:\n  t.start()\n  «c.wait()»\n', undefined],
    ['after a print', 'with c:\n  print(1)\n  «c.wait()»\n', 'never'],
  ];
  for (const [title, marked, asking] of waits) {
    it(`${title}: is asked for ${asking ?? 'well, or nobody knows'}`, () => {
      assert.equal(askingOf(callIn(marked, 1).call), asking);
    });
  }
});

describe('a notify', () => {
  const notifies: readonly (readonly [title: string, body: string, isEmpty: boolean])[] = [
    ['alone', 'with «c»:\n  c.notify()', true],
    ['with prints', 'print(1)\nwith «c»:\n  time.sleep(1)\n  c.notify_all()', true],
    ['after a change', 'a = 1\nwith «c»:\n  c.notify()', false],
    ['after a call', 'with «c»:\n  items.append(1)\n  c.notify()', false],
    ['that is not there', 'with «c»:\n  pass', false],
  ];
  for (const [title, body, isEmpty] of notifies) {
    it(`${title} ${isEmpty ? 'tells' : 'may tell more than'} nothing`, () => {
      const marked = `def f():\n${body.replace(/^/gm, '  ')}\n`;
      assert.equal(onlyNotifies(callIn(marked).call), isEmpty);
    });
  }
});
