// A run that ends while it is on its way to another moment.

import assert from 'node:assert/strict';

import { Session } from '../../../../src/session/session.ts';
import { going } from '../../../support/debug/travelledRun.ts';
import { FakeProgram } from '../../../support/session/fakeProgram.ts';
import { FakeRuntime } from '../../../support/session/fakeRuntime.ts';
import { launchRequest } from '../../../support/session/launchRequest.ts';
import { MAIN_THREAD } from '../../../../src/core/base/ids.ts';

/** Ends when it is asked to, and comes nowhere by itself. */
function slowWorker(): FakeRuntime {
  const worker = new FakeRuntime();
  worker.onSend = ({ kind }) => {
    const outcome = { kind: 'stopped' } as const;
    if (kind === 'stop')
      queueMicrotask(() => worker.says({ kind: 'ended', outcome, schedule: '' }));
  };
  return worker;
}

describe('a run that ends on the way to another moment', () => {
  let worker: FakeRuntime;
  let session: Session;
  /** Of a worker that was asked for. */
  let boot: () => Promise<FakeRuntime>;

  beforeEach(async () => {
    worker = slowWorker();
    const program = Array.from({ length: 6 }, () => ({ thread: MAIN_THREAD, isEvent: true }));
    boot = () => Promise.resolve(worker);
    session = new Session({
      port: new FakeProgram(program).port,
      launch: launchRequest({ stopOnEntry: true }),
      title: 'test.py',
      onDeadlock: 'pause',
      stopGrace: 0,
      travelWorkers: { take: () => boot(), dispose: () => undefined },
    });
    await going(session, () => session.start());
    await going(session, () => session.stepEvent());
  });

  afterEach(() => session.dispose());

  it('does not go on with it in its other worker', async () => {
    const launched = new Promise<void>((resolve) => {
      const { onSend } = worker;
      worker.onSend = (message) => (message.kind === 'launch' ? resolve() : onSend(message));
    });
    const journey = assert.rejects(session.travels.goToStart(), /The run has ended/);
    await launched;
    session.stop();
    await session.whenEnded;
    await journey;
    assert.deepEqual(worker.kinds.slice(-1), ['stop']);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(worker.isDisposed, true);
  });

  it('does not set out with a worker that comes too late', async () => {
    let comes: (worker: FakeRuntime) => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      boot = () => {
        resolve();
        return new Promise((come) => (comes = come));
      };
    });
    const journey = assert.rejects(session.travels.goToStart(), /The run has ended/);
    await asked;
    session.stop();
    await session.whenEnded;
    comes(worker);
    await journey;
    assert.deepEqual([worker.kinds, worker.isDisposed], [[], true]);
  });
});
