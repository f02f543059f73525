# expect: any end
import atexit
import os
import sys

atexit.register(lambda: os._exit(5))
atexit.register(lambda: sys.exit(6))
