# expect: any end, stdout contains "still here"
import sys
import threading
import _thread

# Calls every function it can find in the glue of _thread with odd arguments.
ODD = ((), (0,), (-1,), (1 << 62,), (None,), ('x',), (1, 2), (1, 2, 3), (10**6, 10**6, 0, -1))
skipped = {'exit', 'exit_thread', 'interrupt_main', 'start_new', 'start_new_thread'}
calls = 0
for name, value in sorted(vars(_thread).items()):
    if callable(value) and name not in skipped and not name.startswith('__'):
        for arguments in ODD:
            try:
                value(*arguments)
            except BaseException:
                pass
            calls += 1
print(calls > 10)
print('still here')
