# expect: same output as python3
import datetime
import time

before = datetime.datetime.now()
time.sleep(0.1)
print(0.09 < (datetime.datetime.now() - before).total_seconds() < 0.5)
print(before.year >= 2024)
print(abs(time.time() - datetime.datetime.now().timestamp()) < 1)
print(time.strftime('%Y-%m-%d', time.gmtime(0)))
print(datetime.datetime.fromtimestamp(86400, datetime.timezone.utc).isoformat())
print(len(time.ctime()), time.monotonic() <= time.monotonic())
