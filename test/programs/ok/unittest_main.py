# expect: same output as python3
import sys
import threading
import unittest


class Tests(unittest.TestCase):
    def test_lock(self):
        lock = threading.Lock()
        with lock:
            self.assertTrue(lock.locked())

    def test_thread(self):
        result = []
        thread = threading.Thread(target=result.append, args=(1,))
        thread.start()
        thread.join()
        self.assertEqual(result, [1])

    def test_wrong(self):
        self.assertEqual(1 + 1, 3)


result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromModule(sys.modules['__main__']).run(result)
print(result.testsRun, len(result.failures), len(result.errors))
sys.exit(not result.wasSuccessful())
