// The runs that the panel's tests show: the classic examples at a telling moment, and extremes.

import type { ObjectId } from '../../../src/core/base/ids.ts';
import { MAIN_THREAD } from '../../../src/core/base/ids.ts';
import type { RunView } from '../../../src/core/protocol/panel.ts';
import type { ObjectKind, ObjectState } from '../../../src/core/trace/events.ts';
import { RunStory } from './runStory.ts';

export function eventRun(): RunView {
  const story = new RunStory('/examples/event.py');
  story.place(20, '<module>');
  const ready = story.object('Event', 'ready', { state: { kind: 'event', flag: false } });
  inside(story, 'Condition', ready);
  const block = story.thread('block');
  const nonblock = story.thread('nonblock');
  story.place(7, 'wait_for_event', 'Event.wait').waitFor(block, ready, 'wait');
  story.place(13, 'wait_for_event_timeout', 'Event.wait').waitFor(nonblock, ready, 'wait', 2);
  story.place(31, '<module>').wait(MAIN_THREAD, { kind: 'sleep' }, 3);
  return story.view({ kind: 'running' });
}

export function lockRun(): RunView {
  const story = new RunStory('/examples/lock.py');
  story.place(9, 'Counter.__init__');
  const lock = story.object('Lock', 'Counter.lock');
  const names = ['worker-1', 'worker-2', 'worker-3'];
  const [first, second, third] = names.map((name) => story.place(28, '<module>').thread(name));
  if (!first || !second || !third) throw new Error('three threads were made');
  story.at(0.2).place(14, 'Counter.increment').take(first, lock);
  story.at(0.3).waitLock(second, lock);
  story.at(0.35).waitLock(third, lock, 5);
  story.at(0.5).place(17, 'Counter.increment').wait(first, { kind: 'sleep' }, 1.25);
  story.place(33, '<module>').wait(MAIN_THREAD, { kind: 'join', thread: first });
  story.at(0.9).place(15, 'Counter.increment').run(first);
  return story.view({ kind: 'paused', reason: 'step' });
}

export function semaphoreRun(): RunView {
  const story = new RunStory('/examples/semaphore.py');
  const pool = story.object('Semaphore', 'pool', {
    state: { kind: 'semaphore', value: 0, initial: 2 },
  });
  const active = story.object('Lock', 'ActivePool.lock');
  for (let number = 0; number < 5; number++) {
    const thread = story.place(30, '<module>').thread(`${number}`);
    if (number < 2)
      story
        .at(number * 0.1)
        .place(24, 'worker')
        .wait(thread, { kind: 'sleep' }, 1 + number);
    else story.at(0.3).place(21, 'worker', 'Semaphore.acquire').waitFor(thread, pool, 'acquire');
  }
  story.at(0.4).place(12, 'ActivePool.make_active').take(MAIN_THREAD, active);
  return story.view({ kind: 'paused', reason: 'pause' });
}

export function deadlockRun(isEnded = true): RunView {
  const story = new RunStory('/examples/deadlock_bank_transfer.py');
  const first = story.object('Lock', 'accounts[0].lock');
  const second = story.object('Lock', 'accounts[1].lock');
  const one = story.thread('worker-1');
  const two = story.thread('worker-2');
  story.at(0.1).place(12, 'transfer').take(one, first).take(two, second);
  story.at(0.2).place(14, 'transfer').waitLock(one, second).waitLock(two, first);
  story.place(30, '<module>').wait(MAIN_THREAD, { kind: 'join', thread: one });
  story.find({
    title: 'Deadlock: worker-1 and worker-2 wait for each other',
    explanation:
      'worker-1 holds accounts[0].lock (taken at deadlock_bank_transfer.py:12) and waits for ' +
      'accounts[1].lock, held by worker-2 (taken at deadlock_bank_transfer.py:12).\n' +
      'worker-2 waits for accounts[0].lock, held by worker-1.\nMainThread waits for worker-1 to end.',
    threads: [one, two, MAIN_THREAD],
    objects: [first, second],
  });
  if (!isEnded) return story.at(1.4).view({ kind: 'paused', reason: 'deadlock' });
  story.at(0.2).end({ kind: 'deadlocked' });
  return story.view({ kind: 'ended' });
}

/** One object of each kind, and a thread in each state. */
export function everythingRun(): RunView {
  const story = new RunStory('/home/ada/every kind.py');
  const lock = story.object('RLock', 'Account.lock');
  const condition = story.object('Condition', 'not_empty', { lock });
  const gate = story.object('Event', 'gate', { state: { kind: 'event', flag: true } });
  inside(story, 'Lock', inside(story, 'Condition', gate));
  const permits: ObjectState = { kind: 'semaphore', value: 1, initial: 3 };
  story.object('BoundedSemaphore', 'connections', { state: permits });
  const barrier = story.object('Barrier', 'start_line', {
    state: { kind: 'barrier', parties: 3, waiting: 1, phase: 'filling' },
  });
  const queue = story.object('PriorityQueue', 'jobs', {
    state: { kind: 'queue', size: 2, maxsize: 5, unfinished: 4, isShutdown: false },
  });
  story.object('SimpleQueue', 'results', {
    state: { kind: 'queue', size: 0, maxsize: 0, unfinished: 0, isShutdown: true },
  });
  const future = story.object('Future', 'answers[0]', {
    state: { kind: 'future', phase: 'PENDING' },
  });
  story.object('Lock', 'logging._lock', { isLibrary: true });
  threadsInAllStates(story, { lock, condition, barrier, queue, future });
  return story.view({ kind: 'waitingForInput' }, 0.5);
}

interface Objects {
  readonly lock: ObjectId;
  readonly condition: ObjectId;
  readonly barrier: ObjectId;
  readonly queue: ObjectId;
  readonly future: ObjectId;
}

function threadsInAllStates(story: RunStory, objects: Objects): void {
  const owner = story.thread('owner');
  story.at(1).place(40, 'Account.deposit').take(owner, objects.lock).take(owner, objects.lock, 2);
  const blocked = story.thread('a thread with a very long name that says what it does');
  story.place(41, 'Account.<locals>.withdraw').waitLock(blocked, objects.lock, 9.5);
  story.waitFor(story.thread('notified'), objects.condition, 'wait');
  story.waitFor(story.thread('runner', { daemon: true }), objects.barrier, 'wait', 4);
  story.waitFor(story.thread('consumer'), objects.queue, 'get');
  story.waitFor(story.thread('producer'), objects.queue, 'put');
  story.waitFor(story.thread('asker'), objects.future, 'result');
  story
    .place(60, 'sleeper')
    .wait(story.thread('sleeper', { daemon: true }), { kind: 'sleep' }, 3.25);
  const library = story.thread('ThreadPoolExecutor-0_0', { isLibrary: true });
  story.place(70, '<module>', 'worker').wait(library, { kind: 'sleep' }, 70);
  const crashed = story.thread('crasher');
  story.place(66, 'divide').crash(crashed, 'ZeroDivisionError', 'division by zero');
  story.endThread(story.thread('done'));
  story.newThread('unborn');
  timerAndLocal(story);
  story.at(2.2).place(80, '<module>').wait(MAIN_THREAD, { kind: 'input', prompt: 'name? ' });
  story.run(owner);
}

function timerAndLocal(story: RunStory): void {
  const alarm = story.thread('Thread-12 (alarm)');
  const values = [
    { thread: MAIN_THREAD, attributes: [['user', "'anna'"]] as const },
    {
      thread: alarm,
      attributes: [
        ['user', "'bob'"],
        ['retries', '3'],
      ] as const,
    },
  ];
  const counting: ObjectState = {
    ...{ kind: 'timer', interval: 5, function: 'ring', thread: alarm },
    ...{ phase: 'counting', due: 6e9 },
  };
  story.object('Timer', 'alarm', { state: counting });
  story.object('local', 'context', { state: { kind: 'local', values } });
  story.waitFor(alarm, story.object('Event', '', { isLibrary: true }), 'wait', 6);
}

export function endedRun(exitCode = 0): RunView {
  const story = new RunStory('/examples/threading_simple.py');
  for (let number = 1; number <= 5; number++) {
    story.endThread(story.place(12, '<module>').thread(`Thread-${number} (worker)`));
  }
  story.thread('watchdog', { daemon: true });
  story.at(0.012).end({ kind: 'exited', exitCode });
  return story.view({ kind: 'ended' });
}

/** Every other thread waits for the same lock; each holds one of its own. */
export function crowdedRun(count: number): RunView {
  const story = new RunStory('/home/ada/crowd.py');
  const lock = story.object('Lock', 'door');
  const owner = story.thread('doorkeeper');
  story.at(0.5).place(9, 'keep').take(owner, lock);
  for (let number = 0; number < count; number++) {
    const thread = story.place(20, '<module>').thread(`guest-${number}`);
    story.place(12, 'visit').take(thread, story.object('Lock', `guests[${number}].lock`));
    if (number % 2 === 0) story.waitLock(thread, lock);
    else story.wait(thread, { kind: 'sleep' }, 2 + number / 100);
  }
  return story.run(owner).at(0.75).view({ kind: 'running' });
}

export function startingRun(): RunView {
  const story = new RunStory('/home/ada/starting.py');
  return story.view({ kind: 'starting' }, 0);
}

function inside(story: RunStory, kind: ObjectKind, owner: ObjectId): ObjectId {
  return story.object(kind, '', { partOf: owner, isLibrary: true });
}

/** Stopped at a breakpoint: one thread is frozen, one runs next. */
export function controlRun(): RunView {
  const story = new RunStory('/examples/bank.py');
  const lock = story.object('Lock', 'Account.lock');
  const [first, second, third] = [1, 2, 3].map((number) => story.thread(`worker-${number}`));
  if (!first || !second || !third) throw new Error('three threads were made');
  story.at(0.2).place(12, 'transfer').take(first, lock);
  const log = story.object('Lock', 'log');
  story.place(11, 'transfer').take(third, log).free(third, log);
  story.place(12, 'transfer').waitLock(second, lock);
  story.place(33, '<module>').wait(MAIN_THREAD, { kind: 'join', thread: first });
  const position = { file: '/examples/bank.py', line: 19, column: 9, endLine: 19, endColumn: 20 };
  const view = story.run(third).view({
    ...{ kind: 'paused', reason: 'breakpoint', thread: third },
    text: 'The condition amount > 100 is true.',
    positions: { [third]: { ...position, function: 'transfer', isLibrary: false } },
  });
  return { ...view, control: { frozen: [second], next: first } };
}
