import assert from 'node:assert/strict';

import type { ThreadId } from '../../src/core/base/ids.ts';
import type { Pause } from '../../src/core/protocol/debug.ts';
import { Conversation } from '../support/adapter/conversation.ts';
import { traceFromText } from '../support/traceFromText.ts';

const MAIN = 1 as ThreadId;
const LEFT = 2 as ThreadId;
const RIGHT = 3 as ThreadId;
const FREE = 4 as ThreadId;

const AT_WORK = `
  main  left    right   free
  .     take A  .       .
`;

/** Two threads are lost, as only they can release their RLocks; a third one could go on. */
const PARTIAL = `
  main  left     right    free
  .     take RA  .        .
  .     .        take RB  .
  .     take RB  .        .
  .     .        take RA  .
`;

describe('the debug adapter', () => {
  let client: Conversation;

  beforeEach(() => {
    client = new Conversation();
  });

  afterEach(() => {
    client.adapter.dispose();
  });

  async function running(picture = AT_WORK, args: object = {}) {
    const runtime = await client.launched(args);
    runtime.plays(traceFromText(picture).trace);
    return runtime;
  }

  const controls = () =>
    client.runtime.sent.flatMap((message) =>
      message.kind === 'setControl' ? [message.control] : [],
    );

  const threadNames = async () =>
    (await client.request('threads')).body.threads.map((each: { name: string }) => each.name);

  describe('lets the client say who may run', () => {
    it('freezing and thawing', async () => {
      await running();
      await client.request('weft/freeze', { threadId: LEFT });
      const { body } = await client.request('weft/freeze', { threadId: RIGHT });
      assert.deepEqual(body, { frozen: [LEFT, RIGHT], next: 0 });
      assert.deepEqual(await threadNames(), ['main', 'left (frozen)', 'right (frozen)', 'free']);
      await client.request('weft/thaw', { threadId: LEFT });
      assert.deepEqual(controls(), [
        { frozen: [LEFT], next: undefined },
        { frozen: [LEFT, RIGHT], next: undefined },
        { frozen: [RIGHT], next: undefined },
      ]);
    });

    it('one thread alone, or one thread next', async () => {
      await running();
      await client.request('weft/solo', { threadId: LEFT });
      await client.request('weft/runNext', { threadId: RIGHT });
      assert.deepEqual(controls(), [
        { frozen: [MAIN, RIGHT, FREE], next: undefined },
        { frozen: [MAIN, FREE], next: RIGHT },
      ]);
    });

    it('but only of threads that are there', async () => {
      await running();
      const { message } = await client.request('weft/freeze', { threadId: 9 });
      assert.equal(message, 'There is no thread 9.');
    });

    it('and goes on with a single thread until the next stop', async () => {
      const runtime = await running();
      await client.request('weft/freeze', { threadId: FREE });
      runtime.says({ kind: 'paused', reason: 'pause' });
      const { body } = await client.request('continue', { threadId: LEFT, singleThread: true });
      assert.deepEqual(body, { allThreadsContinued: false });
      assert.equal(runtime.kinds.at(-1), 'continue');
      assert.deepEqual(controls().at(-1)?.frozen, [FREE, MAIN, RIGHT]);
      runtime.says({ kind: 'paused', reason: 'breakpoint', thread: LEFT });
      assert.deepEqual(controls().at(-1)?.frozen, [FREE]);
    });

    it('or until a line', async () => {
      const runtime = await running();
      runtime.says({ kind: 'paused', reason: 'pause' });
      await client.request('weft/runTo', { path: '/user/test.py', line: 7, threadId: LEFT });
      assert.deepEqual(runtime.sent.at(-1), {
        ...{ kind: 'runTo', thread: LEFT, file: '/test.py', line: 7 },
      });
    });
  });

  describe('says why it stopped', () => {
    const stopFor = async (pause: Pause) => {
      const runtime = await running();
      runtime.says({ kind: 'paused', ...pause });
      const [body] = client.events('stopped');
      assert.equal(body?.['allThreadsStopped'], true);
      return body;
    };

    it('at breakpoints of each kind', async () => {
      const source = { path: '/user/test.py' };
      await client.request('setBreakpoints', { source, breakpoints: [{ line: 1 }] });
      await client.request('setFunctionBreakpoints', { breakpoints: [{ name: 'f' }] });
      await client.request('setDataBreakpoints', { breakpoints: [{ dataId: 'd' }] });
      client.adapter.setSyncBreakpoints([{ operation: 'contend' }]);
      const runtime = await running();
      const reasons = [1, 2, 3, 4].map((id) => {
        const text = `why ${id}`;
        runtime.says({
          kind: 'paused',
          reason: 'breakpoint',
          thread: LEFT,
          breakpoints: [id],
          text,
        });
        const { reason, hitBreakpointIds, text: said } = client.events('stopped').at(-1) ?? {};
        return [reason, hitBreakpointIds, said];
      });
      assert.deepEqual(reasons, [
        ['breakpoint', [1], 'why 1'],
        ['function breakpoint', [2], 'why 2'],
        ['data breakpoint', [3], 'why 3'],
        ['breakpoint', undefined, 'why 4'],
      ]);
    });

    it('with the thread that stopped', async () => {
      const body = await stopFor({ reason: 'exception', thread: RIGHT, text: 'ValueError: no' });
      assert.deepEqual(
        [body?.['reason'], body?.['threadId'], body?.['text']],
        ['exception', RIGHT, 'ValueError: no'],
      );
    });

    it('when only frozen threads could go on, and goes on when one is thawed', async () => {
      const body = await stopFor({ reason: 'frozen' });
      assert.deepEqual(
        [body?.['reason'], body?.['description'], body?.['preserveFocusHint']],
        ['pause', 'Only frozen threads could go on. Thaw one of them.', true],
      );
      assert.equal((await client.request('continue', { threadId: 1 })).success, true);
    });

    it('when a condition could not be evaluated', async () => {
      const text = "The condition of this breakpoint failed: name 'x' is not defined";
      const body = await stopFor({ reason: 'breakpoint', thread: LEFT, text });
      assert.equal(body?.['text'], text);
      assert.deepEqual(client.events('output'), [{ category: 'console', output: `${text}\n` }]);
    });
  });

  describe('when some threads are lost while others go on', () => {
    it('stops as at an exception, once, and lets the others go on', async () => {
      const runtime = await running(PARTIAL);
      assert.deepEqual(runtime.kinds, ['launch', 'pause']);
      runtime.says({ kind: 'paused', reason: 'pause' });
      const [body] = client.events('stopped');
      assert.deepEqual(
        [body?.['reason'], body?.['description'], body?.['threadId']],
        ['exception', 'Deadlock', LEFT],
      );
      const { body: info } = await client.request('exceptionInfo', { threadId: LEFT });
      assert.equal(info.description, body?.['text']);
      assert.equal(info.details.typeName, 'lockCycle');
      assert.deepEqual(await threadNames(), [
        'main',
        'left (deadlocked)',
        'right (deadlocked)',
        'free',
      ]);
      assert.equal((await client.request('continue', { threadId: 1 })).success, true);
      runtime.says({ kind: 'continued' });
      runtime.does({ kind: 'notice', code: 'x', text: 'on we go' });
      assert.deepEqual(runtime.kinds, ['launch', 'pause', 'continue']);
    });

    it('has no exception any more at the next stop', async () => {
      const runtime = await running(PARTIAL);
      runtime.says({ kind: 'paused', reason: 'pause' });
      await client.request('continue', { threadId: 1 });
      runtime.says({ kind: 'paused', reason: 'pause' });
      assert.equal(client.events('stopped')[1]?.['reason'], 'pause');
      assert.equal((await client.request('exceptionInfo', { threadId: LEFT })).success, false);
    });

    it('only says so if it is not to stop', async () => {
      const runtime = await running(PARTIAL, { stopOnDeadlock: false });
      assert.deepEqual(runtime.kinds, ['launch']);
      const [output] = client.events('output');
      assert.equal(output?.['category'], 'important');
      assert.match(String(output?.['output']), /left and right wait for each other/);
      assert.equal((await client.request('weft/findings')).body.findings.length, 1);
    });
  });

  it('does not disturb another adapter beside it', async () => {
    const other = new Conversation();
    const runtime = await other.launched();
    await running();
    client.runtime.says({ kind: 'paused', reason: 'pause' });
    await client.request('weft/freeze', { threadId: LEFT });
    client.adapter.dispose();
    assert.deepEqual([runtime.kinds, runtime.isDisposed], [['launch'], false]);
    assert.deepEqual(other.events('stopped'), []);
    other.adapter.dispose();
  });
});
