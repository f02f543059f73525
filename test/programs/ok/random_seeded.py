# expect: same output as python3
import random
import threading

random.seed(42)
print([random.randint(1, 100) for _ in range(5)], random.choice('abcdef'))
numbers = list(range(10))
random.shuffle(numbers)
print(numbers, random.sample(range(100), 3), round(random.gauss(0, 1), 6))
generator = random.Random('text')
print(generator.random(), generator.getrandbits(64))
results = []


def work(seed):
    own = random.Random(seed)
    results.append((seed, own.random()))


threads = [threading.Thread(target=work, args=(seed,)) for seed in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))
