# expect: same output as python3
# One thread takes two locks in both orders; nobody else does.
import threading

left = threading.Lock()
right = threading.Lock()


def both():
    with left, right:
        pass
    with right, left:
        pass


thread = threading.Thread(target=both)
thread.start()
thread.join()
with left:
    print('done')
