import assert from 'node:assert/strict';

import { parseRecording } from '../../../src/core/recording/reader.ts';
import { serializeRecording } from '../../../src/core/recording/writer.ts';
import {
  firstDifference,
  recordedReader,
  recordingOf,
  replayOptions,
  stopStep,
} from '../../../src/session/savedRun.ts';
import { Session } from '../../../src/session/session.ts';
import { FakeRuntime } from '../../support/session/fakeRuntime.ts';
import { launchRequest } from '../../support/session/launchRequest.ts';
import { memoryFiles } from '../../support/session/memoryFiles.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const text = (content: Uint8Array): string => new TextDecoder().decode(content);
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

function recordedRun(): Session {
  const runtime = new FakeRuntime();
  const files = [
    { path: '/test.py', content: bytes('print(input())') },
    { path: '/data.bin', content: bytes('1') },
  ];
  const launch = launchRequest({ files, env: { LANG: 'C' } });
  const session = new Session({ port: runtime, launch, title: '', onDeadlock: 'end' });
  session.start();
  runtime.starts();
  runtime.does(
    { kind: 'input', line: 'Ada', arrived: 1 },
    { kind: 'input', line: undefined, arrived: 2 },
  );
  runtime.ends();
  return session;
}

describe('a saved run', () => {
  it('has the trace, the schedule and the Python sources', () => {
    const session = recordedRun();
    const file = recordingOf(session);
    assert.equal(file.trace, session.trace);
    assert.equal(file.schedule, 'weft1_1_0_1_');
    assert.deepEqual(file.sources, { '/test.py': 'print(input())' });
  });

  it('says how to replay it after it was read from a file', () => {
    const file = parseRecording(serializeRecording(recordingOf(recordedRun())));
    assert.deepEqual(replayOptions(file), {
      script: '/test.py',
      argv0: 'test.py',
      args: [],
      cwd: '/',
      env: { LANG: 'C' },
      schedule: 'weft1_1_0_1_',
      input: [{ line: 'Ada', arrived: 1 }, { arrived: 2 }],
    });
  });

  it("can't be replayed without a schedule", () => {
    const file = { ...recordingOf(recordedRun()), schedule: '' };
    assert.throws(() => replayOptions(file), /can’t be replayed/);
  });
});

describe('the files of a replay', () => {
  const sources = { '/w/a.py': 'old', '/w/gone.py': 'gone' };

  it('are the recorded sources, whatever became of them', async () => {
    const reader = recordedReader(memoryFiles({ '/w/a.py': 'new', '/w/b.py': 'b' }), sources);
    assert.equal(text(await reader.read('/w/a.py')), 'old');
    assert.equal(text(await reader.read('/w/gone.py')), 'gone');
    assert.equal(text(await reader.read('/w/b.py')), 'b');
    assert.equal(await reader.size('/w/gone.py'), 4);
    assert.deepEqual([...reader.changed], ['/w/a.py', '/w/gone.py']);
  });

  it('list what is gone, too, also of a folder that is gone', async () => {
    const some = recordedReader(memoryFiles({ '/w/a.py': 'new' }), sources);
    const names = async (reader: typeof some) =>
      (await reader.list('/w')).map((entry) => entry.name);
    assert.deepEqual(await names(some), ['a.py', 'gone.py']);
    const none = recordedReader(memoryFiles({}), sources);
    assert.deepEqual(await names(none), ['a.py', 'gone.py']);
  });

  it('are not called changed when they are the same', async () => {
    const reader = recordedReader(memoryFiles({ '/w/a.py': 'old' }), sources);
    await reader.read('/w/a.py');
    assert.equal(reader.changed.size, 0);
  });
});

describe('two traces', () => {
  const picture = 'main  worker\ntake A  .\n.  end\nfree A  .';

  it('are identical if all their events are', () => {
    const [one, other] = [traceFromText(picture).trace, traceFromText(picture).trace];
    assert.equal(firstDifference(one, other), undefined);
  });

  it('differ at the first event that is another one', () => {
    const { trace } = traceFromText(picture);
    const other = traceFromText(picture.replace('free A', 'end')).trace;
    const step = firstDifference(trace, other);
    assert.ok(step !== undefined);
    assert.deepEqual(trace.eventAt(step)?.kind, 'release');
  });

  it('differ at the end if one is longer', () => {
    const { trace } = traceFromText(picture);
    const longer = traceFromText(picture, { kind: 'stopped' }).trace;
    assert.equal(firstDifference(trace, longer), trace.length);
    assert.equal(firstDifference(longer, trace), trace.length);
  });

  it('of a run that was stopped are compared up to the stop', () => {
    const stopped = traceFromText(picture, { kind: 'stopped' }).trace;
    const longer = traceFromText(`${picture}\nend  .`).trace;
    assert.equal(firstDifference(stopped, longer, stopStep(stopped)), undefined);
    const shorter = traceFromText('main  worker\ntake A  .').trace;
    assert.equal(firstDifference(stopped, shorter, stopStep(stopped)), shorter.length);
    assert.equal(stopStep(traceFromText(picture, { kind: 'deadlocked' }).trace), undefined);
  });
});
