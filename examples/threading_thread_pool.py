"""A ThreadPoolExecutor keeps a few threads busy with many tasks and collects the results."""

import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def measure(city, seconds):
    time.sleep(seconds)
    if city == 'Atlantis':
        raise LookupError('no such city')
    return len(city)


cities = {'Rome': 0.6, 'Atlantis': 0.9, 'Paris': 1.2, 'Lima': 0.7, 'Oslo': 1.2}

with ThreadPoolExecutor(max_workers=2, thread_name_prefix='pool') as pool:
    futures = {}
    for city, seconds in cities.items():
        futures[pool.submit(measure, city, seconds)] = city

    # The futures come in the order in which they are done.
    for future in as_completed(futures):
        city = futures[future]
        try:
            print(f'{city}: {future.result()}')
        except LookupError as error:  # what the task raised arrives here
            print(f'{city}: {error}')
