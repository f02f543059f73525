# expect: same output as python3
import threading


def work():
    print(threading.current_thread().name)


thread = threading.Thread(target=work, name='other')
thread.run()  # a classic mistake: runs in the calling thread
print(thread.is_alive(), thread.ident)
