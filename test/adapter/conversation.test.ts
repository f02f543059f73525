import assert from 'node:assert/strict';

import { UserError } from '../../src/core/base/errors.ts';
import type { ThreadId } from '../../src/core/base/ids.ts';
import { Conversation } from '../support/adapter/conversation.ts';
import { traceFromText } from '../support/traceFromText.ts';

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
      assert.equal(body.supportsStepBack, true);
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
      [{ program: '/a.py', justMyCode: 'yes' }, /"justMyCode" .* must be true or false/],
      [{ program: '/a.py', console: 'xterm' }, /"console" .* must be one of "internalConsole", "i/],
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
      assert.deepEqual(client.events('weft/inputWanted'), [{ prompt: 'name? ' }]);
      const { success } = await client.request('evaluate', { expression: 'Ada', context: 'repl' });
      assert.equal(success, true);
      assert.deepEqual(runtime.sent.at(-1), { kind: 'input', line: 'Ada' });
    });

    it("can't evaluate otherwise", async () => {
      await client.launched();
      for (const context of ['repl', 'watch', 'hover']) {
        const { message, body } = await client.request('evaluate', { expression: '1+1', context });
        assert.equal(message, 'The program is running. Pause it first.');
        assert.equal(body.error.showUser, false);
      }
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
