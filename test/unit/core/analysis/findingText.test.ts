import assert from 'node:assert/strict';
import { explainedLivelock } from '../../../../src/core/analysis/explainLivelock.ts';
import { findingBrief, findingText } from '../../../../src/core/analysis/findingText.ts';
import {
  explainedFindings,
  type ExplainedFinding,
} from '../../../../src/core/analysis/findingView.ts';
import { livelockAtEnd } from '../../../../src/core/analysis/livelock.ts';
import { NO_STACK, type ThreadId } from '../../../../src/core/base/ids.ts';
import { BatchWriter, writeEvent } from '../../../../src/core/trace/encode.ts';
import { Trace } from '../../../../src/core/trace/trace.ts';
import { worldOf } from '../../../support/formatWorld.ts';
import { stepAfterRow, traceFromText, type TracePicture } from '../../../support/traceFromText.ts';

function only(picture: TracePicture): ExplainedFinding {
  const { trace, names } = picture;
  const [found] = explainedFindings({ world: worldOf(picture), tables: trace.tables, names });
  assert(found, 'something is wrong');
  return found;
}

const twoLocks = traceFromText(`
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
`);

const lines: Readonly<Record<string, string>> = {
  '/main.py:1': '    with A:',
  '/main.py:3': '        with B:',
};
const source = (file: string, line: number) => lines[`${file}:${line}`];

describe('a finding', () => {
  it('is unavoidable from the last acquire of a ring on', () => {
    const { step, time } = only(twoLocks).unavoidableAt ?? {};
    assert.equal(step, stepAfterRow(twoLocks, 2));
    assert.equal(time, 2_000_000);
  });

  it('is unavoidable from the end of the owner on', () => {
    const picture = traceFromText(`
      main     worker
      .        take L
      .        crash
      take L   .
    `);
    assert.equal(only(picture).unavoidableAt?.step, stepAfterRow(picture, 2));
  });

  it('is unavoidable when the last thread that could act has ended', () => {
    const picture = traceFromText(`
      main     worker
      wait E   .
      .        end
    `);
    assert.equal(only(picture).unavoidableAt?.step, stepAfterRow(picture, 2));
  });

  it('has a place for each lock that is held and for each that is wanted', () => {
    const sites = only(twoLocks).sites.map(
      ({ role, label, stack }) => `${role}: ${label} (${stack[0]?.file}:${stack[0]?.line})`,
    );
    assert.deepEqual(sites, [
      'holds: main took A (/main.py:1)',
      'wants: main wants B (/main.py:3)',
      'holds: worker took B (/worker.py:2)',
      'wants: worker wants A (/worker.py:4)',
    ]);
  });

  it('has a ring that leads from each thread to the next and back', () => {
    const ring = only(twoLocks).ring.map(
      ({ kind, from, to }) => `${from.kind} ${from.id} ${kind} ${to.kind} ${to.id}`,
    );
    assert.deepEqual(ring, [
      'thread 1 wants object 2',
      'thread 2 owns object 2',
      'thread 2 wants object 1',
      'thread 1 owns object 1',
    ]);
  });

  it('tells its story in order of time', () => {
    const why = only(twoLocks).why.map((clause) => clause.replace(/ \(step \d+\)$/, ''));
    assert.deepEqual(why, [
      'main took A at main.py:1',
      'worker took B at worker.py:2',
      'main wanted B at main.py:3',
      'worker wanted A at worker.py:4',
    ]);
  });
});

describe('the text of a finding', () => {
  it('shows the places side by side, with their lines if they are at hand', () => {
    const text = findingText(only(twoLocks), source).split('\n');
    const at = text.indexOf('main took A           main wants B');
    assert.deepEqual(text.slice(at + 1, at + 7), [
      '  main.py:1 in main     main.py:3 in main',
      '    with A:               with B:',
      '',
      'worker took B             worker wants A',
      '  worker.py:2 in worker     worker.py:4 in worker',
      '',
    ]);
  });

  it('begins with the title and ends with what would help', () => {
    const finding = only(twoLocks);
    const text = findingText(finding);
    assert(text.startsWith(`${finding.title}\nmain holds A`));
    assert(text.replaceAll('\n', ' ').endsWith(finding.cure));
  });

  it('fits into a terminal', () => {
    for (const line of findingText(only(twoLocks), source).split('\n')) {
      assert(line.length <= 100, line);
      assert.equal(line, line.trimEnd());
    }
  });
});

describe('a livelock', () => {
  /** The last row's event, so often. */
  function again(picture: TracePicture, count: number): Trace {
    const events = [...picture.trace.events()];
    const last = events.at(-1);
    assert(last, 'there are events');
    const writer = new BatchWriter();
    for (const event of events) writeEvent(writer, event);
    for (let round = 1; round < count; round++) writeEvent(writer, last);
    const trace = new Trace(picture.trace.header);
    trace.append(writer.take());
    return trace;
  }

  const tryInVain = traceFromText(`
    main     worker
    take L   .
    .        try L
  `);

  it('is seen where a thread tries and tries again', () => {
    const trace = again(tryInVain, 2000);
    const livelock = livelockAtEnd(trace);
    assert.deepEqual(
      livelock?.attempts.map(({ thread, kind, object, count }) => [thread, kind, object, count]),
      [[2, 'try', 1, 2000]],
    );
    const { names } = tryInVain;
    const scene = { world: trace.worldAt(trace.length), tables: tryInVain.trace.tables, names };
    assert(livelock, 'it is seen');
    assert.deepEqual(explainedLivelock(livelock, scene).sentences.slice(1), [
      'worker tried to take L at worker.py:2 2,000 times in vain, while main held it.',
    ]);
  });

  it('is none in a run that has only begun', () => {
    assert.equal(livelockAtEnd(again(tryInVain, 20)), undefined);
  });

  it('is none where a thread prints', () => {
    const trace = again(tryInVain, 2000);
    const writer = new BatchWriter();
    for (const event of trace.events()) writeEvent(writer, event);
    writer.rich(1, 1 as ThreadId, NO_STACK, { kind: 'output', stream: 'stdout', text: 'a' });
    const printing = new Trace(trace.header);
    printing.append(writer.take());
    assert.equal(livelockAtEnd(printing), undefined);
  });
});

describe('a finding in brief', () => {
  it('is its title, its sentences and its cure', () => {
    const { title, sentences, cure } = only(twoLocks);
    assert.equal(findingBrief(only(twoLocks)), [title, sentences.join(' '), cure].join('\n'));
  });

  it('tells of four threads, and counts the others', () => {
    const ring = only(
      traceFromText(`
        a       b       c       d       e       f
        take A  take B  take C  take D  take E  .
        take B  take C  take D  take E  take A  take A
      `),
    );
    const [, told = ''] = findingBrief(ring).split('\n');
    assert.equal(told, `${ring.sentences.slice(0, 4).join(' ')} And 2 more.`);
  });

  it('leaves no line empty', () => {
    const brief = findingBrief({ ...only(twoLocks), sentences: [], cure: '' });
    assert.equal(brief, only(twoLocks).title);
  });
});
