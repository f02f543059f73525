import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parser } from '@lezer/python';
import {
  applyEdits,
  causeOf,
  modernise,
  modernised,
} from '../../../../src/core/analysis/modernise.ts';

function withErrorsMended(text: string): string {
  const errors = modernise(text).filter(({ severity }) => severity === 'error');
  return applyEdits(
    text,
    errors.flatMap(({ edits }) => edits),
  );
}

function errorsIn(text: string): string[] {
  const errors = modernise(text).filter(({ severity }) => severity === 'error');
  return errors.map(({ from, to }) => text.slice(from, to));
}

const errors: readonly (readonly [title: string, old: string, modern: string])[] = [
  ['print of a text', 'print "a"', 'print("a")'],
  ['print of a formatted text', 'print "a %s" % b', 'print("a %s" % b)'],
  ['print of several values', 'print a, "b", c[1]', 'print(a, "b", c[1])'],
  ['print of a text in brackets that is formatted', 'print ("%s") % a', 'print(("%s") % a)'],
  ['print of a list', 'print [1, 2]', 'print([1, 2])'],
  ['print of a negative number', 'print -1', 'print(-1)'],
  ['print with a comma at the end', 'print x,', "print(x, end=' ')"],
  ['a bare print', 'print', 'print()'],
  ['print to a file', 'print >>sys.stderr, x, y', 'print(x, y, file=sys.stderr)'],
  ['print to a file without an end', 'print >> f, x,', "print(x, end=' ', file=f)"],
  ['a bare print to a file', 'print >>f', 'print(file=f)'],
  ['print after a colon', 'if x: print "a"', 'if x: print("a")'],
  ['print after a semicolon', 'x = 1; print x; y = 2', 'x = 1; print(x); y = 2'],
  ['print before a comment', 'print "a"  # "b", c', 'print("a")  # "b", c'],
  ['print over several lines', 'print "a", \\\n  f(1,\n2)', 'print("a", \\\n  f(1,\n2))'],
  ['print of a long string', 'print """a\n"b\n"""', 'print("""a\n"b\n""")'],
  ['a named exception', 'except X, e:', 'except X as e:'],
  ['a named one of several exceptions', 'except (X, Y), e:', 'except (X, Y) as e:'],
  ['raise with a text', 'raise X, "a" % b', 'raise X("a" % b)'],
  ['raise with a traceback', 'raise X, "a", t', 'raise X("a").with_traceback(t)'],
  ['exec', 'exec code', 'exec(code)'],
  ['exec in a namespace', 'exec "a" in ns', 'exec("a", ns)'],
  ['backticks', 'x = `a + 1`', 'x = repr(a + 1)'],
  ['backticks in a print', 'print `a`', 'print(repr(a))'],
  ['the other sign for “not equal”', 'if a <> b: pass', 'if a != b: pass'],
  ['a long number', 'x = 10L', 'x = 10'],
  ['an octal number', 'x = 0755', 'x = 0o755'],
  ['a long octal number', 'x = 0755L', 'x = 0o755'],
  ['a raw text of Unicode', "x = ur'a'", "x = r'a'"],
  ['xrange', 'for i in xrange(3): pass', 'for i in range(3): pass'],
  ['raw_input', 'raw_input("?")', 'input("?")'],
  ['isAlive', 'while t.isAlive(): pass', 'while t.is_alive(): pass'],
  ['isAlive in a print', 'print t.isAlive()', 'print(t.is_alive())'],
  ['iteritems', 'd.iteritems()', 'd.items()'],
  ['the old place of a thread’s arguments', 'self._Thread__args', 'self._args'],
  ['threading._Timer', 'class T(threading._Timer): pass', 'class T(threading.Timer): pass'],
  [
    'threading._sleep',
    'import threading, time\nthreading._sleep(1)',
    'import threading, time\ntime.sleep(1)',
  ],
  [
    'threading._sleep without time',
    'import threading\nthreading._sleep(1)\nthreading._sleep(2)',
    'import threading, time\ntime.sleep(1)\ntime.sleep(2)',
  ],
  ['time.clock', 'import time\ntime.clock()', 'import time\ntime.perf_counter()'],
  ['verbose at the end', 'Thread(target=f, verbose=True)', 'Thread(target=f)'],
  ['verbose in the middle', 'Thread(target=f, verbose=1, name="x")', 'Thread(target=f, name="x")'],
  ['verbose at the beginning', 'Thread(verbose=1, name="x")', 'Thread(name="x")'],
  ['verbose alone', 'threading.Lock(verbose=1)', 'threading.Lock()'],
  [
    'verbose in a subclass',
    'threading.Thread.__init__(self, name=n, verbose=verbose)',
    'threading.Thread.__init__(self, name=n)',
  ],
  [
    'the module thread',
    'import thread\nthread.start_new(f, ())\nfor thread in threads: thread.join()',
    'import _thread\n_thread.start_new_thread(f, ())\nfor thread in threads: thread.join()',
  ],
  ['the module Queue', 'import Queue\nq = Queue.Queue()', 'import queue\nq = queue.Queue()'],
  [
    'the module Queue beside a variable queue',
    'import Queue\nqueue = Queue.Queue()',
    'import queue as Queue\nqueue = Queue.Queue()',
  ],
  ['names of a renamed module', 'from Queue import Queue', 'from queue import Queue'],
  ['one of several modules', 'import os, Queue, sys', 'import os, queue, sys'],
  [
    'another module',
    'import cPickle\ncPickle.dumps(1)',
    'import pickle as cPickle\ncPickle.dumps(1)',
  ],
];

const hints: readonly (readonly [old: string, modern: string])[] = [
  ['e.isSet()', 'e.is_set()'],
  ['c.notifyAll()', 'c.notify_all()'],
  ['threading.currentThread()', 'threading.current_thread()'],
  ['from threading import currentThread', 'from threading import current_thread'],
  ['threading.activeCount()', 'threading.active_count()'],
  ['t.setDaemon(True)', 't.daemon = True'],
  ['threads[0].setDaemon(f(1, 2))', 'threads[0].daemon = f(1, 2)'],
  ['t.setName("a"); t.start()', 't.name = "a"; t.start()'],
  ['x = t.getName() + "!"', 'x = t.name + "!"'],
  ['threading.currentThread().getName()', 'threading.current_thread().name'],
  ['if t.isDaemon(): pass', 'if t.daemon: pass'],
];

const modern = [
  'print("a", b)',
  'print ("a")',
  'print("a" % b)',
  'x = print',
  'p = lambda: print("a")',
  'print = log',
  'print.x',
  'log(print)',
  's = "print \\"a\\""  # print "a"',
  "s = '''\nprint 'a'\n'''",
  'except (X, Y):',
  'except X, Y:',
  'except X as e:',
  'raise X("a", b)',
  'raise X from e',
  'exec("a", ns)',
  'x = 0',
  'x = 00',
  'x = 0x1F',
  'x = 1_000',
  'x = 1e-05 + 0e0 + 1.5e+07j',
  'def isAlive(self): pass\nself.isAlive()',
  'try:\n  input = raw_input\nexcept NameError: pass\nxrange = range\nxrange(1)',
  'try:\n  import Queue\nexcept ImportError:\n  import queue as Queue\n',
  'import threading\nthreading.Thread(target=f, daemon=True).start()',
  'def __init__(self, verbose=None): pass',
  'log(verbose=True)',
  'for thread in threads: thread.join()',
  'd = {"a": print}',
  'x: int = 3',
  'def f(long, unicode):\n  return long',
  'self.Queue.Queue()',
  'f(t.setName("a"))',
];

describe('modernising', () => {
  for (const [title, old, expected] of errors) {
    it(`rewrites ${title}`, () => assert.equal(withErrorsMended(old), expected));
  }

  for (const [old, expected] of hints) {
    it(`only hints at ${old}`, () => {
      assert.deepEqual(errorsIn(old), []);
      assert.equal(modernised(old), expected);
    });
  }

  for (const text of modern) {
    it(`leaves ${JSON.stringify(text)} alone`, () => assert.deepEqual(modernise(text), []));
  }

  it('marks the whole statement and says what is the matter', () => {
    const [found] = modernise('x = 1\nprint "a", x\n');
    assert.deepEqual([found?.from, found?.to], [6, 18]);
    assert.match(found?.message ?? '', /print is a function/);
  });

  it('takes a broken file as it is', () => {
    assert.doesNotThrow(() => modernise('print "a\n)]}\nx = """'));
  });
});

describe('the cause of a failure', () => {
  function cause(text: string, typeName: string, message: string, line: number): string {
    const found = causeOf({ typeName, message, line }, text, modernise(text));
    return found ? text.slice(found.from, found.to) : 'none';
  }

  it('is the statement in the line of a syntax error', () => {
    const text = 'print "a"\nprint "b"\n';
    const message = "Missing parentheses in call to 'print'. Did you mean print(...)?";
    assert.equal(cause(text, 'SyntaxError', message, 2), 'print "b"');
  });

  it('is the name that an AttributeError misses', () => {
    const text = 't.iteritems()\nt.isAlive()\n';
    const message = "'Thread' object has no attribute 'isAlive'. Did you mean: 'is_alive'?";
    assert.equal(cause(text, 'AttributeError', message, 2), 'isAlive');
  });

  it('is the module that is not found', () => {
    const text = 'import Queue\n';
    assert.equal(cause(text, 'ModuleNotFoundError', "No module named 'Queue'", 1), 'Queue');
  });

  it('is the name that is not defined', () => {
    const message = "name 'xrange' is not defined. Did you mean: 'range'?";
    assert.equal(cause('xrange(1)', 'NameError', message, 1), 'xrange');
  });

  it('is the argument that is unexpected', () => {
    const message = "Thread.__init__() got an unexpected keyword argument 'verbose'";
    assert.equal(cause('Thread(verbose=1)', 'TypeError', message, 1), 'verbose=1');
  });

  it('is nothing of ours in a modern program', () => {
    assert.equal(cause('print "a"\nf(x)', 'NameError', "name 'x' is not defined", 2), 'none');
  });
});

describe('laws of modernising', () => {
  const expression = fc.constantFrom(
    '"a"',
    "u'ä' % x",
    'x',
    'xrange(3)',
    't.isAlive()',
    't.getName()',
    '`x`',
    '[1L, 0755]',
    'f(x, "b")',
    '(x, y)',
    'x <> y',
    'not x',
  );
  const statement = fc.oneof(
    fc.array(expression, { maxLength: 3 }).map((args) => `print ${args.join(', ')}`),
    expression.map((value) => `print ${value},`),
    expression.map((value) => `print >>sys.stderr, ${value}`),
    expression.map((value) => `print >>f(${value}), "a"`),
    expression.map((value) => `raise X, ${value}`),
    expression.map((value) => `exec "a" in ${value}`),
    expression.map((value) => `x = ${value}`),
    expression.map((value) => `if ${value}: print ${value}`),
    expression.map((value) => `Thread(target=${value}, verbose=${value}).setDaemon(${value})`),
    fc.constantFrom(
      'import Queue, thread',
      'import threading',
      'thread.start_new(f, ())',
      'q = Queue.Queue()',
      'queue = 1',
      'threading._sleep(1)',
      'try: pass\nexcept X, e: pass',
      't.setName(`x`)',
    ),
  );
  const program = fc.array(statement, { maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`);

  it('nothing is left to modernise in a modernised program', () => {
    fc.assert(
      fc.property(program, (text) => assert.deepEqual(modernise(modernised(text)), [], text)),
    );
  });

  it('a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(program, fc.string()), (text) => {
        const once = modernised(text);
        assert.equal(modernised(once), once);
      }),
    );
  });

  it('edits never overlap', () => {
    fc.assert(
      fc.property(fc.oneof(program, fc.string()), (text) => {
        const edits = modernise(text).flatMap((each) => each.edits);
        edits.sort((one, other) => one.from - other.from || one.to - other.to);
        edits.forEach((edit, index) => {
          assert(edit.from >= (edits[index - 1]?.to ?? 0), JSON.stringify(edits));
          assert(edit.to >= edit.from && edit.to <= text.length);
        });
      }),
    );
  });

  it('a modernised program parses', () => {
    fc.assert(
      fc.property(program, (text) => {
        const result = modernised(text);
        parser.parse(result).iterate({
          enter: (node) => assert(!node.type.isError, `${result} at ${node.from}`),
        });
      }),
    );
  });
});
