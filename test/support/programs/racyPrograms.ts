// Small threaded Python programs whose result depends on the schedule, and on nothing but the order of
// their synchronisation operations: a search through the schedules can know all results.

import fc from 'fast-check';

const number = fc.integer({ min: 1, max: 9 });

/** What a thread does next; it never waits for ever. What threads share is behind one lock each. */
const action = fc.oneof(
  number.map((n) => `with lock: log.append(${n})`),
  number.map(
    (n) => `with lock: read = total[0]\n    pause()\n    with lock: total[0] = read + ${n}`,
  ),
  number.map((n) => `with other: more[0] = (more[0] * 2 + 1) % ${n + 2}`),
  number.map((n) => `channel.put(${n})`),
  fc.constant('own.append(taken(channel))'),
  fc.constant('own.append(permits.acquire(blocking=False))'),
  fc.constant('permits.release()'),
  fc.constant('own.append(other.acquire(blocking=False) and (other.release() or 1))'),
  fc.constant('with rlock, rlock: again.append(len(again)); own.append(len(again))'),
);

/** Two threads, or three with little to do: more have too many schedules to try them all. */
const threads = fc.oneof(
  fc.array(fc.array(action, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
  fc.array(fc.array(action, { minLength: 1, maxLength: 1 }), { minLength: 3, maxLength: 3 }),
);

/**
 * Source text. With a number as its argument the program runs so often, in all haste, and prints each
 * result once; without one it fails with its result.
 */
export const racyPrograms: fc.Arbitrary<string> = threads.map((all) => {
  const functions = all.map((actions, index) => {
    const body = actions.map((text) => `    pause()\n    ${text}`);
    return `def work${index}(own):\n${body.join('\n')}\n`;
  });
  const names = all.map((_, index) => `work${index}`).join(', ');
  return `${PROLOGUE}\n${functions.join('\n')}\nworks = [${names}]\n${EPILOGUE}`;
});

const PROLOGUE = `
import queue, random, sys, threading, time, zlib

times = int(sys.argv[1]) if len(sys.argv) > 1 else 0
pause = (lambda: time.sleep(random.choice((0, 0, 1e-5, 1e-4)))) if times else (lambda: None)

def taken(channel):
    try:
        return channel.get_nowait()
    except queue.Empty:
        return 'empty'
`;

const EPILOGUE = `
def result():
    global lock, other, rlock, permits, channel, total, more, log, again
    lock, other, rlock = threading.Lock(), threading.Lock(), threading.RLock()
    permits, channel = threading.Semaphore(1), queue.SimpleQueue()
    total, more, log, again, owns = [0], [0], [], [], [[] for _ in works]
    threads = [threading.Thread(target=work, args=(own,)) for work, own in zip(works, owns)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return f'{total} {more} {log} {owns} {[channel.get() for _ in range(channel.qsize())]}'

if times:
    sys.setswitchinterval(1e-6)
    print('\\n'.join(sorted({result() for _ in range(times)})))
else:
    # A search tells failures apart by their place: each result has a line of its own.
    text = result()
    line = zlib.crc32(text.encode()) % 10_000
    exec(compile('\\n' * line + 'raise AssertionError(text)', __file__, 'exec'))
`;
