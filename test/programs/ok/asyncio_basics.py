# expect: same output as python3
import asyncio
import time


async def nap(name, seconds):
    await asyncio.sleep(seconds)
    print(name)
    return name


async def main():
    start = time.monotonic()
    print(await asyncio.gather(nap('b', 0.1), nap('a', 0.05), nap('c', 0.15)))
    print(0.14 < time.monotonic() - start < 0.5)
    task = asyncio.create_task(nap('never', 10))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled')
    try:
        async with asyncio.timeout(0.02):
            await asyncio.sleep(5)
    except TimeoutError:
        print('timeout')
    async with asyncio.TaskGroup() as group:
        group.create_task(nap('x', 0.04))
        group.create_task(nap('y', 0.02))
    return 'result'


print(asyncio.run(main()))
