# expect: same output as python3
import asyncio
import threading


async def double(value):
    await asyncio.sleep(0.02)
    return value * 2


def serve():
    asyncio.set_event_loop(loop)
    loop.run_forever()
    loop.close()


loop = asyncio.new_event_loop()
thread = threading.Thread(target=serve)
thread.start()
future = asyncio.run_coroutine_threadsafe(double(21), loop)
print(future.result(timeout=5))
log = []
called = threading.Event()
loop.call_soon_threadsafe(lambda: (log.append(threading.current_thread() is thread), called.set()))
called.wait()
print(log)
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(loop.is_closed())
