# expect: any end
import json

try:
    json.loads('[' * 100_000)
except RecursionError:
    print('RecursionError')
