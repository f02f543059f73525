# expect: same output as python3
import time

for clock in (time.time, time.monotonic, time.perf_counter):
    start = clock()
    time.sleep(0.05)
    print(0.045 < clock() - start < 2)
for clock in (time.time_ns, time.monotonic_ns, time.perf_counter_ns):
    start = clock()
    time.sleep(0.02)
    print(15_000_000 < clock() - start < 2_000_000_000)
time.sleep(0)
time.sleep(True)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
try:
    time.sleep('1')
except TypeError as error:
    print(error)
print(time.process_time() >= 0, time.thread_time() >= 0)
print(time.get_clock_info('monotonic').monotonic)
