// Some threads wait for each other for ever while others go on: the session stops at that moment.

import { dapStories } from '../support/adapter/dapStories.ts';

const FILES = {
  'lost.py': `import threading, time

a, b = threading.RLock(), threading.RLock()

def cross(first, second):
    with first:
        time.sleep(1)
        with second:
            pass

def tick():
    for n in range(3):
        time.sleep(1)
        print('tick', n)

one = threading.Thread(target=cross, args=(a, b), name='one', daemon=True)
two = threading.Thread(target=cross, args=(b, a), name='two', daemon=True)
one.start()
two.start()
tick()
`,
  'ring.py': `import threading, time

a, b = threading.Lock(), threading.Lock()

def cross(first, second):
    with first:
        time.sleep(1)
        with second:
            pass

threading.Thread(target=cross, args=(a, b), name='one', daemon=True).start()
threading.Thread(target=cross, args=(b, a), name='two', daemon=True).start()
for n in range(3):
    time.sleep(0.7)
    print('tick', n)
`,
  'signal.py': `import threading, time

turn = threading.Lock()
turn.acquire()
turn.release()
turn.acquire()

def pass_on():
    time.sleep(0.5)
    print('passed on')
    turn.release()

helper = threading.Thread(target=pass_on)
helper.start()
time.sleep(0.1)
turn.acquire()
print('mine again')
helper.join()
`,
};

describe('a deadlock of some threads, through weft dap', () => {
  const { plays } = dapStories(FILES);

  it('stops for a deadlock while another thread goes on, and lets it go on', () =>
    plays(`
      > run lost.py {"speed": "max"}
      console: Deadlock: one and two wait for each other’s locks …
      stopped one (deadlocked) at cross:8 for exception (Deadlock)
      > threads
      MainThread, one (deadlocked), two (deadlocked)
      > locals one
      first = held by one · 1 waiting
      second = held by two · 1 waiting
      > continue
      stdout: tick 0
      stdout: tick 1
      stdout: tick 2
      exited 0
    `));

  it('stops at the very wait that closes a ring of Locks, however fast time goes', () =>
    plays(`
      > run ring.py {"speed": "max"}
      stdout: tick 0
      console: Deadlock: one and two wait for each other’s locks …
      stopped one (deadlocked) at cross:8 for exception (Deadlock)
      > continue
      stdout: tick 1
      stdout: tick 2
      exited 0
    `));

  it('lets a step go on that was under way when there was nothing to a suspicion', () =>
    plays(`
      > break signal.py:16
      > run signal.py {"speed": "max"}
      breakpoint 16
      stopped MainThread at <module>:16 for breakpoint
      > over MainThread
      stdout: passed on
      stopped MainThread at <module>:17 for step
    `));
});
