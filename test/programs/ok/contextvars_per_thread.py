# expect: same output as python3
import contextvars
import threading

user = contextvars.ContextVar('user', default='nobody')
user.set('main')
log = []


def work(name=None):
    log.append(user.get())
    if name:
        user.set(name)
        log.append(user.get())


def run(target, *args):
    thread = threading.Thread(target=target, args=args)
    thread.start()
    thread.join()


run(work, 'worker')
run(contextvars.copy_context().run, work, 'copied')
run(contextvars.Context().run, work)
print(log, user.get())
token = user.set('changed')
user.reset(token)
print(user.get())
