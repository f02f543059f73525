# expect: same output as python3
import base64
import collections
import csv
import decimal
import enum
import hashlib
import heapq
import io
import itertools
import json
import pickle
import re
import statistics
import string
import struct
import textwrap
import uuid
import zlib


class Color(enum.Enum):
    RED = 1


Point = collections.namedtuple('Point', 'x y')
print(json.dumps({'a': [1, 2.5, None, True]}, sort_keys=True), json.loads('[1]'))
print(re.findall(r'\w+', 'two words'), Color.RED, Point(1, 2))
print(pickle.loads(pickle.dumps(Point(3, 4))), Color(1).name)
print(hashlib.sha256(b'x').hexdigest()[:16], zlib.crc32(b'x'), base64.b64encode(b'xyz'))
print(decimal.Decimal('1.10') + 1, statistics.mean([1, 2, 3]), struct.pack('<I', 7))
print(heapq.nsmallest(2, [3, 1, 2]), list(itertools.permutations('ab')), string.digits)
print(list(csv.reader(io.StringIO('a,b\n1,2\n'))), textwrap.shorten('many words here', 12))
print(uuid.uuid5(uuid.NAMESPACE_DNS, 'example.org'), collections.Counter('aab').most_common())
