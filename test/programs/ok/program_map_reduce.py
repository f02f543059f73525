# expect: same output as python3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

TEXT = 'the cat and the dog and the bird ' * 20


def count(words):
    return Counter(words)


words = TEXT.split()
chunks = [words[start : start + 16] for start in range(0, len(words), 16)]
with ThreadPoolExecutor(4) as pool:
    total = sum(pool.map(count, chunks), Counter())
print(sorted(total.items()))
