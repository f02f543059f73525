# expect: same output as python3
import threading
import traceback

code = compile('x = 1\nlog.append(x)\nraise ValueError(x)\n', '<generated>', 'exec')
log = []


def work():
    try:
        exec(code, {'log': log})
    except ValueError as error:
        log.append([(f.filename, f.lineno) for f in traceback.extract_tb(error.__traceback__)][1])


thread = threading.Thread(target=work)
thread.start()
thread.join()
print(log, eval('1 + 1'), callable(exec))
namespace = {}
exec('def f(n): return n if n < 2 else f(n - 1) + f(n - 2)', namespace)
print(namespace['f'](15), sorted(namespace))
