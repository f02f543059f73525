import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ObjectId, Step } from '../../../../src/core/base/ids.ts';
import { type ComparedRun, ReplayCheck } from '../../../../src/core/recording/replayCheck.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import type { RunHeader } from '../../../../src/core/trace/header.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import { arbitraryEvents } from '../../../support/arbitraryEvents.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

const PICTURE = `
  main     worker
  take A   .
  free A   .
  .        take A
  .        free A
`;

function run(trace: Trace, sources: Record<string, string> = { '/w/a.py': 'one' }): ComparedRun {
  const names = { 1: 'A', 2: 'B' } as Record<ObjectId, string>;
  return { trace, sources, names };
}

/** The same events under another header. */
function under(trace: Trace, header: Partial<RunHeader>, drop: TraceEvent['kind'][] = []): Trace {
  const copy = new Trace({ ...trace.header, ...header });
  const writer = new BatchWriter();
  for (const event of trace.events()) if (!drop.includes(event.kind)) writeEvent(writer, event);
  copy.append({ ...writer.take(), ...trace.tables });
  return copy;
}

const recorded = traceFromText(PICTURE, { kind: 'exited', exitCode: 0 }).trace;
const textOf = (one: ComparedRun, other: ComparedRun) => new ReplayCheck(one).see(other)?.text;

describe('a replay that is checked', () => {
  it('never leaves a recording of itself, however its events come', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.integer({ min: 1, max: 9 }), (events, size) => {
        const whole = new Trace(recorded.header);
        const replay = new Trace(recorded.header);
        const writer = new BatchWriter();
        const all = new BatchWriter();
        for (const event of events) writeEvent(all, event);
        whole.append(all.take());
        const check = new ReplayCheck(run(whole));
        events.forEach((event, index) => {
          writeEvent(writer, event);
          if (index % size !== 0 && index !== events.length - 1) return;
          replay.append(writer.take());
          assert.equal(check.see(run(replay)), undefined);
        });
      }),
    );
  });

  it('finds the first event that is another one, whichever it is', () => {
    for (let step = 0; step < recorded.length; step++) {
      const events = [...recorded.events()];
      const [changed] = events.splice(step, 1);
      assert.ok(changed);
      const writer = new BatchWriter();
      const other = { ...changed, time: changed.time + 1 };
      for (const event of events.toSpliced(step, 0, other)) writeEvent(writer, event);
      const replay = new Trace(recorded.header);
      replay.append({ ...writer.take(), ...recorded.tables });
      assert.equal(new ReplayCheck(run(recorded)).see(run(replay))?.step, step);
    }
  });

  it('says what was recorded, what happened instead, and where, once', () => {
    const both = PICTURE.replace('free A   .', 'take B   .\n  free B   .\n  free A   .');
    const check = new ReplayCheck(run(traceFromText(both).trace));
    const other = both.replace('.        take A', '.        take B');
    const replay = run(traceFromText(other.replace('.        free A', '.        free B')).trace);
    assert.match(
      check.see(replay)?.text ?? '',
      /^The replay leaves its recording at step \d+ \(.* s\)\. Recorded: worker takes A.*\. Now: worker .*B/,
    );
    assert.equal(check.see(replay), undefined);
  });

  it('tells a later moment of the same act', () => {
    const events = [...recorded.events()];
    const last = events.findLast(({ kind }) => kind === 'release');
    const writer = new BatchWriter();
    for (const event of events) {
      writeEvent(writer, event === last ? { ...event, time: event.time + 1000 } : event);
    }
    const replay = new Trace(recorded.header);
    replay.append({ ...writer.take(), ...recorded.tables });
    assert.match(textOf(run(recorded), run(replay)) ?? '', /releases A.*, at .* s\. Now: .*, at /);
  });

  it('says which files have changed, and then minds what is done, not when or in which line', () => {
    const changed = run(traceFromText(PICTURE.replaceAll('take A', 'take A ')).trace, {
      '/w/a.py': 'two',
    });
    assert.equal(textOf(run(recorded), changed), undefined);
    const other = run(traceFromText(PICTURE.replace('free A', 'end   ')).trace, {
      '/w/a.py': 'two',
    });
    assert.match(textOf(run(recorded), other) ?? '', /Changed since the recording: a\.py\.$/);
  });

  it('says which Python recorded it', () => {
    const replay = under(recorded, { python: '3.15.0' }, ['release']);
    assert.match(
      textOf(run(recorded), run(replay)) ?? '',
      /recorded under CPython .*; this is 3\.15/,
    );
  });

  it('leaves out kinds of events that the recording’s version did not know', () => {
    const { trace } = traceFromText(`
      main          worker
      take A        .
      notify C      .
      free A        .
    `);
    const old = under(trace, { version: 3 }, ['notify']);
    assert.ok(old.length < trace.length, 'there is a notify');
    assert.equal(textOf(run(old), run(trace)), undefined);
    assert.notEqual(textOf(run(under(old, { version: 4 })), run(trace)), undefined);
  });

  it('ends where either of them was stopped', () => {
    const stopped = traceFromText('main  worker\ntake A  .', { kind: 'stopped' }).trace;
    assert.equal(textOf(run(stopped), run(recorded)), undefined);
    assert.equal(textOf(run(recorded), run(stopped)), undefined);
  });

  it('ends where the recording was cut short', () => {
    const cut = traceFromText('main  worker\ntake A  .').trace;
    assert.equal(textOf(run(cut), run(recorded)), undefined);
  });

  it('is told when a deadlock did not come, and when the run ends otherwise', () => {
    const dead = traceFromText(PICTURE, { kind: 'deadlocked' }).trace;
    assert.match(
      textOf(run(dead), run(recorded)) ?? '',
      /Recorded: nobody can run any more\. Now: the program ends/,
    );
    assert.match(textOf(run(recorded), run(dead)) ?? '', /Now: nobody can run any more/);
  });

  it('knows the step in the replay', () => {
    const other = traceFromText(PICTURE.replace('free A', 'end   ')).trace;
    const { step } = new ReplayCheck(run(recorded)).see(run(other)) ?? { step: -1 as Step };
    assert.deepEqual([...recorded.events()].slice(0, step), [...other.events()].slice(0, step));
    assert.notDeepEqual(recorded.eventAt(step), other.eventAt(step));
  });
});
