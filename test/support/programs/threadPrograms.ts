// Threaded Python programs whose result does not depend on the schedule: whatever threads share is
// changed under a lock and in an order that does not matter, or read when all have been joined.

import fc from 'fast-check';

/** A line of a thread's work, or a thread that it starts and joins. */
type Action =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'thread'; readonly actions: readonly Action[] };

const number = fc.integer({ min: -9, max: 99 });
const milliseconds = fc.integer({ min: 0, max: 3 });

const lines = fc
  .oneof(
    number.map((n) => `with lock: total[0] += ${n}`),
    number.map((n) => `with rlock, rlock: total[1] += ${n}`),
    number.map((n) => `with semaphore: results.append(${n})`),
    number.map((n) => `with condition: total[2] += ${n}; condition.notify_all()`),
    number.map((n) => `channel.put(${n})`),
    number.map((n) => `simple.put(${n})`),
    number.map((n) => `local.value = getattr(local, 'value', 0) + ${n}; log.append(local.value)`),
    number.map((n) => `variable.set(variable.get() + ${n}); log.append(variable.get())`),
    number.map((n) => `log.append(sorted(range(${n} % 7), key=slow_key))`),
    number.map((n) => `log.append(re.sub('a', replace, 'aba' * (${n} % 3)))`),
    number.map((n) => `log.append(attempt(lambda: [1, 2][${n} % 4]))`),
    number.map((n) => `log.append(pool.submit(pow, ${n}, 2).result())`),
    number.map((n) => `log.append(list(pool.map(abs, [${n}, -1])))`),
    milliseconds.map((n) => `time.sleep(${n / 1000})`),
    milliseconds.map((n) => `log.append(never.wait(${n / 1000}))`),
    milliseconds.map(
      (n) => `timer = threading.Timer(${n / 1000}, add, (1,)); timer.start(); timer.join()`,
    ),
    fc.constant('started.wait(); log.append(started.is_set())'),
    fc.constant('log.append(lock.acquire(timeout=5)); lock.release()'),
    fc.constant('log.append(attempt(rlock.release))'),
    fc.constant('log.append(sum(counting()))'),
    fc.constant('log.append(threading.current_thread().name)'),
    fc.constant('raise LookupError(threading.current_thread().name)'),
  )
  .map((text): Action => ({ kind: 'line', text }));

const { actions } = fc.letrec<{ actions: readonly Action[]; action: Action }>((tie) => ({
  actions: fc.array(tie('action'), { maxLength: 6 }),
  action: fc.oneof(
    { maxDepth: 2 },
    { weight: 6, arbitrary: lines },
    {
      weight: 1,
      arbitrary: tie('actions').map((inner): Action => ({ kind: 'thread', actions: inner })),
    },
  ),
}));

/** Source text; it shrinks to fewer threads with less to do. */
export const threadPrograms: fc.Arbitrary<string> = fc
  .record({
    threads: fc.array(fc.record({ actions, daemon: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    exitCode: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ threads, exitCode }) => {
    const writer = new Writer();
    const starts = threads.map(
      ({ actions: work, daemon }, index) =>
        `start('t${index}', ${writer.function(work)}, ${daemon ? 'True' : 'False'})`,
    );
    const body = [...writer.lines, `threads = [${starts.join(', ')}]`].join('\n');
    return `${PROLOGUE}\n${body}\n${EPILOGUE}\nsys.exit(${exitCode})\n`;
  });

class Writer {
  readonly lines: string[] = [];
  private count = 0;

  /** Defines a function that does `work`; gives its name. */
  function(work: readonly Action[]): string {
    const name = `work${this.count++}`;
    const body = work.map((action, index) => {
      if (action.kind === 'line') return `    ${action.text}`;
      const inner = this.function(action.actions);
      return `    run(f'{threading.current_thread().name}.${index}', ${inner})`;
    });
    this.lines.push(`def ${name}(log):`, ...body, "    log.append('end')");
    return name;
  }
}

const PROLOGUE = `
import contextvars, queue, re, sys, threading, time
from concurrent.futures import ThreadPoolExecutor

lock, rlock, semaphore = threading.Lock(), threading.RLock(), threading.Semaphore(2)
condition, started, never = threading.Condition(), threading.Event(), threading.Event()
channel, simple, local = queue.Queue(), queue.SimpleQueue(), threading.local()
variable = contextvars.ContextVar('variable', default=0)
pool = ThreadPoolExecutor(2)
total, results, logs, failures = [0, 0, 0], [], {}, []

def add(number):
    with lock:
        total[0] += number

def slow_key(number):
    time.sleep(0.0001)
    return -number

def replace(match):
    add(1)
    return 'b'

def attempt(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__, str(error)

def counting():
    for number in range(3):
        with rlock:
            yield number

def excepthook(arguments):
    failures.append((arguments.thread.name, arguments.exc_type.__name__, str(arguments.exc_value)))

threading.excepthook = excepthook

def start(name, work, daemon):
    log = logs[name] = []
    thread = threading.Thread(target=work, args=(log,), name=name, daemon=daemon)
    thread.start()
    return thread

def run(name, work):
    start(name, work, False).join()
`;

const EPILOGUE = `
started.set()
for thread in threads:
    thread.join()
pool.shutdown()
print(total, sorted(results), sorted(failures))
print(sorted(channel.get() for _ in range(channel.qsize())), channel.empty())
print(sorted(simple.get() for _ in range(simple.qsize())), simple.empty())
for name in sorted(logs):
    print(name, logs[name])
print(threading.active_count(), [thread.is_alive() for thread in threads])
`;
