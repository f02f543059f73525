# expect: same output as python3
import logging

record = logging.makeLogRecord({})
print(0 <= record.relativeCreated < 60_000)
