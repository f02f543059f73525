# expect: same output as python3
import importlib
import threading

import helper_module
from pack import VERSION
from pack.inner import deep
from pack.inner.deep import answer

print(helper_module.NAME, helper_module.__name__, VERSION, answer(), deep.__package__)
print(importlib.import_module('pack.other').value())
results = []


def work():
    import slow_module

    results.append(slow_module.VALUE)


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
try:
    import broken_module
except ZeroDivisionError as error:
    print('import failed:', error)
print(helper_module.read_data())
helper_module.fail()
