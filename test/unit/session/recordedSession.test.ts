import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { projectRoot } from '../../../scripts/run.mjs';
import type { ObjectId } from '../../../src/core/base/ids.ts';
import { parseRecording } from '../../../src/core/recording/reader.ts';
import { serializeRecording } from '../../../src/core/recording/writer.ts';
import { RecordedSession } from '../../../src/session/recordedSession.ts';
import { recordingOf } from '../../../src/session/savedRun.ts';

const old = parseRecording(readFileSync(`${projectRoot}test/fixtures/version1.weft`));

describe('a recorded session', () => {
  it('works out names and findings that an old file does not have', () => {
    const { names, findings } = new RecordedSession(old);
    assert.deepEqual([names[1 as ObjectId], names[2 as ObjectId]], ['pen', 'paper']);
    assert.deepEqual(
      findings.map(({ title }) => title),
      ['Deadlock: write and paint wait for each other’s locks'],
    );
  });

  it('is the same after it was saved again', () => {
    const session = new RecordedSession(old);
    const again = new RecordedSession(parseRecording(serializeRecording(recordingOf(session))));
    assert.deepEqual(again.recording.findings, session.findings);
    assert.deepEqual(again.runView(), session.runView());
  });

  it('works out findings of a run whose end is lost, from what is left', () => {
    const session = new RecordedSession(old);
    const bytes = serializeRecording(recordingOf(session), 20);
    const cut = new RecordedSession(parseRecording(bytes.subarray(0, bytes.length - 10)));
    assert.deepEqual(
      cut.findings.map(({ id }) => id),
      session.findings.map(({ id }) => id),
    );
    assert.match(cut.runView().notice ?? '', /its schedule is lost/);
    assert.equal(cut.end.schedule, undefined);
  });

  it('has ended, knows its sources, and where its objects were made', () => {
    const session = new RecordedSession(old);
    assert.deepEqual(session.state, { kind: 'ended' });
    assert.deepEqual(session.end.outcome, { kind: 'deadlocked' });
    assert.equal(session.source('/home/ada/greetings.py', 1), 'import threading');
    const place = { file: '/home/ada/greetings.py', line: 4, ordinal: 1 };
    assert.deepEqual(session.placeOf(2 as ObjectId), place);
  });
});
