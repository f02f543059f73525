import assert from 'node:assert/strict';

import type { ThreadId } from '../../../src/core/base/ids.ts';
import type { Outcome } from '../../../src/core/trace/events.ts';
import { Session } from '../../../src/session/session.ts';
import { objectNamed } from '../../support/formatWorld.ts';
import { FakeRuntime, strayBatch } from '../../support/session/fakeRuntime.ts';
import { launchRequest } from '../../support/session/launchRequest.ts';
import { traceFromText } from '../../support/traceFromText.ts';

const DEADLOCK = `
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
`;

interface Opened {
  readonly session: Session;
  readonly runtime: FakeRuntime;
}

function open(changes: { onDeadlock?: 'pause' | 'end'; stopGrace?: number } = {}): Opened {
  const runtime = new FakeRuntime();
  const session = new Session({
    port: runtime,
    launch: launchRequest(),
    title: 'test.py',
    onDeadlock: 'end',
    ...changes,
  });
  return { session, runtime };
}

function started(changes: { onDeadlock?: 'pause' | 'end'; stopGrace?: number } = {}): Opened {
  const opened = open(changes);
  opened.session.start();
  opened.runtime.starts();
  return opened;
}

/** The outcome as the trace tells it. */
function recordedOutcome(session: Session): Outcome | undefined {
  return session.trace.worldAt(session.trace.length).outcome;
}

describe('a session', () => {
  it('launches the program when it is started, not before', () => {
    const { session, runtime } = open();
    assert.deepEqual(runtime.kinds, []);
    session.start();
    assert.deepEqual(runtime.sent, [{ kind: 'launch', launch: session.launch }]);
    session.dispose();
  });

  it('goes through its states in the order of the messages', () => {
    const { session, runtime } = open();
    const states: string[] = [session.state.kind];
    session.onState(({ kind }) => states.push(kind));
    session.start();
    runtime.starts();
    runtime.says({ kind: 'paused', reason: 'pause' });
    runtime.says({ kind: 'continued' });
    runtime.says({ kind: 'inputWanted', prompt: '? ' });
    session.provideInput('yes');
    runtime.ends();
    assert.deepEqual(states, [
      ...['starting', 'running', 'paused', 'running', 'waitingForInput', 'running', 'ended'],
    ]);
  });

  it('forwards each intention as one message', () => {
    const { session, runtime } = started();
    session.pause();
    session.resume();
    session.stepEvent();
    session.setSpeed(2);
    assert.deepEqual(runtime.sent.slice(1), [
      { kind: 'pause' },
      { kind: 'continue' },
      { kind: 'stepEvent' },
      { kind: 'setSpeed', speed: 2 },
    ]);
    session.dispose();
  });

  it('keeps the trace and folds it into the world', () => {
    const { session, runtime } = started();
    const { trace } = traceFromText(DEADLOCK);
    runtime.plays(trace);
    assert.equal(session.trace.length, trace.length);
    assert.deepEqual(session.world, trace.worldAt(trace.length));
    session.dispose();
  });

  it('gives a world that later events do not change', () => {
    const { session, runtime } = started();
    runtime.plays(traceFromText('main\ntake A').trace);
    const before = session.world;
    const copy = structuredClone(before);
    runtime.does({ kind: 'threadName', thread: 1 as ThreadId, name: 'renamed' });
    assert.deepEqual(before, copy);
    assert.equal(session.world.threads[1 as ThreadId]?.name, 'renamed');
    session.dispose();
  });

  it('hands on output with its thread and place', () => {
    const { session, runtime } = started();
    runtime.plays(traceFromText('main\ntake A').trace);
    const pieces: unknown[] = [];
    session.onOutput(({ text, stream, thread, site }) =>
      pieces.push([text, stream, thread, site?.file, site?.line]),
    );
    const by = 1 as ThreadId;
    const at = session.world.threads[by]?.at;
    assert.ok(at);
    runtime.does({ kind: 'output', stream: 'stdout', text: 'hello\n', by, at });
    assert.deepEqual(pieces, [['hello\n', 'stdout', 1, '/main.py', 1]]);
    session.dispose();
  });

  it('tells notices', () => {
    const { session, runtime } = started();
    const texts: string[] = [];
    session.onNotice(({ text }) => texts.push(text));
    runtime.does({ kind: 'notice', code: 'limit', text: 'too much output' });
    assert.deepEqual(texts, ['too much output']);
    session.dispose();
  });

  it('answers a request for input once, and ignores lines that nobody asked for', () => {
    const { session, runtime } = started();
    const prompts: string[] = [];
    session.onInputWanted((prompt) => prompts.push(prompt));
    session.provideInput('early');
    runtime.says({ kind: 'inputWanted', prompt: 'name? ' });
    session.provideInput('Ada');
    session.provideInput('late');
    assert.deepEqual(prompts, ['name? ']);
    assert.deepEqual(runtime.sent.slice(1), [{ kind: 'input', line: 'Ada' }]);
    session.dispose();
  });

  it('waits for input again after a pause in between', () => {
    const { session, runtime } = started();
    runtime.says({ kind: 'inputWanted', prompt: '' });
    runtime.says({ kind: 'paused', reason: 'pause' });
    runtime.says({ kind: 'continued' });
    assert.equal(session.state.kind, 'waitingForInput');
    session.dispose();
  });

  it('ends with the outcome and the schedule that the worker tells', async () => {
    const { session, runtime } = started();
    runtime.ends(3);
    const end = await session.whenEnded;
    assert.deepEqual(end, {
      outcome: { kind: 'exited', exitCode: 3 },
      schedule: 'weft1_1_0_1_',
    });
    assert.equal(runtime.isDisposed, true);
  });

  it('ends once, whatever comes after', () => {
    const { session, runtime } = started();
    const outcomes: string[] = [];
    session.onEnd(({ outcome }) => outcomes.push(outcome.kind));
    runtime.ends();
    runtime.dies('late');
    session.stop();
    session.dispose();
    assert.deepEqual(outcomes, ['exited']);
  });

  it('sends nothing after the end', () => {
    const { session, runtime } = started();
    runtime.ends();
    const before = runtime.sent.length;
    session.pause();
    session.resume();
    session.stop();
    assert.equal(runtime.sent.length, before);
  });
});

describe('a session whose worker fails', () => {
  it('ends as crashed with the reason, and loses nothing of the trace', () => {
    const { session, runtime } = started();
    const { trace } = traceFromText('main\ntake A');
    runtime.plays(trace);
    runtime.dies('it needed more memory than Weft allows a run to use.');
    const outcome = {
      kind: 'crashed',
      message: 'it needed more memory than Weft allows a run to use.',
    };
    assert.deepEqual(session.end?.outcome, outcome);
    assert.deepEqual(recordedOutcome(session), outcome);
    assert.equal(session.trace.length, trace.length + 1);
  });

  it('ends as crashed when the worker reports a bug', () => {
    const { session, runtime } = started();
    runtime.says({ kind: 'failed', message: 'no JSPI' });
    assert.deepEqual(session.end?.outcome, { kind: 'crashed', message: 'no JSPI' });
  });

  it('ends as crashed when a batch does not follow on the trace', () => {
    const { session, runtime } = started();
    runtime.says({ kind: 'batch', batch: strayBatch });
    assert.equal(session.end?.outcome.kind, 'crashed');
    assert.equal(recordedOutcome(session)?.kind, 'crashed');
  });
});

describe('stopping a session', () => {
  it('asks the worker, and takes its answer', async () => {
    const { session, runtime } = started();
    session.stop();
    session.stop();
    assert.deepEqual(runtime.kinds, ['launch', 'stop']);
    runtime.does({ kind: 'end', outcome: { kind: 'stopped' } });
    runtime.says({ kind: 'ended', outcome: { kind: 'stopped' }, schedule: 'weft1_1_0_1_1' });
    const { outcome, schedule } = await session.whenEnded;
    assert.deepEqual([outcome.kind, schedule], ['stopped', 'weft1_1_0_1_1']);
  });

  it('ends a worker that does not obey, and completes the trace itself', async () => {
    const { session, runtime } = started({ stopGrace: 1 });
    session.stop();
    const { outcome } = await session.whenEnded;
    assert.equal(outcome.kind, 'stopped');
    assert.equal(runtime.isDisposed, true);
    assert.equal(recordedOutcome(session)?.kind, 'stopped');
  });

  it('is a stop and no crash when the worker dies of it', () => {
    const { session, runtime } = started();
    session.stop();
    runtime.dies('terminated');
    assert.equal(session.end?.outcome.kind, 'stopped');
  });

  it('ends at once what was never launched', () => {
    const { session, runtime } = open();
    session.stop();
    assert.equal(session.end?.outcome.kind, 'stopped');
    assert.deepEqual(runtime.kinds, []);
  });

  it('ends a run that is still going on when it is disposed', async () => {
    const { session, runtime } = started();
    session.dispose();
    assert.equal((await session.whenEnded).outcome.kind, 'stopped');
    assert.equal(runtime.isDisposed, true);
  });
});

describe('a deadlock', () => {
  it('leaves the run paused for a look, with findings', () => {
    const { session, runtime } = started({ onDeadlock: 'pause' });
    runtime.plays(traceFromText(DEADLOCK).trace);
    runtime.says({ kind: 'paused', reason: 'deadlock' });
    assert.deepEqual(session.state, { kind: 'paused', reason: 'deadlock' });
    assert.equal(session.findings.length, 1);
    assert.deepEqual(session.findings[0]?.threads.toSorted(), [1, 2]);
    session.dispose();
  });

  it('stops a run whose threads had waited for each other before, until a timeout', () => {
    const { session, runtime } = started({ onDeadlock: 'pause' });
    const [one, two] = [1 as ThreadId, 2 as ThreadId];
    const picture = traceFromText(`
      main       worker
      take A     .
      .          take B
    `);
    runtime.plays(picture.trace);
    const wait = (by: ThreadId, name: string, until: number | undefined) => {
      const object = objectNamed(picture, name);
      runtime.does({ kind: 'wait', by, wait: { kind: 'lock', object }, until });
    };
    const cross = (until?: number) => {
      wait(one, 'B', until);
      wait(two, 'A', until);
      runtime.says({ kind: 'paused', reason: 'suspect' });
      return runtime.kinds.at(-1);
    };
    assert.equal(cross(9), 'continue');
    for (const thread of [one, two]) runtime.does({ kind: 'wake', thread, reason: 'timeout' });
    assert.equal(cross(), 'pause');
    session.dispose();
  });

  it('ends the run as deadlocked if nobody is there to look', () => {
    const { session, runtime } = started({ onDeadlock: 'end' });
    runtime.plays(traceFromText(DEADLOCK).trace);
    runtime.says({ kind: 'paused', reason: 'deadlock' });
    assert.deepEqual(runtime.kinds, ['launch', 'stop']);
    runtime.dies('terminated');
    assert.equal(session.end?.outcome.kind, 'deadlocked');
    assert.equal(session.findings.length, 1);
  });

  it('keeps its schedule even when the machine is too busy for a fast answer', async () => {
    const { session, runtime } = started({ onDeadlock: 'end', stopGrace: 1 });
    runtime.plays(traceFromText(DEADLOCK).trace);
    runtime.says({ kind: 'paused', reason: 'deadlock' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    runtime.does({ kind: 'end', outcome: { kind: 'deadlocked' } });
    runtime.says({ kind: 'ended', outcome: { kind: 'deadlocked' }, schedule: 'weft1_1_0_1_1' });
    assert.equal(session.end?.schedule, 'weft1_1_0_1_1');
  });
});

describe('the view of a run', () => {
  it('is plain data: unlimited speed is 0', () => {
    const { session, runtime } = started();
    runtime.plays(traceFromText(DEADLOCK).trace);
    const view = session.runView();
    assert.deepEqual(structuredClone(view), view);
    assert.deepEqual([view.speed, view.title, view.state], [0, 'test.py', { kind: 'running' }]);
    session.dispose();
  });
});
