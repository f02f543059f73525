import assert from 'node:assert/strict';
import { MAIN_THREAD, type ObjectId } from '../../../src/core/base/ids.ts';
import type { ObjectKind, ObjectState } from '../../../src/core/trace/events.ts';
import { objectSentence, type RowRemarks, statusText } from '../../../webview/objectWords.ts';
import { sceneOf } from '../../../webview/scene.ts';
import { RunStory } from '../../support/panel/runStory.ts';

function sentenceOf(story: RunStory, id: ObjectId, remarks?: RowRemarks): string {
  const run = story.view();
  const object = run.world.objects[id];
  assert.ok(object);
  return objectSentence(sceneOf(run, run.world.time), object, remarks);
}

function statusOf(kind: ObjectKind, state: ObjectState): string {
  const story = new RunStory('/a.py').at(1);
  const id = story.object(kind, 'it', { state });
  const run = story.view();
  const object = run.world.objects[id];
  assert.ok(object);
  return statusText(sceneOf(run, run.world.time), object);
}

describe('an object as a sentence', () => {
  it('names the owner of a lock and who waits, in queue order', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'Counter.lock');
    const [one, two] = [story.thread('one'), story.thread('two')];
    story.take(MAIN_THREAD, lock).waitLock(two, lock).waitLock(one, lock);
    assert.equal(
      sentenceOf(story, lock, { mark: 'owned' }),
      'lock Counter.lock: owned, held by MainThread; waiting 1. two, 2. one',
    );
  });

  it('ends with when the run stops at it', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'left');
    assert.equal(
      sentenceOf(story, lock, { stop: 'Stops when it is acquired' }),
      'lock left: free; Stops when it is acquired',
    );
  });

  it('counts how often an RLock is held', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('RLock', 'rlock');
    story.take(MAIN_THREAD, lock).take(MAIN_THREAD, lock, 3);
    assert.equal(sentenceOf(story, lock), 'rlock rlock: RLock, held by MainThread ×3');
  });

  it('tells those who want a condition’s lock from those who wait for a notify', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'mutex');
    const condition = story.object('Condition', 'ready', { lock });
    const inner = story.object('Lock', '', { partOf: condition, isLibrary: true });
    const [one, two] = [story.thread('one'), story.thread('two')];
    story.take(MAIN_THREAD, lock).waitFor(one, condition, 'wait').waitLock(two, inner);
    assert.equal(
      sentenceOf(story, condition),
      'condition ready: mutex held by MainThread; wait for a notify 1. one; want its lock 1. two',
    );
  });

  it('counts those who wait for a part of it', () => {
    const story = new RunStory('/a.py');
    const event = story.object('Event', 'done', { state: { kind: 'event', flag: false } });
    const condition = story.object('Condition', '', { partOf: event });
    const lock = story.object('Lock', '', { partOf: condition });
    story.waitLock(story.thread('one'), lock);
    assert.equal(sentenceOf(story, event), 'event done: clear; waiting 1. one');
  });

  it('tells those who get from those who put', () => {
    const story = new RunStory('/a.py');
    const state = { kind: 'queue', size: 0, maxsize: 2, unfinished: 1, isShutdown: false } as const;
    const queue = story.object('LifoQueue', 'jobs', { state });
    story.waitFor(story.thread('taker'), queue, 'get');
    story.waitFor(story.thread('closer'), queue, 'join');
    assert.equal(
      sentenceOf(story, queue),
      'lifo queue jobs: LifoQueue, 0 of 2 items; 1 unfinished task; ' +
        'wait for an item 1. taker; wait until done 1. closer',
    );
  });

  it('counts the many', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'door');
    story.take(MAIN_THREAD, lock);
    for (let number = 1; number <= 22; number++) story.waitLock(story.thread(`t${number}`), lock);
    assert.match(sentenceOf(story, lock), /19\. t19, 20\. t20, and 2 more$/);
  });

  it('tells a timer’s function and when it fires', () => {
    const story = new RunStory('/a.py').at(1.5);
    const thread = story.thread('Thread-1');
    const timer = story.object('Timer', 'alarm', {
      state: {
        ...{ kind: 'timer', interval: 2, function: 'ring', thread },
        ...{ phase: 'counting', due: 3e9 },
      },
    });
    assert.equal(
      sentenceOf(story, timer),
      'timer alarm: due in 1.5 s; calls ring, at 3.000 s, by Thread-1',
    );
  });

  it('does not list a timer’s own thread among its waiters', () => {
    const story = new RunStory('/a.py');
    const thread = story.thread('Thread-1');
    const counting = { kind: 'timer', interval: 2, function: 'ring', phase: 'counting' } as const;
    const timer = story.object('Timer', 'alarm', { state: { ...counting, thread, due: 2e9 } });
    story.waitFor(thread, timer, 'wait', 2);
    assert.doesNotMatch(sentenceOf(story, timer), /waiting/);
  });

  it('does not repeat the class of a plain lock, as CPython spells it', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'door', { typeName: 'lock' });
    assert.equal(sentenceOf(story, lock), 'lock door: free');
  });

  it('lists the values of a thread-local by thread', () => {
    const story = new RunStory('/a.py');
    const values = [{ thread: MAIN_THREAD, attributes: [['user', "'anna'"]] as const }];
    const local = story.object('local', 'context', { state: { kind: 'local', values } });
    assert.equal(
      sentenceOf(story, local),
      "thread-local context: 1 thread; MainThread user = 'anna'",
    );
  });

  it('gives an object without a name its class and number', () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', '', { typeName: 'BankLock' });
    assert.equal(sentenceOf(story, lock), 'lock BankLock 1: BankLock, free');
  });
});

describe('the status of an object', () => {
  it('says whether an event is set', () => {
    assert.equal(statusOf('Event', { kind: 'event', flag: true }), 'set');
    assert.equal(statusOf('Event', { kind: 'event', flag: false }), 'clear');
  });

  it('counts what is left of a semaphore', () => {
    assert.equal(statusOf('Semaphore', { kind: 'semaphore', value: 2, initial: 3 }), '2 of 3 free');
  });

  it('says that a barrier is broken', () => {
    const state = { kind: 'barrier', parties: 3, waiting: 0, phase: 'broken' } as const;
    assert.equal(statusOf('Barrier', state), 'broken, 0 of 3 arrived');
  });

  it('says that a queue is shut down', () => {
    const state = { kind: 'queue', size: 1, maxsize: 0, unfinished: 0, isShutdown: true } as const;
    assert.equal(statusOf('SimpleQueue', state), '1 item, shut down');
  });

  it('says that a timer has been cancelled', () => {
    const timer = { kind: 'timer', interval: 1, function: 'f', thread: MAIN_THREAD } as const;
    assert.equal(statusOf('Timer', { ...timer, phase: 'cancelled', due: undefined }), 'cancelled');
  });
});
