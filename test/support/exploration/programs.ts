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
