import assert from 'node:assert/strict';

import type { ObjectId, ThreadId } from '../../src/core/base/ids.ts';
import { Conversation } from '../support/adapter/conversation.ts';
import { traceFromText } from '../support/traceFromText.ts';

const DEADLOCK = `
  main       worker
  take A     .
  .          take B
  take B     .
  .          take A
`;

const AT_WORK = `
  main       worker
  take A     .
  .          take B
`;

const MAIN = 1 as ThreadId;

describe('the debug adapter', () => {
  let client: Conversation;

  beforeEach(() => {
    client = new Conversation();
  });

  afterEach(() => {
    client.adapter.dispose();
  });

  describe('when the run stops', () => {
    const stoppedFor = async (reason: 'pause' | 'entry' | 'step' | 'pauseAt' | 'deadlock') => {
      const runtime = await client.launched();
      runtime.plays(traceFromText(reason === 'deadlock' ? DEADLOCK : AT_WORK).trace);
      runtime.says({ kind: 'paused', reason });
      return client.events('stopped').at(-1);
    };

    for (const [reason, shown] of [
      ['pause', 'pause'],
      ['entry', 'entry'],
      ['step', 'step'],
      ['pauseAt', 'pause'],
    ] as const) {
      it(`says ${shown} for ${reason}, about all threads`, async () => {
        const body = await stoppedFor(reason);
        assert.deepEqual([body?.['reason'], body?.['allThreadsStopped']], [shown, true]);
      });
    }

    it('focuses the thread that the client asked to pause', async () => {
      const runtime = await client.launched();
      runtime.plays(traceFromText(AT_WORK).trace);
      await client.request('pause', { threadId: 1 });
      assert.deepEqual(runtime.kinds, ['launch', 'pause']);
      runtime.says({ kind: 'paused', reason: 'pause' });
      assert.equal(client.events('stopped')[0]?.['threadId'], 1);
    });

    it('focuses the thread of the last event after a step', async () => {
      assert.equal((await stoppedFor('step'))?.['threadId'], 2);
    });

    it('shows a deadlock as an exception with its explanation', async () => {
      const body = await stoppedFor('deadlock');
      assert.deepEqual([body?.['reason'], body?.['description']], ['exception', 'Deadlock']);
      const { body: details } = await client.request('exceptionInfo', { threadId: 1 });
      assert.equal(details.exceptionId, 'Deadlock');
      assert.equal(details.description, body?.['text']);
      assert.equal(
        body?.['text'],
        'Deadlock: main and worker wait for each other’s locks\n' +
          'main holds Lock #1 (taken at main.py:1) and waits for Lock #2, held by worker (taken ' +
          'at worker.py:2). worker holds Lock #2 (taken at worker.py:2) and waits for Lock #1, ' +
          'held by main (taken at main.py:1).\n' +
          'To fix it, take the locks in the same order in every thread: Lock #1, then Lock #2. ' +
          'worker does it the other way round: Lock #2 in worker (worker.py:2), then Lock #1 in ' +
          'worker (worker.py:4).',
      );
      assert.match(details.details.message, /How it came to this: /);
    });

    it('refuses to go on after a deadlock, and says what can be done', async () => {
      await stoppedFor('deadlock');
      const before = client.runtime.kinds;
      for (const command of ['continue', 'next', 'weft/stepEvent']) {
        const { success, message } = await client.request(command, { threadId: 1 });
        assert.equal(success, false);
        assert.match(message ?? '', /Stop the run, or restart it/);
      }
      assert.deepEqual(client.runtime.kinds, before);
    });

    it('has no exception otherwise', async () => {
      await stoppedFor('pause');
      assert.equal((await client.request('exceptionInfo', { threadId: 1 })).success, false);
    });

    it('goes on without an event when the client asked for it', async () => {
      await stoppedFor('pause');
      const { body } = await client.request('continue', { threadId: 1 });
      client.runtime.says({ kind: 'continued' });
      assert.deepEqual(body, { allThreadsContinued: true });
      assert.equal(client.runtime.kinds.at(-1), 'continue');
      assert.deepEqual(client.events('continued'), []);
    });

    it('tells the client when somebody else continued', async () => {
      await stoppedFor('pause');
      client.runtime.says({ kind: 'continued' });
      assert.equal(client.events('continued')[0]?.['allThreadsContinued'], true);
    });

    for (const [command, mode] of [
      ['next', 'over'],
      ['stepIn', 'in'],
      ['stepOut', 'out'],
    ] as const) {
      it(`steps a thread ${mode} on ${command}, with the others or alone`, async () => {
        const runtime = await client.launched();
        for (const singleThread of [undefined, true]) {
          runtime.says({ kind: 'paused', reason: 'pause' });
          await client.request(command, { threadId: 1, singleThread });
        }
        assert.deepEqual(
          runtime.sent.filter(({ kind }) => kind === 'step'),
          [
            { kind: 'step', step: { thread: 1, mode, isAlone: false } },
            { kind: 'step', step: { thread: 1, mode, isAlone: true } },
          ],
        );
      });
    }

    it('steps to the next event of any thread on weft/stepEvent', async () => {
      await stoppedFor('pause');
      assert.equal((await client.request('weft/stepEvent')).success, true);
      assert.equal(client.runtime.kinds.at(-1), 'stepEvent');
    });

    it('does not step while the program runs', async () => {
      await client.launched();
      for (const command of ['next', 'stepIn', 'stepOut', 'weft/stepEvent']) {
        const { message } = await client.request(command, { threadId: 1 });
        assert.equal(message, 'The program is running. Pause it first.');
      }
    });
  });

  describe('shows the stack of a thread', () => {
    const pausedInLibrary = async (initialize: object = {}) => {
      await client.request('initialize', { adapterID: 'weft', ...initialize });
      await client.request('launch', { program: '/test.py', justMyCode: false });
      await client.request('configurationDone');
      const { runtime } = client;
      runtime.starts();
      const { trace } = traceFromText('main\ntake A');
      runtime.plays(trace);
      const caller = trace.worldAt(trace.length).threads[MAIN]?.at;
      assert.ok(caller);
      const site = { line: 7, column: 3, endLine: 7, endColumn: 9, function: 'Event.wait' };
      const sites = [{ ...site, file: '/lib/threading.py', isLibrary: true }];
      const id = (trace.tables.sites.length + 1) as never;
      const from = trace.length;
      const batch = {
        from,
        numbers: new Float64Array(),
        rich: [],
        sites,
        stacks: [{ site: id, caller }],
      };
      runtime.says({ kind: 'batch', batch });
      const at = (trace.tables.stacks.length + 1) as never;
      runtime.does({ kind: 'release', object: 1 as ObjectId, count: 0, by: MAIN, at });
      runtime.says({ kind: 'paused', reason: 'pause' });
    };

    it('innermost first, the library subdued and without a source', async () => {
      await pausedInLibrary();
      const { body } = await client.request('stackTrace', { threadId: 1 });
      const [library, own] = body.stackFrames;
      assert.equal(body.totalFrames, 2);
      assert.deepEqual(
        [library.name, library.line, library.column, library.presentationHint],
        ['Event.wait (threading.py:7)', 7, 3, 'subtle'],
      );
      assert.equal(library.source, undefined);
      // VS Code would select the text up to it.
      assert.deepEqual([library.endLine, own.endColumn], [undefined, undefined]);
      assert.deepEqual(
        [own.name, own.line, own.source, own.presentationHint],
        ['main', 1, { name: 'main.py', path: '/user/main.py' }, 'normal'],
      );
      assert.notEqual(library.id, own.id);
    });

    it('in pages', async () => {
      await pausedInLibrary();
      const page = { threadId: 1, startFrame: 1, levels: 1 };
      const { body } = await client.request('stackTrace', page);
      assert.deepEqual(
        body.stackFrames.map((frame: { name: string }) => frame.name),
        ['main'],
      );
      assert.equal(body.totalFrames, 2);
    });

    it('with lines and columns from 0 if the client counts so', async () => {
      await pausedInLibrary({ linesStartAt1: false, columnsStartAt1: false });
      const { body } = await client.request('stackTrace', { threadId: 1 });
      assert.deepEqual([body.stackFrames[0].line, body.stackFrames[0].column], [6, 2]);
    });

    it('but not of a thread that is not there', async () => {
      await pausedInLibrary();
      const { message } = await client.request('stackTrace', { threadId: 99 });
      assert.equal(message, 'There is no thread 99.');
    });
  });
});
