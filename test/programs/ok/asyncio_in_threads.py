# expect: same output as python3
import asyncio
import threading


async def main(name):
    queue = asyncio.Queue()

    async def produce():
        for number in range(3):
            await asyncio.sleep(0.01)
            await queue.put(number)
        await queue.put(None)

    task = asyncio.create_task(produce())
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    await task
    results.append((name, total))


results = []
threads = [
    threading.Thread(target=lambda name=name: asyncio.run(main(name))) for name in ('a', 'b', 'c')
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))


def no_loop():
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        print(error)


no_loop()
