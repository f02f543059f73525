# expect: same output as python3
import queue
import threading

primes = []
main = threading.main_thread()


def sift(source):
    prime = source.get()
    if prime is None:
        return
    primes.append(prime)
    target = queue.SimpleQueue()
    threading.Thread(target=sift, args=(target,)).start()
    while (number := source.get()) is not None:
        if number % prime:
            target.put(number)
    target.put(None)


numbers = queue.SimpleQueue()
first = threading.Thread(target=sift, args=(numbers,))
first.start()
for number in [*range(2, 60), None]:
    numbers.put(number)
while others := [thread for thread in threading.enumerate() if thread.ident != main.ident]:
    others[0].join()
print(primes)
