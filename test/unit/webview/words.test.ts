import assert from 'node:assert/strict';
import { MAIN_THREAD, type ThreadId } from '../../../src/core/base/ids.ts';
import type { RunView } from '../../../src/core/protocol/panel.ts';
import type { Site } from '../../../src/core/trace/events.ts';
import { sceneOf } from '../../../webview/scene.ts';
import {
  clockText,
  durationText,
  placeText,
  threadSentence,
  waitText,
} from '../../../webview/words.ts';
import { deadlockRun, lockRun } from '../../support/panel/runs.ts';
import { RunStory } from '../../support/panel/runStory.ts';

function site(file: string, line: number, name: string): Site {
  return { file, line, column: 1, endLine: line, endColumn: 9, function: name, isLibrary: false };
}

/** What the row of a thread called `name` says of its waiting. */
function waitOf(run: RunView, name: string): string | undefined {
  const thread = Object.values(run.world.threads).find((other) => other.name === name);
  assert.ok(thread, `there is a thread ${name}`);
  return waitText(sceneOf(run, run.world.time), thread);
}

describe('times in words', () => {
  it('shows the clock to the millisecond, never a moment that has not come', () => {
    assert.deepEqual([0, 12_345_678_901, 999_999].map(clockText), [
      '0.000 s',
      '12.345 s',
      '0.000 s',
    ]);
  });

  it('shows a length of time as exactly as it matters', () => {
    const lengths = [0, 3e6, 340e6, 1.25e9, 59.96e9, 125e9, -1].map(durationText);
    assert.deepEqual(lengths, ['0 s', '3 ms', '0.3 s', '1.3 s', '1 min 0 s', '2 min 5 s', '0 s']);
  });
});

describe('places in words', () => {
  it('names file, line and function', () => {
    assert.equal(placeText(site('/home/a/bank.py', 12, 'transfer')), 'bank.py:12 in transfer');
  });

  it('leaves the module out', () => {
    assert.equal(placeText(site('C:\\work\\bank.py', 3, '<module>')), 'bank.py:3');
  });

  it('shortens a nested function to its own name', () => {
    assert.equal(placeText(site('a.py', 3, 'main.<locals>.work.<locals>.one')), 'a.py:3 in one');
  });
});

describe('waiting in words', () => {
  it('names the lock, its owner and how long', () => {
    assert.equal(
      waitOf(lockRun(), 'worker-2'),
      'waits for Counter.lock, held by worker-1, for 0.6 s',
    );
  });

  it('says when a timeout ends', () => {
    assert.equal(
      waitOf(lockRun(), 'worker-3'),
      'waits for Counter.lock, held by worker-1, for 0.6 s, gives up at 5.000 s (4.1 s left)',
    );
  });

  it('names the thread that is joined', () => {
    assert.equal(waitOf(lockRun(), 'MainThread'), 'joins worker-1, for 0.4 s');
  });

  it('says until when a thread sleeps', () => {
    const story = new RunStory('/a.py').at(2.2).wait(MAIN_THREAD, { kind: 'sleep' }, 3);
    assert.equal(waitOf(story.view(), 'MainThread'), 'sleeps until 3.000 s (0.8 s left)');
  });

  it('tells what an event, a semaphore, a barrier or a queue lacks', () => {
    const story = new RunStory('/a.py');
    const waits = [
      ['wait', story.object('Event', 'done', { state: { kind: 'event', flag: false } })],
      ['acquire', story.object('Semaphore', 'pool', { state: semaphore(0, 3) })],
      ['wait', story.object('Barrier', 'start', { state: barrier(1, 3) })],
      ['get', story.object('Queue', 'jobs', { state: queue(0, 0, 0) })],
      ['put', story.object('Queue', 'full', { state: queue(2, 2, 2) })],
      ['join', story.object('Queue', 'last', { state: queue(0, 0, 4) })],
      ['result', story.object('Future', 'answer', { state: { kind: 'future', phase: 'PENDING' } })],
      ['wait', story.object('Condition', 'ready')],
    ] as const;
    for (const [operation, object] of waits) {
      story.waitFor(story.thread(String(object)), object, operation);
    }
    const run = story.view();
    assert.deepEqual(
      waits.map(([, object]) => waitOf(run, String(object))),
      [
        'waits for done to be set',
        'waits for pool (0 of 3 free)',
        'waits at start (1 of 3 arrived)',
        'waits for an item in jobs (0 in it)',
        'waits for room in full (2 of 2)',
        'waits until last is done (4 unfinished)',
        'waits for the result of answer',
        'waits for a notify on ready',
      ],
    );
  });

  it('speaks of the object that the user made, not of the lock inside it', () => {
    const story = new RunStory('/a.py');
    const condition = story.object('Condition', 'ready');
    const inner = story.object('RLock', '', { partOf: condition, isLibrary: true });
    const [owner, other] = [story.thread('owner'), story.thread('other')];
    story.take(owner, inner).waitLock(other, inner);
    assert.equal(waitOf(story.view(), 'other'), 'waits for the lock of ready, held by owner');
  });

  it('tells what the end of the program waits for', () => {
    const story = new RunStory('/a.py');
    const thread = story.thread('late');
    story.wait(MAIN_THREAD, { kind: 'shutdown', thread });
    assert.equal(waitOf(story.view(), 'MainThread'), 'waits for late before the program can end');
  });

  it('shows the exception of a thread that crashed', () => {
    const story = new RunStory('/a.py');
    story.crash(story.thread('worker'), 'ValueError', 'bad');
    assert.equal(waitOf(story.view(), 'worker'), 'ValueError: bad');
  });

  it('has nothing to say of a thread that runs', () => {
    assert.equal(waitOf(lockRun(), 'worker-1'), undefined);
  });
});

describe('a thread as a sentence', () => {
  const sentenceOf = (run: RunView, id: number, mark?: string): string => {
    const thread = run.world.threads[id as ThreadId];
    assert.ok(thread);
    return threadSentence(sceneOf(run, run.world.time), thread, mark);
  };

  it('says everything that the row shows, in that order', () => {
    assert.equal(
      sentenceOf(deadlockRun(), 2, 'owner'),
      'thread worker-1: owner, deadlocked; deadlock_bank_transfer.py:14 in transfer; ' +
        'waits for accounts[1].lock, held by worker-2; holds accounts[0].lock',
    );
  });

  it('says how often a lock is held', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('RLock', 'rlock');
    story.place(3, '<module>').take(MAIN_THREAD, lock).take(MAIN_THREAD, lock, 2);
    assert.equal(sentenceOf(story.view(), 1), 'thread MainThread: running; a.py:3; holds rlock ×2');
  });

  it('says where a thread was made that has not begun', () => {
    const story = new RunStory('/a.py').place(7, 'make');
    const thread = story.newThread('later', { daemon: true });
    assert.equal(
      sentenceOf(story.view(), thread),
      'thread later: daemon, not started; created at a.py:7 in make',
    );
  });

  it('says what a timer’s thread waits for, and where it was made', () => {
    const story = new RunStory('/a.py').place(4, '<module>');
    const thread = story.thread('Thread-1');
    const counting = { kind: 'timer', interval: 2, function: 'ring', phase: 'counting' } as const;
    const timer = story.object('Timer', 'alarm', { state: { ...counting, thread, due: 2e9 } });
    story.libraryPlace('Event.wait').waitFor(thread, timer, 'wait', 2);
    assert.equal(
      sentenceOf(story.view(), thread),
      'thread Thread-1: waiting; created at a.py:4; waits to call ring, at 2.000 s (2.0 s left)',
    );
  });

  it('gives the place in the user’s code, not in the library', () => {
    const story = new RunStory('/a.py').place(9, 'ask', 'Event.wait');
    const done = story.object('Event', 'done', { state: { kind: 'event', flag: false } });
    story.waitFor(MAIN_THREAD, done, 'wait');
    assert.equal(
      sentenceOf(story.view(), 1),
      'thread MainThread: waiting; a.py:9 in ask; waits for done to be set',
    );
  });
});

function semaphore(value: number, initial: number) {
  return { kind: 'semaphore', value, initial } as const;
}

function barrier(waiting: number, parties: number) {
  return { kind: 'barrier', waiting, parties, phase: 'filling' } as const;
}

function queue(size: number, maxsize: number, unfinished: number) {
  return { kind: 'queue', size, maxsize, unfinished, isShutdown: false } as const;
}
