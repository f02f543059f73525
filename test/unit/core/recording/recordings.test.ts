import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { projectRoot } from '../../../../scripts/run.mjs';
import { UserError } from '../../../../src/core/base/errors.ts';
import type { ObjectId, Step } from '../../../../src/core/base/ids.ts';
import { type ChunkKind, frameChunk, wholeChunks } from '../../../../src/core/recording/chunks.ts';
import { codeNames, CodeTable } from '../../../../src/core/recording/codes.ts';
import { parseRecording } from '../../../../src/core/recording/reader.ts';
import type { LoadedRecording, Recording } from '../../../../src/core/recording/recording.ts';
import { RecordingWriter, serializeRecording } from '../../../../src/core/recording/writer.ts';
import { EVENT_WIDTH } from '../../../../src/core/trace/batch.ts';
import { BatchWriter, EventCode, writeEvent } from '../../../../src/core/trace/encode.ts';
import type { TraceEvent } from '../../../../src/core/trace/events.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import { arbitraryEvents } from '../../../support/arbitraryEvents.ts';
import { findingView } from '../../../support/panel/findingView.ts';
import { runHeader } from '../../../support/runHeader.ts';
import { traceFromText } from '../../../support/traceFromText.ts';

const SOURCES = { '/ä.py': 'print("…")\n' };
const FEW = 4;

function recorded(trace: Trace, more: Partial<Recording> = {}): Recording {
  const about = { title: 'Two locks', schedule: 'weft1_1_2_3_', sources: SOURCES };
  return { trace, ...about, names: {}, findings: [], ...more };
}

function traceOf(events: readonly TraceEvent[]): Trace {
  const trace = new Trace(runHeader());
  const writer = new BatchWriter();
  for (const event of events) {
    writeEvent(writer, event);
    if (writer.length === 5) trace.append(writer.take());
  }
  trace.append(writer.take());
  return trace;
}

const deadlock = `
  main     worker
  take A   .
  .        take B
  take B   .
  .        take A
`;
const { trace: real } = traceFromText(deadlock, { kind: 'deadlocked' });
const names = { 1: 'left', 2: 'right' } as Recording['names'];
const whole = recorded(real, { names, findings: [findingView({ title: 'Deadlock' })] });
const bytes = serializeRecording(whole, FEW);
const events = [...real.events()];

/** Nothing but the start of the run, and a word about the rest; or an error that says why. */
function assertHonest(damaged: Uint8Array, what: string): void {
  let loaded: LoadedRecording;
  try {
    loaded = parseRecording(damaged);
  } catch (error) {
    assert.ok(error instanceof UserError, `${what}: ${String(error)}`);
    return;
  }
  const read = [...loaded.trace.events()];
  assert.deepEqual(read, events.slice(0, read.length), what);
  const end = loaded.trace.length;
  assert.deepEqual(loaded.trace.worldAt(end), real.worldAt(end), what);
  assert.ok([whole.schedule, ''].includes(loaded.schedule), what);
  if (loaded.damage) assert.equal(loaded.damage.events, end);
  else assert.deepEqual(loaded, { ...parseRecording(bytes), trace: loaded.trace }, what);
  const isAll = end === real.length && loaded.schedule !== '';
  const hasSources = Object.keys(loaded.sources).length > 0;
  assert.equal(loaded.damage === undefined, isAll && hasSources, what);
}

describe('recordings', () => {
  it('give back every event, in whatever chunks they are written', () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.integer({ min: 1, max: 70 }), (some, size) => {
        const { trace, damage } = parseRecording(serializeRecording(recorded(traceOf(some)), size));
        assert.deepEqual([...trace.events()], some);
        assert.equal(damage, undefined);
      }),
    );
  });

  it('give back header, title, schedule, sources, tables, names and findings', () => {
    const { trace, ...loaded } = parseRecording(bytes);
    assert.deepEqual(trace.header, real.header);
    assert.deepEqual(trace.tables, real.tables);
    assert.deepEqual({ ...loaded, trace: real }, { ...whole, damage: undefined });
  });

  it('give back the world at every step', () => {
    const { trace } = parseRecording(bytes);
    for (let step = real.length as number; step >= 0; step--) {
      assert.deepEqual(trace.worldAt(step as Step), real.worldAt(step as Step));
    }
  });

  it('know the world at the end without folding all events', () => {
    const { trace } = parseRecording(bytes);
    const folded = trace.events.bind(trace);
    trace.events = function* (start, end) {
      assert.equal(start, end);
      yield* folded(start, end);
    };
    assert.deepEqual(trace.worldAt(trace.length), real.worldAt(real.length));
  });

  it('keep numbers that no integer of a double can hold', () => {
    const stamp = { time: 7, by: 1, at: 0 } as Pick<TraceEvent, 'time' | 'by' | 'at'>;
    const waits = [2 ** 63, Infinity, 7.5].map((until): TraceEvent => {
      return { ...stamp, kind: 'wait', wait: { kind: 'sleep' }, until };
    });
    const { trace } = parseRecording(serializeRecording(recorded(traceOf(waits))));
    assert.deepEqual([...trace.events()], waits);
  });

  it('are the same when they are written while the run goes on', () => {
    const trace = new Trace(real.header);
    const run = { ...whole, trace, names: names ?? {} };
    const writer = new RecordingWriter(run, FEW);
    const pieces = [writer.begin()];
    const { sites, stacks } = real.tables;
    const batches = new BatchWriter();
    events.forEach((event, index) => {
      writeEvent(batches, event);
      const rows = index === 0 ? { sites, stacks } : { sites: [], stacks: [] };
      trace.append({ ...batches.take(), ...rows });
      pieces.push(writer.more());
    });
    pieces.push(writer.end(whole));
    assert.deepEqual(Buffer.concat(pieces), Buffer.from(bytes));
  });

  it('can be read from the middle of a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    assert.equal(parseRecording(larger.subarray(3)).trace.length, real.length);
  });
});

describe('a recording that is damaged', () => {
  it('gives the run up to where it is cut short, and says so', () => {
    for (let length = 0; length < bytes.length; length++) {
      assertHonest(bytes.subarray(0, length), `cut at ${length}`);
    }
  });

  it('gives the run up to a byte that is another one, and says so', () => {
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      assertHonest(damaged, `byte ${at}`);
    }
  });

  it('never crashes, whatever is written over it', () => {
    const place = fc.record({
      at: fc.nat(bytes.length - 1),
      junk: fc.uint8Array({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 3 }), (places) => {
        const damaged = bytes.slice();
        for (const { at, junk } of places) damaged.set(junk.subarray(0, damaged.length - at), at);
        assertHonest(damaged, 'written over');
      }),
    );
  });

  it('says how much could be read of it', () => {
    const lastChunk = Buffer.from(bytes).lastIndexOf('EVTS');
    const damaged = bytes.slice();
    damaged.fill(0, lastChunk + 20, lastChunk + 22);
    const { damage, trace, schedule, findings } = parseRecording(damaged);
    const left = `only the first ${trace.length} of its ${real.length} events could be read`;
    assert.equal(damage?.text, `This recording is damaged: ${left}.`);
    assert.deepEqual([schedule, findings], [whole.schedule, undefined]);
    const cut = parseRecording(bytes.subarray(0, lastChunk));
    assert.match(
      cut.damage?.text ?? '',
      /its first \d+ events could be read, .* can’t be replayed/,
    );
    assert.deepEqual([cut.schedule, cut.names], ['', names]);
    const endless = parseRecording(bytes.subarray(0, bytes.length - 1));
    assert.match(endless.damage?.text ?? '', /all events of the run could be read, but/);
  });

  it('is foreign, empty, or from a later Weft, and says which', () => {
    const foreign = new TextEncoder().encode('import threading\n');
    assert.throws(() => parseRecording(foreign), { name: 'UserError', message: /not a recording/ });
    assert.throws(() => parseRecording(new Uint8Array()), { name: 'UserError', message: /empty/ });
    const later = bytes.slice();
    later[4] = 9;
    assert.throws(() => parseRecording(later), { name: 'UserError', message: /later version/ });
    const header = { ...real.header, version: 99 };
    const laterTrace = serializeRecording(recorded(new Trace(header)));
    assert.throws(() => parseRecording(laterTrace), {
      name: 'UserError',
      message: /later version/,
    });
  });
});

/** A file of these chunks, whose checksums are right whatever they contain. */
function fileOf(chunks: readonly (readonly [ChunkKind, Uint8Array])[]): Uint8Array {
  return Buffer.concat([
    bytes.subarray(0, 8),
    ...chunks.map(([kind, text]) => frameChunk(kind, text)),
  ]);
}

const contents = [...wholeChunks(bytes, 8)].map(
  ({ kind, content }) => [kind as ChunkKind, content()] as const,
);
const CHANGES = Number(process.env.WEFT_FUZZ ?? 3) * 100;

describe('a recording that somebody has made up', () => {
  it('is read up to what makes no sense, or refused with a UserError', () => {
    const change = fc.record({
      chunk: fc.nat(contents.length - 1),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      removed: fc.nat(8),
      junk: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc.constantFrom('{}', '[]', 'null', '1e999', '-1', '"').map((text) => Buffer.from(text)),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const chunks = contents.map(([kind, content]) => [kind, content] as const);
        for (const { chunk, at, removed, junk } of changes) {
          const [kind, content] = chunks[chunk] ?? ['TAIL', Buffer.of()];
          const from = Math.floor(at * content.length);
          const rest = content.subarray(from + removed);
          chunks[chunk] = [kind, Buffer.concat([content.subarray(0, from), junk, rest])];
        }
        assertReadable(fileOf(chunks));
      }),
      { numRuns: CHANGES },
    );
  });

  it('may have its chunks in any order, some twice and others not at all', () => {
    const some = fc.array(fc.constantFrom(...contents), { maxLength: 2 * contents.length });
    fc.assert(fc.property(some, (chunks) => assertReadable(fileOf(chunks))));
  });

  it('has no stack that is its own caller', () => {
    const changed = contents.map(([kind, content]) => {
      const text = Buffer.from(content).toString('latin1');
      const circle = text.replace('"caller":0', '"caller":9');
      return [kind, Buffer.from(circle, 'latin1')] as const;
    });
    assert.equal(parseRecording(fileOf(changed)).trace.length, 0);
  });

  it('is not looked through again and again, whatever looks like a chunk', () => {
    const count = 40_000;
    const file = new Uint8Array(8 + 16 * (count + 1));
    file.set(bytes.subarray(0, 8));
    const view = new DataView(file.buffer);
    for (let at = 8; at < 8 + 16 * count; at += 16) {
      file.set(Buffer.from('EVTS'), at);
      view.setUint32(at + 4, file.length - at - 16, true);
    }
    assert.throws(() => parseRecording(file), { name: 'UserError', message: /damaged/ });
  });
});

/** All of it can be looked at; or it is refused in words for the user. */
function assertReadable(file: Uint8Array): void {
  let loaded: LoadedRecording;
  try {
    loaded = parseRecording(file);
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return;
  }
  assert.ok(loaded.trace.length <= events.length);
  assert.equal([...loaded.trace.events()].length, loaded.trace.length);
  assert.ok(loaded.damage === undefined || loaded.damage.text !== '');
}

describe('event codes of a file', () => {
  const row = (code: number): number[] => [code, 0, 0, 0, 0, 0];

  it('may be other numbers than those of today', () => {
    const then = [...codeNames()].reverse();
    const numbers = Float64Array.from([...row(0), ...row(then.indexOf('wake'))]);
    new CodeTable(then).translate(numbers);
    const last = codeNames().length - 1;
    assert.deepEqual([numbers[0], numbers[EVENT_WIDTH]], [last, EventCode.wake]);
  });

  it('that are not known come from a later Weft', () => {
    assert.throws(() => new CodeTable(['rich', 'teleport']), /later version/);
  });
});

describe('a file of version 1', () => {
  const old = readFileSync(`${projectRoot}test/fixtures/version1.weft`);

  it('gives all that is in it', () => {
    const { trace, title, schedule, sources, ...rest } = parseRecording(old);
    assert.deepEqual(rest, { names: undefined, findings: undefined, damage: undefined });
    assert.equal(title, 'greetings.py');
    assert.equal(schedule, 'weft1_0_1795636565905_101_1x5.2x9.1x5.3x10.1x5');
    assert.match(sources['/home/ada/greetings.py'] ?? '', /^import threading\n/);
    const output = [...trace.events()].flatMap((event) =>
      event.kind === 'output' ? event.text : [],
    );
    assert.equal(output.join(''), 'Who? Grüße, Ada\n');
    const world = trace.worldAt(trace.length);
    assert.deepEqual(world.outcome, { kind: 'deadlocked' });
    const [pen, paper] = [1, 2].map((id) => world.objects[id as ObjectId]);
    assert.deepEqual([pen?.owner, pen?.waiters, paper?.owner, paper?.waiters], [2, [3], 3, [2]]);
  });

  it('is the same after it is written in the format of today', () => {
    const loaded = parseRecording(old);
    const again = parseRecording(serializeRecording(loaded, 10));
    assert.deepEqual([...again.trace.events()], [...loaded.trace.events()]);
    assert.deepEqual(again.trace.tables, loaded.trace.tables);
  });

  it('says so if it is damaged, wherever that is', () => {
    const all = [...parseRecording(old).trace.events()];
    const isRight = (some: Uint8Array): boolean => {
      try {
        assert.deepEqual([...parseRecording(some).trace.events()], all);
        return true;
      } catch (error) {
        return error instanceof UserError;
      }
    };
    for (let at = 0; at < old.length; at += 13) {
      const damaged = Uint8Array.from(old);
      damaged[at] = (damaged[at] ?? 0) ^ 0x11;
      assert.ok(isRight(damaged), `byte ${at}`);
      if (at < old.length - 4) assert.ok(isRight(old.subarray(0, at)), `cut at ${at}`);
    }
  });
});
