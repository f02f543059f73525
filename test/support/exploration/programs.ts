// Small programs for tests of explorations.

/** Deadlocks on some schedules. */
export const TWO_LOCKS = `
import threading
left, right = threading.Lock(), threading.Lock()
def take(first, second):
    with first:
        with second:
            pass
threads = [threading.Thread(target=take, args=(left, right), name='one'),
           threading.Thread(target=take, args=(right, left), name='two')]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

export const BANK = `
import threading

class Bank:
    def __init__(self):
        self.lock = threading.Lock()
        self.total = 0

    def deposit(self):
        with self.lock:
            total = self.total
        with self.lock:
            self.total = total + 1
`;

export const TEST_BANK = `
import threading, unittest
from bank import Bank

class TestBank(unittest.TestCase):
    def setUp(self):
        self.bank = Bank()

    def test_two_deposits(self):
        threads = [threading.Thread(target=self.bank.deposit) for _ in range(2)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        self.assertEqual(self.bank.total, 2)

    def test_alone(self):
        self.bank.deposit()
        self.assertEqual(self.bank.total, 1)

    def test_wrong(self):
        self.assertEqual(self.bank.total, 1)

    @unittest.skip('not yet')
    def test_later(self): ...

def test_with_fixture(tmp_path): ...
`;

/** Right, and with so many schedules that a search takes long. */
export const MANY_SCHEDULES = `
import threading
lock = threading.Lock()
def work():
    for _ in range(20):
        with lock:
            pass
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

/** Fails if anything is left of an earlier run. */
export const LEAVES_TRACES = `
import atexit, logging, os, random, sys, threading, warnings
import state

assert state.uses == 0, 'a module'
state.uses += 1
assert not logging.getLogger().handlers, 'a handler'
logging.basicConfig()
logging.getLogger('mine').addHandler(logging.NullHandler())
assert not os.path.exists('left.txt'), 'a file'
open('left.txt', 'w').close()
assert 'LEFT' not in os.environ, 'the environment'
os.environ['LEFT'] = '1'
assert random.random() == random.Random(0).random(), 'random state'
with warnings.catch_warnings(record=True) as caught:
    warnings.warn('once')
assert len(caught) == 1, 'a warning that was given before'
warnings.simplefilter('error')
atexit.register(print)
sys.setrecursionlimit(500)

lock = threading.Lock()
def work():
    with lock:
        pass
threads = [threading.Thread(target=work) for _ in range(2)]
assert threads[0].name == 'Thread-1 (work)', 'the counter of threads'
for thread in threads: thread.start()
for thread in threads: thread.join()
`;

/** Loses an update on some schedules, and does not mind. */
export const COUNTER = `
import threading
n = 0
def add():
    global n
    n += 1
threads = [threading.Thread(target=add, name=name) for name in ('one', 'two')]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(n > 0)
`;

/** A thread writes x, and the main thread does something with it at any time. */
export function racing(act: string): string {
  return `
import threading
x = 0
def write():
    global x
    x = 1
thread = threading.Thread(target=write)
thread.start()
${act}
thread.join()
`;
}
