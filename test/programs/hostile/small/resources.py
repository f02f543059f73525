# Small hostile programs; see test/support/programs/smallPrograms.ts.

## string_of_ten_gigabytes: exit 1, stderr contains "OverflowError: cannot fit 'int' into an index-sized integer"
'x' * 10**10
## list_of_ten_billion: exit 1, stderr contains "OverflowError: cannot fit 'int' into an index-sized integer"
[0] * 10**10
## range_to_list: exit 1, stderr contains "MemoryError"
list(range(10**9))
## bytes_of_negative_length: exit 1, stderr contains "ValueError: negative count"
bytes(-1)
## power_tower: stopped
9**9**9
## number_to_text: exit 1, stderr contains "ValueError: Exceeds the limit (4300 digits) for integer stri"
str(10**5000)
## format_width: exit 1, stderr contains "ValueError: Too many decimal digits in format string"
'{:>10000000000}'.format(1)
## sum_without_end: stopped
sum(range(10**12))
## deque_without_end: stopped
import collections, itertools
collections.deque(itertools.count(), maxlen=0)
## file_without_end: exit 1, stderr contains "No space left on device"
with open('big', 'wb') as file:
    while True:
        file.write(b'x' * 10**7)
## file_of_a_terabyte: exit 1, stderr contains "No space left on device"
with open('big', 'wb') as file:
    file.truncate(10**12)
## files_without_end: stopped
number = 0
while True:
    open(f'file{number}', 'w').close()
    number += 1
## folders_without_end: stopped
import os
while True:
    os.mkdir('d')
    os.chdir('d')
## descriptors_without_end: memory
kept = []
while True:
    kept.append(open(__file__))
## output_in_one_write: limit "printed more"
import os
os.write(1, b'x' * 5_000_000)
## output_of_binary: exit 0
import os
os.write(1, bytes(range(256)) * 4)
## output_of_lone_surrogates: exit 1, stderr contains "UnicodeEncodeError: 'utf-8' codec can't encode character '\u"
print('\ud800')
## output_of_half_characters: exit 0, stdout contains "€"
import os
os.write(1, b'\xe2\x82')
os.write(1, b'\xac\n')
os.write(1, b'\xf0\x9f')
## output_of_terminal_codes: exit 0, stdout contains "title"
print('\x1b[2J\x1b]0;title\x07\x1b[31mred\x00\x08\r')
## output_without_newlines: exit 0, stdout contains "xxxx"
import sys
for _ in range(10_000):
    sys.stdout.write('x')
## timers_without_end: exit 1, stderr contains "RuntimeError: can't start new thread"
import threading
while True:
    threading.Timer(1e6, print).start()
## thread_starts_thread: stopped
import threading
def work():
    threading.Thread(target=work).start()
work()
## steps_without_end: limit "events"
import threading
lock = threading.Lock()
while True:
    with lock:
        pass
## sleep_without_end: limit "events"
import time
while True:
    time.sleep(1e6)
## sleep_for_ages: exit 0, stdout contains "awake"
import time
time.sleep(1e9)
print('awake')
## recursion_in_getattr: exit 1, stderr contains "RecursionError: maximum recursion depth exceeded"
class Deep:
    def __getattr__(self, name):
        return getattr(self, name + 'x')
Deep().a
## recursion_in_getattribute: exit 1, stderr contains "RecursionError: maximum recursion depth exceeded"
class Deep:
    def __getattribute__(self, name):
        return self.other
Deep().a
## recursion_in_hash: limit "recursion"
class Deep:
    def __hash__(self):
        return hash(self)
{Deep()}
## recursion_in_del: exit 0
class Deep:
    def __del__(self):
        Deep()
Deep()
## recursion_in_init_subclass: limit "recursion"
class Deep:
    def __init_subclass__(cls):
        class Deeper(cls): pass
class Start(Deep): pass
## recursion_in_iteration: exit 1, stderr contains "RecursionError: maximum recursion depth exceeded"
class Deep:
    def __iter__(self):
        return iter(self)
list(Deep())
## recursion_in_comparison: exit 1, stderr contains "RecursionError: maximum recursion depth exceeded"
class Deep:
    def __eq__(self, other):
        return self == other
Deep() == 1
## recursion_in_deepcopy: exit 1, stderr contains "RecursionError: maximum recursion depth exceeded"
import copy
deep = []
for _ in range(100_000):
    deep = [deep]
copy.deepcopy(deep)
## recursion_in_pickle: exit 1, stderr contains "when serializing list item 0"
import pickle
deep = []
for _ in range(100_000):
    deep = [deep]
pickle.dumps(deep)
## recursion_in_isinstance: limit "recursion"
deep = ()
for _ in range(100_000):
    deep = (deep, int)
isinstance('', deep)
## recursion_in_mutual_threads: exit 0, stdout contains "joined"
import threading
def deep(number):
    return deep(number + 1)
threads = [threading.Thread(target=deep, args=(0,)) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('joined')
## recursion_limit_of_nothing: exit 1, stderr contains "RecursionError: cannot set the recursion limit to 1 at the r"
import sys
sys.setrecursionlimit(1)
## recursion_limit_of_everything: limit "recursion"
import sys
sys.setrecursionlimit(2**31 - 1)
def deep():
    return deep()
deep()
## recursion_in_chained_iterators: limit "recursion"
import itertools
deep = iter(())
for _ in range(100_000):
    deep = itertools.chain(deep)
list(deep)
## recursion_in_sum_of_strings: limit "recursion"
deep = 1
for _ in range(100_000):
    deep = (deep,)
hash(deep)
## recursion_in_source: exit 1, stderr contains "MemoryError: Parser stack overflowed - Python source too com"
eval('+' * 100_000 + '1')
## recursion_in_brackets: exit 1, stderr contains "SyntaxError: too many nested parentheses"
eval('(' * 10_000 + ')' * 10_000)
## recursion_in_format: exit 1, stderr contains "ValueError: Max string recursion exceeded"
'{:{:{}}}'.format(1, 2, 3)
## very_long_line: limit "recursion"
exec('x = ' + '1 + ' * 20_000 + '1')
## threads_share_a_generator: exit 0, stdout contains "joined"
import threading
def numbers():
    while True:
        for _ in range(100): pass
        yield 1
shared = numbers()
def work():
    for _ in range(2_000):
        next(shared)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('joined')
## dictionary_changed_by_threads: exit 0, stdout contains "joined"
import threading
table = {}
def work(number):
    for key in range(5_000):
        table[key, number] = key
        for _ in zip(range(3), table): pass
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print('joined')
## sort_that_changes_its_list: exit 0
numbers = list(range(100))
def key(number):
    numbers.clear()
    return number
numbers.sort(key=key)
## input_without_end: exit 0, stdout contains "end of file"
while True:
    try:
        input()
    except EOFError:
        break
print('end of file')
