# expect: deadlock
# kind: nobodyActs, nobodyActs
from concurrent.futures import Future, ThreadPoolExecutor

left = Future()
right = Future()


def answer(question, reply):
    reply.set_result(question.result() + 1)


pool = ThreadPoolExecutor(max_workers=2)
pool.submit(answer, left, right)
pool.submit(answer, right, left)

# says: Nobody is left to complete left
# says: ThreadPoolExecutor-0_0 waits for the result of left at pool_tasks_wait_for_each_other.py:10.
# says: Nobody is left to complete right
# says: ThreadPoolExecutor-0_1 waits for the result of right at pool_tasks_wait_for_each_other.py:10.
