# expect: any end
import time

time.sleep(1e308)
time.sleep(float('inf'))
