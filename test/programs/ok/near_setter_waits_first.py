# expect: same output as python3
# Each waits for the other once, but not at the same time.
import threading

asked = threading.Event()
answered = threading.Event()


def answer():
    asked.wait()
    print('answer')
    answered.set()


helper = threading.Thread(target=answer)
helper.start()
print('question')
asked.set()
answered.wait()
helper.join()
print('thanks')
