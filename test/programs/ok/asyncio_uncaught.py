# expect: same output as python3
import asyncio


async def inner():
    await asyncio.sleep(0.01)
    raise LookupError('lost')


async def main():
    print('before')
    await inner()


asyncio.run(main())
