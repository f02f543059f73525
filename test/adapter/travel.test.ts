// Travels in time as an editor asks for them, as conversations with the real runtime.

import { dapStories } from '../support/adapter/dapStories.ts';

const FILES = {
  'sums.py': `import threading

lock = threading.Lock()
total = 0

def add(n):
    global total
    with lock:
        total += n
        print('total is', total)

def work(numbers):
    for n in numbers:
        add(n)
    return len(numbers)

left = threading.Thread(target=work, args=([1, 2],), name='left')
right = threading.Thread(target=work, args=([10, 20],), name='right')
left.start()
right.start()
left.join()
right.join()
print('done')
`,
};

describe('going back in time', () => {
  const { plays } = dapStories(FILES);

  it('steps back over calls, to where frames and variables are as they were', () =>
    plays(`
      > break sums.py:14 hit 3
      > run sums.py
      breakpoint 14
      stdout: total is 1
      stdout: total is 3
      stopped right at work:14 for breakpoint
      > back right
      stopped right at work:13 for step
      > locals right
      numbers = [10, 20]
      > back right
      stopped right at work:13 for step (The thread begins here: none of its lines is earlier.)
      > watch right total
      3
      > over right
      console: End of the recording: from here on the run is new.
      stopped right at work:14 for goto (End of the recording: from here on the run is new.)
      > stack right
      work:14
      > end
      console: End of the recording: from here on the run is new.
      stopped right at work:14 for goto (End of the recording: from here on the run is new.)
      > continue
      stdout: total is 13
      stdout: total is 33
      stdout: done
      exited 0
    `));

  it('undoes each step exactly, also out of a function', () =>
    plays(`
      > break sums.py:10
      > run sums.py
      breakpoint 10
      stopped left at add:10 for breakpoint
      > over left
      stdout: total is 1
      stopped left at add:8 for step
      > over left
      stopped left at work:14 for step
      > in left
      stopped left at work:13 for step
      > in left
      stopped left at work:14 for step
      > back left
      stopped left at work:13 for step
      > back left
      stopped left at work:14 for step
      > back left
      stopped left at add:8 for step
      > back left
      stopped left at add:10 for step
      > back left
      stopped left at add:9 for step
      > back left
      stopped left at add:8 for step
      > back left
      stopped left at work:14 for step
      > back left
      stopped left at work:13 for step
    `));

  it('continues back to breakpoints, and says where the recording begins', () =>
    plays(`
      > break sums.py:14 if n == 10
      > break sums.py:23
      > run sums.py
      breakpoint 14
      breakpoint 23
      stdout: total is 1
      stdout: total is 3
      stopped right at work:14 for breakpoint
      > continue
      stdout: total is 13
      stdout: total is 33
      stopped MainThread at <module>:23 for breakpoint
      > reverse
      stopped right at work:14 for breakpoint
      > locals right
      numbers = [10, 20]
      n = 10
      > reverse
      console: Start of the recording: nothing is earlier.
      stopped MainThread at nowhere for goto (Start of the recording: nothing is earlier.)
      > reverse
      console: Start of the recording: nothing is earlier.
      stopped MainThread at nowhere for goto (Start of the recording: nothing is earlier.)
      > stack MainThread
      > reverse
      console: Start of the recording: nothing is earlier.
      stopped MainThread at nowhere for goto (Start of the recording: nothing is earlier.)
      > event
      stopped MainThread at nowhere for step
      > event
      breakpoint 14
      breakpoint 23
      stopped MainThread at <module>:19 for step
      > eventBack
      stopped MainThread at nowhere for step
      > continue
      breakpoint 14
      breakpoint 23
      stopped right at work:14 for breakpoint
      > continue
      console: End of the recording: from here on the run is new.
      stopped MainThread at <module>:23 for goto (End of the recording: from here on the run is new.)
      > continue
      stdout: done
      exited 0
    `));

  it('continues back to exceptions and to what threads do with objects', () =>
    plays(`
      > break sums.py:23
      > run sums.py
      breakpoint 23
      stdout: total is 1
      stdout: total is 3
      stdout: total is 13
      stdout: total is 33
      stopped MainThread at <module>:23 for breakpoint
      > sync acquire
      > reverse
      console: right has acquired the Lock made at line 3.
      stopped right at add:8 for breakpoint (right has acquired the Lock made at line 3.)
      > reverse
      console: right has acquired the Lock made at line 3.
      stopped right at add:8 for breakpoint (right has acquired the Lock made at line 3.)
      > sync threadStart
      > reverse
      console: MainThread has started a thread.
      stopped MainThread at <module>:20 for breakpoint (MainThread has started a thread.)
    `));

  it('finds the line that changed a variable, and when a lock was taken', () =>
    plays(`
      > break sums.py:10 hit 3
      > run sums.py
      breakpoint 10
      stdout: total is 1
      stdout: total is 3
      stopped right at add:10 for breakpoint
      > changed right total
      console: total changes from 3 to 13 here.
      stopped right at add:9 for goto (total changes from 3 to 13 here.)
      > watch right total
      3
      > changed right total
      console: total changes from 1 to 3 here.
      stopped left at add:9 for goto (total changes from 1 to 3 here.)
      > locals left
      n = 2
      > end
      stopped right at add:10 for breakpoint
      > taken sums.py:3
      console: At step 23 of 23.
      stopped right at add:8 for goto (At step 23 of 23.)
      > watch right total
      3
      > changed right nothing
      refused: There is no variable nothing.
    `));

  it('goes on differently as a branch, which is compared with the first run', () =>
    plays(`
      > break sums.py:23
      > run sums.py
      breakpoint 23
      stdout: total is 1
      stdout: total is 3
      stdout: total is 13
      stdout: total is 33
      stopped MainThread at <module>:23 for breakpoint
      > compare
      refused: This run has no other branch. Go back, choose another thread to run next, and continue.
      > goto 12
      console: At step 12 of 32.
      stopped left at add:8 for goto (At step 12 of 32.)
      > freeze left
      > threads
      MainThread, left (frozen)
      > continue
      stdout: total is 11
      stdout: total is 31
      stopped MainThread at <module>:21 for pause (Only frozen threads could go on: left. Thaw one of them.)
      > compare
      Both runs are the same up to step 13, at 0.000046 s.
      Then left took lock in the first run, and MainThread ran in this one.
      The first run was left after 32 steps, this one stands after 27 steps.
      > thaw left
      > continue
      stdout: total is 33
      stopped MainThread at <module>:23 for breakpoint
      > continue
      stdout: done
      exited 0
      > compare
      Both runs are the same up to step 13, at 0.000046 s.
      Then left took lock in the first run, and MainThread ran in this one.
      The first run was left after 32 steps, this one ended well after 37 steps.
    `));

  it('replays an ended run up to a moment, and goes on from there as it was recorded', () =>
    plays(`
      > break sums.py:10
      > run sums.py {"schedule": "weft1_8_1796012830774_7_1.2x3.1x2.2x3.1x3.3x5.1x3.3x8", "goToStep": 24}
      breakpoint 10
      stdout: total is 10
      stdout: total is 30
      console: At step 24 of the recorded run.
      stopped left at nowhere for goto (At step 24 of the recorded run.)
      > stack left
      Thread.run (threading.py:1013)
      Thread._bootstrap_inner (threading.py:1082)
      Thread._bootstrap (threading.py:1044)
      > reverse
      stopped right at add:10 for breakpoint
      > locals right
      n = 20
      > continue
      console: End of what was replayed: from here on the run follows the schedule that it replays.
      stopped left at nowhere for goto (End of what was replayed: from here on the run follows the schedule that it replays.)
      > back left
      stopped left at nowhere for step (The thread begins here: none of its lines is earlier.)
      > continue
      stopped left at add:10 for breakpoint
      > continue
      stdout: total is 31
      stopped left at add:10 for breakpoint
      > continue
      stdout: total is 33
      stdout: done
      exited 0
    `));
});
