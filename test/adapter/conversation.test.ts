import assert from 'node:assert/strict';

import { UserError } from '../../src/core/base/errors.ts';
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

const MAIN = 1 as ThreadId;

describe('the debug adapter', () => {
  let client: Conversation;

  beforeEach(() => {
    client = new Conversation();
  });

  afterEach(() => {
    client.adapter.dispose();
  });

  describe('at the start', () => {
    it('tells its capabilities, then that it is ready for breakpoints', async () => {
      const { body } = await client.request('initialize', { adapterID: 'weft' });
      assert.equal(body.supportsConfigurationDoneRequest, true);
      assert.equal(body.supportsEvaluateForHovers, undefined);
      assert.equal(client.events('initialized').length, 1);
      assert.equal(client.messages[0]?.type, 'response');
    });

    it('starts the program when launch and configuration are both done', async () => {
      await client.request('initialize', { adapterID: 'weft' });
      await client.request('launch', { program: '/test.py' });
      assert.deepEqual(client.runtime.kinds, []);
      await client.request('configurationDone');
      assert.deepEqual(client.runtime.kinds, ['launch']);
    });

    it('starts it once when the configuration is done first', async () => {
      await client.request('initialize', { adapterID: 'weft' });
      await client.request('configurationDone');
      await client.request('launch', { program: '/test.py' });
      assert.deepEqual(client.runtime.kinds, ['launch']);
    });

    it('passes on what the launch configuration says', async () => {
      await client.launched({ args: ['a'], seed: 3, speed: 0, env: { A: 'b' }, schedule: '' });
      const [options] = client.options;
      assert.deepEqual(
        [options?.script, options?.args, options?.seed, options?.speed, options?.env],
        ['/test.py', ['a'], 3, 0, { A: 'b' }],
      );
      assert.equal(options?.schedule, undefined);
    });

    for (const [args, message] of [
      [{}, /names no "program"/],
      [{ program: 1 }, /"program" in the launch configuration must be a string/],
      [{ program: '/a.py', args: 'x' }, /"args" .* must be a list of strings/],
      [{ program: '/a.py', env: { A: 1 } }, /"env.A" .* must be a string/],
      [{ program: '/a.py', seed: 'x' }, /"seed" .* must be a number/],
      [{ program: '/a.py', strategy: 'x' }, /"strategy" .* must be "roundRobin" or "random"/],
      [{ program: '/a.py', speed: 'fast' }, /"speed" .* must be "real", "max" or a number/],
      [{ program: '/a.py', stopOnEntry: 1 }, /"stopOnEntry" .* must be true or false/],
    ] as const) {
      it(`refuses to launch ${JSON.stringify(args)}`, async () => {
        const { success, message: text } = await client.request('launch', args);
        assert.equal(success, false);
        assert.match(text ?? '', message);
      });
    }

    it('shows why a run could not be opened, braces and all', async () => {
      client.beforeOpen = () => Promise.reject(new UserError("can't read {a}"));
      const { success, body } = await client.request('launch', { program: '/test.py' });
      assert.equal(success, false);
      assert.deepEqual(body.error, {
        id: 1,
        format: '{text}',
        variables: { text: "can't read {a}" },
        showUser: true,
      });
    });

    it('tells what was left out of the run', async () => {
      client.notice = '2 files are too large';
      await client.launched();
      assert.deepEqual(client.events('output'), [
        { category: 'console', output: '2 files are too large\n' },
      ]);
    });

    it('gives the host each session before it starts', async () => {
      const kinds: string[][] = [];
      client.adapter.onSession(() => kinds.push(client.runtime.kinds));
      await client.launched();
      assert.deepEqual(kinds, [[]]);
    });

    it('answers every kind of breakpoint as unverified, with the reason', async () => {
      for (const [command, args] of [
        ['setBreakpoints', { source: {}, breakpoints: [{ line: 1 }, { line: 2 }] }],
        ['setFunctionBreakpoints', { breakpoints: [{ name: 'f' }, { name: 'g' }] }],
        ['setExceptionBreakpoints', { filters: ['raised', 'uncaught'] }],
      ] as const) {
        const { body } = await client.request(command, args);
        assert.equal(body.breakpoints.length, 2);
        assert.equal(body.breakpoints[0].verified, false);
        assert.match(body.breakpoints[0].message, /does not stop at breakpoints yet/);
      }
    });
  });

  describe('while the program runs', () => {
    it('tells of threads that start and end, and lists the living', async () => {
      const runtime = await client.launched();
      runtime.plays(traceFromText('main  worker  other\n.  end  .').trace);
      assert.deepEqual(client.events('thread'), [
        { reason: 'started', threadId: 1 },
        { reason: 'started', threadId: 2 },
        { reason: 'started', threadId: 3 },
        { reason: 'exited', threadId: 2 },
      ]);
      const { body } = await client.request('threads');
      assert.deepEqual(body.threads, [
        { id: 1, name: 'main' },
        { id: 3, name: 'other' },
      ]);
    });

    it('has no threads before there is a run', async () => {
      assert.deepEqual((await client.request('threads')).body, { threads: [] });
    });

    it('hands on output with its place', async () => {
      const runtime = await client.launched();
      const { trace } = traceFromText('main\ntake A');
      runtime.plays(trace);
      const at = trace.worldAt(trace.length).threads[MAIN]?.at;
      assert.ok(at);
      runtime.does({ kind: 'output', stream: 'stderr', text: 'oh\n', by: MAIN, at });
      assert.deepEqual(client.events('output'), [
        {
          category: 'stderr',
          output: 'oh\n',
          source: { name: 'main.py', path: '/user/main.py' },
          line: 1,
          column: 1,
        },
      ]);
    });

    it('hands on notices', async () => {
      const runtime = await client.launched();
      runtime.does({ kind: 'notice', code: 'x', text: 'the replay differs' });
      assert.deepEqual(client.events('output'), [
        { category: 'console', output: 'the replay differs\n' },
      ]);
    });

    it('takes a line of the console for the input that the program waits for', async () => {
      const runtime = await client.launched();
      runtime.says({ kind: 'inputWanted', prompt: 'name? ' });
      const { success } = await client.request('evaluate', { expression: 'Ada', context: 'repl' });
      assert.equal(success, true);
      assert.deepEqual(runtime.sent.at(-1), { kind: 'input', line: 'Ada' });
    });

    it("can't evaluate otherwise", async () => {
      await client.launched();
      for (const context of ['repl', 'watch', 'hover']) {
        const { message } = await client.request('evaluate', { expression: '1+1', context });
        assert.match(message ?? '', /can't evaluate/);
      }
    });
  });

  describe('when the run stops', () => {
    const stoppedFor = async (reason: 'pause' | 'entry' | 'step' | 'pauseAt' | 'deadlock') => {
      const runtime = await client.launched();
      runtime.plays(traceFromText(DEADLOCK).trace);
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
      runtime.plays(traceFromText(DEADLOCK).trace);
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

    for (const command of ['next', 'stepIn', 'stepOut', 'weft/stepEvent']) {
      it(`steps to the next event on ${command}`, async () => {
        await stoppedFor('pause');
        assert.equal((await client.request(command, { threadId: 1 })).success, true);
        assert.equal(client.runtime.kinds.at(-1), 'stepEvent');
      });
    }
  });

  describe('shows the stack of a thread', () => {
    const pausedInLibrary = async (initialize: object = {}) => {
      await client.request('initialize', { adapterID: 'weft', ...initialize });
      await client.request('launch', { program: '/test.py' });
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

    it('innermost first, the library subdued and without a file', async () => {
      await pausedInLibrary();
      const { body } = await client.request('stackTrace', { threadId: 1 });
      const [library, own] = body.stackFrames;
      assert.equal(body.totalFrames, 2);
      assert.deepEqual(
        [library.name, library.line, library.column, library.presentationHint],
        ['Event.wait', 7, 3, 'subtle'],
      );
      assert.deepEqual([library.source.name, library.source.path], ['threading.py', undefined]);
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

    it('without scopes and variables yet', async () => {
      await pausedInLibrary();
      assert.deepEqual((await client.request('scopes', { frameId: 1 })).body, { scopes: [] });
      const { body } = await client.request('variables', { variablesReference: 1 });
      assert.deepEqual(body, { variables: [] });
      assert.equal((await client.request('source', { sourceReference: 1 })).success, false);
    });
  });

  describe('at the end', () => {
    it('tells the exit code, then that it is over', async () => {
      (await client.launched()).ends(3);
      const order = client.messages
        .map((message) => (message as { event?: string }).event)
        .filter((event) => event === 'exited' || event === 'terminated');
      assert.deepEqual(order, ['exited', 'terminated']);
      assert.deepEqual(client.events('exited'), [{ exitCode: 3 }]);
    });

    it('shows why the interpreter failed', async () => {
      (await client.launched()).dies('out of memory.');
      const [output] = client.events('output');
      assert.equal(output?.['category'], 'important');
      assert.match(String(output?.['output']), /interpreter failed: out of memory/);
      assert.equal(client.events('terminated').length, 1);
    });

    it('stops the run on terminate', async () => {
      const runtime = await client.launched();
      await client.request('terminate');
      assert.equal(runtime.kinds.at(-1), 'stop');
      runtime.says({ kind: 'ended', outcome: { kind: 'stopped' }, schedule: '' });
      assert.deepEqual(client.events('exited'), [{ exitCode: 130 }]);
    });

    it('ends the worker on disconnect', async () => {
      const runtime = await client.launched();
      assert.equal((await client.request('disconnect')).success, true);
      assert.equal(runtime.isDisposed, true);
    });

    it('restarts with new arguments, and forgets the old threads', async () => {
      const first = await client.launched();
      first.plays(traceFromText('main  worker\n.  .').trace);
      await client.request('restart', { arguments: { program: '/other.py' } });
      assert.equal(first.isDisposed, true);
      assert.equal(client.options.at(-1)?.script, '/other.py');
      assert.deepEqual(client.runtime.kinds, ['launch']);
      const exited = client.events('thread').filter((body) => body['reason'] === 'exited');
      assert.deepEqual(
        exited.map((body) => body['threadId']),
        [1, 2],
      );
      assert.deepEqual(client.events('terminated'), []);
    });

    it('restarts with the same arguments if there are no new ones', async () => {
      await client.launched({ seed: 5 });
      await client.request('restart', {});
      assert.equal(client.options.at(-1)?.seed, 5);
    });
  });

  describe('answers every request exactly once', () => {
    const replies = () => client.messages.filter((message) => message.type === 'response').length;

    it('when it does not know it', async () => {
      const { success, message } = await client.request('toString');
      assert.equal(success, false);
      assert.match(message ?? '', /does not know the request "toString"/);
    });

    it('when there is no run yet', async () => {
      for (const command of ['pause', 'continue', 'next', 'stackTrace', 'exceptionInfo']) {
        assert.equal((await client.request(command)).success, false, command);
      }
      assert.equal((await client.request('terminate')).success, true);
      assert.equal(client.events('terminated').length, 1);
    });

    it('when it is disposed before the reply', async () => {
      let open: () => void = () => undefined;
      client.beforeOpen = () => new Promise<void>((resolve) => (open = resolve));
      const launch = client.request('launch', { program: '/test.py' });
      client.adapter.dispose();
      open();
      assert.equal((await launch).success, false);
      assert.equal(replies(), 1);
    });

    it('when the run is ended while it is being opened, and leaves no worker behind', async () => {
      let open: () => void = () => undefined;
      client.beforeOpen = () => new Promise<void>((resolve) => (open = resolve));
      const launch = client.request('launch', { program: '/test.py' });
      await client.request('disconnect');
      open();
      const { success, message } = await launch;
      assert.equal(success, false);
      assert.match(message ?? '', /ended before it had started/);
      assert.equal(client.runtime.isDisposed, true);
      assert.equal(replies(), 2);
    });
  });
});
