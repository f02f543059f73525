# expect: hang while others go on
# kind: nobodyActs
import threading
import time


def crew(size):
    tools = threading.Semaphore(1)

    def work():
        tools.acquire()

    for number in range(size):
        threading.Thread(target=work, name=f'worker-{number}').start()


crew(2)
while True:
    time.sleep(0.1)

# says: Nobody is left to release tools
# says: worker-1 waits for tools at semaphore_of_ended_threads.py:11.
# says: The value of tools is 0, and no thread is left that could release it.
# says: Other threads go on, but none of them can reach it.
