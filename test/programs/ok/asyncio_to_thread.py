# expect: same output as python3
import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def blocking(name, seconds):
    time.sleep(seconds)
    return name, threading.current_thread() is threading.main_thread()


async def main():
    print(await asyncio.to_thread(blocking, 'one', 0.02))
    pairs = [asyncio.to_thread(blocking, n, 0.05) for n in range(3)]
    print(await asyncio.gather(*pairs))
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, 'default', 0.01))
    with ThreadPoolExecutor(1) as pool:
        print(await loop.run_in_executor(pool, blocking, 'own', 0.01))
    try:
        await asyncio.to_thread(lambda: 1 / 0)
    except ZeroDivisionError as error:
        print(error)


asyncio.run(main())
