// Runs with trouble, told as the analyses tell it: what the cards of the panel are made for.

import type { ObjectId, ThreadId } from '../../../src/core/base/ids.ts';
import { MAIN_THREAD } from '../../../src/core/base/ids.ts';
import type {
  FindingSite,
  FindingView,
  RingEdge,
  RingNode,
  RunView,
} from '../../../src/core/protocol/panel.ts';
import type { Site } from '../../../src/core/trace/events.ts';
import { RunStory } from './runStory.ts';

export function thread(id: ThreadId): RingNode {
  return { kind: 'thread', id };
}

export function object(id: ObjectId): RingNode {
  return { kind: 'object', id };
}

export function owns(from: RingNode, to: RingNode): RingEdge {
  return { kind: 'owns', from, to };
}

export function wants(from: RingNode, to: RingNode): RingEdge {
  return { kind: 'wants', from, to };
}

/** Each thread owns the lock at its place and wants the next one's. */
export function ringOf(threads: readonly ThreadId[], locks: readonly ObjectId[]): RingEdge[] {
  return threads.flatMap((id, index) => {
    const [own, next] = [locks[index], locks[(index + 1) % locks.length]];
    if (own === undefined || next === undefined) return [];
    return [owns(thread(id), object(own)), wants(thread(id), object(next))];
  });
}

function site(file: string, line: number, name: string): Site {
  const position = { file, line, column: 9, endLine: line, endColumn: 30 };
  return { ...position, function: name, isLibrary: false };
}

interface Spot {
  readonly role: FindingSite['role'];
  readonly label: string;
  readonly stack: readonly Site[];
}

function siteOf({ role, label, stack }: Spot): FindingSite {
  return { role, label, stack, thread: undefined, object: undefined, step: undefined };
}

/** `explanation` is the parts in a row, as the host has it. */
function told(finding: Partial<FindingView>): Partial<FindingView> {
  const { sentences = [], why = [], cure = '' } = finding;
  return { ...finding, explanation: [...sentences, ...why, cure].join(' ') };
}

const TABLE = '/examples/philosophers.py';

/** Three philosophers, each with the left fork in hand. */
export function philosophersRun(): RunView {
  const story = new RunStory(TABLE);
  const forks = [0, 1, 2].map((index) => story.object('Lock', `forks[${index}]`));
  const names = ['Ada', 'Barbara', 'Grace'];
  const guests = names.map((name) => story.place(30, '<module>').thread(name));
  guests.forEach((guest, index) => {
    const fork = forks[index];
    if (fork !== undefined)
      story
        .at(0.1 + index / 100)
        .place(14, 'dine')
        .take(guest, fork);
  });
  const unavoidableAt = { step: story.step, time: 0.12e9 };
  guests.forEach((guest, index) => {
    const fork = forks[(index + 1) % forks.length];
    if (fork !== undefined)
      story
        .at(0.2 + index / 100)
        .place(16, 'dine')
        .waitLock(guest, fork);
  });
  story.place(33, '<module>').wait(MAIN_THREAD, { kind: 'join', thread: guests[0] as ThreadId });
  story.find(philosophers({ guests, forks, names, unavoidableAt }));
  return story.at(1.4).view({ kind: 'paused', reason: 'deadlock' });
}

interface Table {
  readonly guests: readonly ThreadId[];
  readonly forks: readonly ObjectId[];
  readonly names: readonly string[];
  readonly unavoidableAt: FindingView['unavoidableAt'];
}

function philosophers({ guests, forks, names, unavoidableAt }: Table): Partial<FindingView> {
  const next = (index: number): number => (index + 1) % names.length;
  const stack = (line: number): readonly Site[] => [
    site(TABLE, line, 'Philosopher.dine'),
    site(TABLE, 22, 'Philosopher.run'),
  ];
  return told({
    title: 'Deadlock: Ada, Barbara and Grace wait for each other',
    sentences: names.map(
      (name, index) =>
        `${name} holds forks[${index}] (taken at philosophers.py:14) and waits for ` +
        `forks[${next(index)}], held by ${names[next(index)]}.`,
    ),
    why: [
      ...names.map((name, index) => `${name} took forks[${index}], philosophers.py:14`),
      'all three want the fork at their right, which is another one’s left',
    ],
    cure:
      'To fix it, take the forks in the same order everywhere: let one of them take the right ' +
      'fork first.',
    threads: [...guests, MAIN_THREAD],
    objects: forks,
    sites: names.flatMap((name, index) => [
      siteOf({ role: 'holds', label: `${name} took forks[${index}]`, stack: stack(14) }),
      siteOf({ role: 'wants', label: `${name} wants forks[${next(index)}]`, stack: stack(16) }),
    ]),
    ring: ringOf(guests, forks),
    unavoidableAt,
  });
}

/** Two pairs of threads in two deadlocks that have nothing to do with each other. */
export function twoRingsRun(): RunView {
  const story = new RunStory('/home/ada/two rings.py');
  for (const pair of ['accounts', 'rooms']) {
    const locks = [0, 1].map((index) => story.object('Lock', `${pair}[${index}].lock`));
    const threads = [1, 2].map((number) => story.place(40, '<module>').thread(`${pair}-${number}`));
    const [first, second] = locks as [ObjectId, ObjectId];
    const [one, two] = threads as [ThreadId, ThreadId];
    story.place(12, `${pair}.move`).take(one, first).take(two, second);
    const unavoidableAt = { step: story.step, time: 0 };
    story.place(14, `${pair}.move`).waitLock(one, second).waitLock(two, first);
    const title = `Deadlock: ${pair}-1 and ${pair}-2 wait for each other`;
    const sentences = [`Each holds the lock of ${pair} that the other one wants.`];
    story.find(
      told({
        title,
        sentences,
        threads,
        objects: locks,
        ring: ringOf(threads, locks),
        unavoidableAt,
      }),
    );
  }
  story.place(44, '<module>').run(MAIN_THREAD);
  return story.view({ kind: 'running' });
}

/** A notify that came before its wait: nobody is left who could wake the consumer. */
export function missingWakeRun(): RunView {
  const file = '/home/ada/lost notify.py';
  const story = new RunStory(file);
  const ready = story.object('Condition', 'ready');
  const consumer = story.place(30, '<module>').thread('consumer');
  story.at(0.5).place(12, 'consume', 'Condition.wait').waitFor(consumer, ready, 'wait');
  story.place(34, '<module>').wait(MAIN_THREAD, { kind: 'join', thread: consumer });
  story.find(
    told({
      kind: 'nobodyActs',
      certainty: 'likely',
      title: 'Nobody is left who could notify ready',
      sentences: [
        'consumer waits for a notify on ready (lost notify.py:12), and no thread that could ' +
          'still run can reach ready.',
        'MainThread waits for consumer to end.',
      ],
      why: ['producer notified ready at lost notify.py:21, when nobody waited', 'producer ended'],
      cure: 'Keep what was produced in a variable, and wait with ready.wait_for(lambda: items).',
      threads: [consumer, MAIN_THREAD],
      objects: [ready],
      sites: [
        siteOf({
          ...{ role: 'wants', label: 'consumer waits for ready' },
          stack: [site(file, 12, 'consume')],
        }),
        siteOf({
          ...{ role: 'does', label: 'producer notified ready' },
          stack: [site(file, 21, 'produce')],
        }),
      ],
      ring: [wants(thread(MAIN_THREAD), thread(consumer)), wants(thread(consumer), object(ready))],
      unavoidableAt: { step: story.step, time: 0.5e9 },
    }),
  );
  return story.at(0.5).view({ kind: 'running' });
}

/** A run that went well, and what could have gone wrong in it. */
export function inversionRun(count = 1): RunView {
  const file = '/home/ada/bank.py';
  const story = new RunStory(file);
  const locks = ['left', 'right'].map((name) => story.object('Lock', name));
  const threads = [1, 2].map((number) => story.place(40, '<module>').thread(`worker-${number}`));
  const [left, right] = locks as [ObjectId, ObjectId];
  for (const each of threads) {
    story.place(12, 'move').take(each, left).take(each, right).free(each, right).free(each, left);
    story.endThread(each);
  }
  for (let number = 0; number < count; number++) {
    story.find(inversion(file, { threads, locks, number }));
  }
  story.at(0.02).end({ kind: 'exited', exitCode: 0 });
  return story.view({ kind: 'ended' });
}

interface Order {
  readonly threads: readonly ThreadId[];
  readonly locks: readonly ObjectId[];
  readonly number: number;
}

function inversion(file: string, { threads, locks, number }: Order): Partial<FindingView> {
  const spot = (line: number): readonly Site[] => [site(file, line + number, 'move')];
  return told({
    kind: 'lockOrder',
    certainty: 'predicted',
    title: 'worker-1 and worker-2 take left and right in opposite order',
    sentences: ['If both hold their first lock at the same time, neither can take its second.'],
    cure: 'Take left before right everywhere.',
    threads,
    objects: locks,
    sites: [
      siteOf({ role: 'holds', label: 'worker-1 took left', stack: spot(12) }),
      siteOf({ role: 'wants', label: 'worker-1 took right', stack: spot(14) }),
      siteOf({ role: 'holds', label: 'worker-2 took right', stack: spot(22) }),
      siteOf({ role: 'wants', label: 'worker-2 took left', stack: spot(24) }),
    ],
    ring: ringOf(threads, locks),
  });
}

/** The philosophers when each had one fork and none had asked for the other. */
export function pastRun(): RunView {
  const now = philosophersRun();
  const story = new RunStory(TABLE);
  const forks = [0, 1, 2].map((index) => story.object('Lock', `forks[${index}]`));
  for (const [index, name] of ['Ada', 'Barbara', 'Grace'].entries()) {
    const guest = story.place(30, '<module>').thread(name);
    const fork = forks[index];
    if (fork !== undefined)
      story
        .at(0.1 + index / 100)
        .place(14, 'dine')
        .take(guest, fork);
  }
  const past = story.view();
  const { world, tables, names } = past;
  return { ...now, world, tables, names, pastStep: world.step };
}

/** A thread that took its lock twice, in a program that goes on. */
export function selfDeadlockRun(): RunView {
  const story = new RunStory('/home/ada/self.py');
  const lock = story.object('Lock', 'Cache._lock_for_everything_that_is_in_it');
  const stuck = story.place(20, '<module>').thread('a thread with quite a long name');
  story.place(8, 'Cache.get').take(stuck, lock).waitLock(stuck, lock).run(MAIN_THREAD);
  story.find(
    told({
      kind: 'selfDeadlock',
      title: 'A thread waits for a lock that it holds itself',
      sentences: ['It took the lock at self.py:8 and wants it again at self.py:8.'],
      cure: 'Make it an RLock.',
      ...{ threads: [stuck], objects: [lock], ring: ringOf([stuck], [lock]) },
    }),
  );
  return story.view({ kind: 'running' });
}

/** A ring of so many threads. */
export function longRingRun(count: number): RunView {
  const story = new RunStory('/home/ada/long ring.py');
  const threads = Array.from({ length: count }, (_, index) => story.thread(`worker-${index + 1}`));
  const locks = threads.map((id, index) => {
    const lock = story.object('Lock', `locks[${index}]`);
    story.place(12, 'work').take(id, lock);
    return lock;
  });
  threads.forEach((id, index) => {
    const next = locks[(index + 1) % count];
    if (next !== undefined) story.place(14, 'work').waitLock(id, next);
  });
  const title = `Deadlock: ${count} threads wait for each other`;
  story.find(told({ title, threads, objects: locks, ring: ringOf(threads, locks) }));
  return story.run(MAIN_THREAD).view({ kind: 'running' });
}
