import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NO_THREAD, type ThreadId } from '../../../../src/core/base/ids.ts';
import type { ExportedRun } from '../../../../src/core/export/exportedRun.ts';
import { perfettoJson } from '../../../../src/core/export/perfetto.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import { WorldFold } from '../../../../src/core/trace/fold.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import type { Thread } from '../../../../src/core/trace/world.ts';
import { arbitraryRun, exportedPicture } from '../../../support/export/exportedRun.ts';
import { readTraceEvents, type ReadEvent } from '../../../support/export/traceEventFormat.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

function read(run: ExportedRun): readonly ReadEvent[] {
  return readTraceEvents([...perfettoJson(run)].join(''));
}

/** A line for each event; tracks by name, times in milliseconds. */
function picture(events: readonly ReadEvent[]): readonly string[] {
  const names = new Map<string, string>();
  for (const { name, pid, tid, args } of events) {
    if (name === 'thread_name') names.set(`${pid} ${tid}`, String(args?.['name']));
  }
  return events
    .filter(({ ph }) => ph !== 'M')
    .map(({ ph, ts, pid, tid, name, args }) => {
      const track = names.get(`${pid} ${tid}`) ?? 'all';
      const what = ph === 'E' ? '' : ` ${name}`;
      return `${ts / 1e3} ${track}: ${ph}${what}${ph === 'C' ? ` ${Object.values(args ?? {}).join()}` : ''}`;
    });
}

const handOver = traceFromText(
  `
  main     worker
  take A   .
  .        take A
  free A   .
  .        free A
  .        end
  `,
  { kind: 'exited', exitCode: 0 },
);

const counting = traceFromText(`
  main     worker
  .        get jobs
  put jobs .
  put jobs .
  put jobs .
  down S   .
`);

const twoLocks = traceFromText(`
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
`);

/** Wakes by a thread of one that did wait. */
function wakeCount({ trace }: ExportedRun): number {
  const fold = new WorldFold();
  let count = 0;
  for (const event of trace.events()) {
    const waits = ['blocked', 'waiting', 'sleeping'];
    if (event.kind === 'wake' && event.by !== NO_THREAD) {
      if (waits.includes(fold.world.threads[event.thread]?.state.kind ?? '')) count++;
    }
    fold.apply(event);
  }
  return count;
}

/** Virtual microseconds that each thread was blocked or asleep, as the world has it. */
function waitingTimes({ trace }: ExportedRun): Map<ThreadId, number> {
  const fold = new WorldFold();
  const times = new Map<ThreadId, number>();
  let last = 0;
  for (const event of trace.events()) {
    for (const { id, state } of Object.values<Thread>(fold.world.threads)) {
      const isWaiting = ['blocked', 'sleeping', 'waiting'].includes(state.kind);
      if (isWaiting) times.set(id, (times.get(id) ?? 0) + event.time - last);
    }
    last = event.time;
    fold.apply(event);
  }
  return times;
}

describe('the Perfetto export', () => {
  it('shows states, who has and who wants a lock, and who wakes whom', () => {
    assert.deepEqual(picture(read(exportedPicture(handOver))), [
      ...['0 main: B ready', '0 main: i starts worker', '0 worker: B ready'],
      ...['1 main: E', '1 main: B running', '1 main: i takes A', '1 A: B held by main'],
      ...['2 main: E', '2 main: B ready', '2 worker: E', '2 worker: B wants A', '2 A: B wanted'],
      ...['3 main: E', '3 main: B running', '3 main: i releases A', '3 A: E', '3 A: E'],
      ...['3 main: B wakes worker', '3 main: s wakes', '3 main: E'],
      ...['3 worker: E', '3 worker: B ready', '3 worker: f wakes'],
      ...['3 worker: i takes A', '3 A: B held by worker'],
      ...['4 main: E', '4 main: B ready', '4 worker: E', '4 worker: B running'],
      ...['4 worker: i releases A', '4 A: E', '5 worker: E', '5 main: i ended, exit code 0'],
      '5 main: E',
    ]);
  });

  it('shows a lock that is held for no time at all, but no such state', () => {
    const writer = new BatchWriter();
    const events = [...handOver.trace.events()];
    for (const event of events) writeEvent(writer, { ...event, time: 0 });
    const trace = new Trace(handOver.trace.header);
    trace.append(writer.take());
    const lines = picture(read(exportedPicture({ trace, names: handOver.names })));
    assert(lines.includes('0 A: B held by worker'));
    assert(!lines.includes('0 worker: B wants A'));
  });

  it('counts what is in queues and semaphores', () => {
    const counts = picture(read(exportedPicture(counting))).filter((line) => line.includes(': C '));
    assert.deepEqual(counts, [
      ...['0 all: C jobs (items) 0', '0 all: C S (free) 0'],
      ...['3 all: C jobs (items) 1', '4 all: C jobs (items) 2'],
    ]);
  });

  it('marks a finding where there was no way out any more, and leaves its waits open', () => {
    const events = read(exportedPicture(twoLocks));
    const finding = events.find(({ cat }) => cat === 'finding');
    assert.equal(finding?.ts, 2000);
    assert.match(String(finding?.args?.['explanation']), /^main holds A/);
    const open = picture(events).slice(-2);
    assert.deepEqual(open, ['4 worker: B wants A', '4 A: B wanted']);
  });

  it('says where in the program and at which step', () => {
    const events = read(exportedPicture(twoLocks));
    const taken = events.find(({ name }) => name === 'takes B');
    assert.equal(taken?.args?.['at'], 'worker.py:2');
    assert.equal(typeof taken.args['step'], 'number');
  });

  it('says in its header what was run and how it is run again', () => {
    const json = [...perfettoJson(exportedPicture(twoLocks))].join('');
    assert.match(json, /"title":"picture.py","script":"\/test.py","python":"3.14.2"/);
    assert.match(json, /"schedule":"weft1_1_2_3_1x5.2x4"/);
  });
});

describe('any run for Perfetto', () => {
  it('can be read, with slices that nest and an arrow for every wake', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        const arrows = read(run).filter(({ ph }) => ph === 's').length;
        assert.equal(arrows, wakeCount(run));
      }),
      { numRuns: 40 },
    );
  });

  it('shows each thread waiting for as long as it waited', () => {
    fc.assert(
      fc.property(arbitraryRun, (run) => {
        const shown = new Map<number, number>();
        const since = new Map<number, number>();
        for (const { pid, tid, ph, cat, ts } of read(run)) {
          if (pid !== 1 || (ph !== 'B' && ph !== 'E') || cat === 'wake') continue;
          const begun = since.get(tid);
          since.delete(tid);
          if (ph === 'E' && begun !== undefined) {
            shown.set(tid, (shown.get(tid) ?? 0) + Math.round(1e3 * (ts - begun)));
          }
          if (['blocked', 'sleeping', 'waiting'].includes(cat ?? '')) since.set(tid, ts);
        }
        for (const [thread, time] of waitingTimes(run)) {
          assert.equal(shown.get(thread) ?? 0, time, `thread ${thread}`);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('the reader of Trace Event Format', () => {
  const good = { ph: 'B', ts: 1, pid: 1, tid: 1, name: 'a', cat: 'b' };
  const flow = { ...good, cat: 'wake', id: 1 };
  const bad: Readonly<Record<string, readonly object[]>> = {
    'an event without a time': [{ ph: 'E', pid: 1, tid: 1 }],
    'an unknown phase': [{ ...good, ph: 'Q' }],
    'a counter of words': [{ ...good, ph: 'C', args: { items: 'two' } }],
    'times that go back': [good, { ...good, ts: 0 }],
    'an end without a beginning': [good, { ...good, tid: 2, ph: 'E' }],
    'an arrow with one end': [good, { ...flow, ph: 's' }],
    'an arrow outside of all slices': [
      { ...flow, ph: 's' },
      { ...flow, ph: 'f' },
    ],
  };
  for (const [name, events] of Object.entries(bad)) {
    it(`refuses ${name}`, () => {
      assert.throws(() => readTraceEvents(JSON.stringify({ traceEvents: events })));
    });
  }
});
