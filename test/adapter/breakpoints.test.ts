import assert from 'node:assert/strict';

import type { DebugToWorker } from '../../src/core/protocol/debug.ts';
import { Conversation } from '../support/adapter/conversation.ts';

type Sent = Extract<DebugToWorker, { kind: 'setBreakpoints' }>;

const SOURCE = { name: 'test.py', path: '/user/test.py' };
const PLAIN = { condition: undefined, hitCondition: undefined, logMessage: undefined };

describe('breakpoints of the debug adapter', () => {
  let client: Conversation;

  beforeEach(() => {
    client = new Conversation();
  });

  afterEach(() => {
    client.adapter.dispose();
  });

  const setLines = async (...breakpoints: readonly object[]) =>
    (await client.request('setBreakpoints', { source: SOURCE, breakpoints })).body.breakpoints;

  /** What the newest run was told last. */
  const sent = (): Sent | undefined =>
    client.runtime.sent.findLast((message): message is Sent => message.kind === 'setBreakpoints');

  it('set before the launch reach the run before it starts', async () => {
    await setLines({ line: 3, condition: 'n > 2', hitCondition: '>= 5', logMessage: '' });
    const runtime = await client.launched();
    assert.deepEqual(runtime.kinds, ['setBreakpoints', 'launch']);
    assert.deepEqual(sent()?.breakpoints, [
      {
        ...{ kind: 'line', id: 1, file: '/test.py', line: 3 },
        ...{ condition: 'n > 2', hitCondition: '>= 5', logMessage: undefined },
      },
    ]);
  });

  it('are not verified before the run tells where they lie', async () => {
    assert.deepEqual(await setLines({ line: 3 }), [
      { id: 1, verified: false, source: SOURCE, line: 3, reason: 'pending' },
    ]);
    const runtime = await client.launched();
    runtime.says({ kind: 'breakpoints', breakpoints: [{ id: 1, isVerified: true, line: 4 }] });
    runtime.says({ kind: 'breakpoints', breakpoints: [{ id: 1, isVerified: true, line: 4 }] });
    assert.deepEqual(client.events('breakpoint'), [
      { reason: 'changed', breakpoint: { id: 1, verified: true, source: SOURCE, line: 4 } },
    ]);
  });

  it('say why they can’t be verified', async () => {
    await setLines({ line: 99 });
    const message = 'There is no code at or below this line.';
    const breakpoints = [{ id: 1, isVerified: false, message }];
    (await client.launched()).says({ kind: 'breakpoints', breakpoints });
    assert.deepEqual(client.events('breakpoint'), [
      {
        reason: 'changed',
        breakpoint: {
          id: 1,
          verified: false,
          source: SOURCE,
          line: 99,
          message,
          reason: 'pending',
        },
      },
    ]);
  });

  it('keep their ids and places when the list is sent again', async () => {
    await setLines({ line: 3 }, { line: 7 });
    const runtime = await client.launched();
    runtime.says({ kind: 'breakpoints', breakpoints: [{ id: 2, isVerified: true, line: 8 }] });
    const again = await setLines({ line: 5 }, { line: 7, condition: 'x' });
    assert.deepEqual(
      again.map(({ id, verified, line }: Record<string, unknown>) => [id, verified, line]),
      [
        [3, false, 5],
        [2, true, 8],
      ],
    );
    assert.deepEqual(
      sent()?.breakpoints.map(({ id, condition }) => [id, condition]),
      [
        [3, undefined],
        [2, 'x'],
      ],
    );
  });

  it('count lines from 0 if the client does', async () => {
    await client.request('initialize', { adapterID: 'weft', linesStartAt1: false });
    const [breakpoint] = await setLines({ line: 3 });
    assert.equal(breakpoint.line, 3);
    await client.request('launch', { program: '/test.py' });
    await client.request('configurationDone');
    const [line] = sent()?.breakpoints ?? [];
    assert.ok(line?.kind === 'line');
    assert.equal(line.line, 4);
  });

  it('in a file that no run can see are refused', async () => {
    const source = { path: '/elsewhere/x.py' };
    const args = { source, breakpoints: [{ line: 1 }] };
    const { body } = await client.request('setBreakpoints', args);
    assert.deepEqual(body.breakpoints[0], {
      ...{ id: 1, verified: false, source, line: 1, reason: 'failed' },
      message: 'This file can’t be part of the run.',
    });
    assert.deepEqual((await client.launched()).kinds, ['launch']);
  });

  it('with a hit count that is none are refused', async () => {
    const [wrong, right] = await setLines(
      { line: 1, hitCondition: 'often' },
      { line: 2, hitCondition: ' % 5 ' },
    );
    assert.match(wrong.message, /A hit count is a number, or one after ==/);
    assert.equal(right.message, undefined);
    await client.launched();
    assert.deepEqual(
      sent()?.breakpoints.map(({ hitCondition }) => hitCondition),
      ['% 5'],
    );
  });

  it('can be on functions and on data', async () => {
    const data = { dataId: 'Counter.value', accessType: 'write' };
    await client.request('setFunctionBreakpoints', { breakpoints: [{ name: ' work ' }] });
    const { body } = await client.request('setDataBreakpoints', {
      breakpoints: [data, { dataId: 'x', accessType: 'read' }],
    });
    assert.equal(body.breakpoints[1].message, 'Only writes can be watched.');
    await client.launched();
    assert.deepEqual(sent()?.breakpoints, [
      { kind: 'function', id: 1, name: 'work', ...PLAIN },
      { kind: 'data', id: 2, dataId: 'Counter.value', ...PLAIN },
    ]);
  });

  it('can be on what threads do with objects, by the host or by a request', async () => {
    const object = { file: '/test.py', line: 2, ordinal: 0 };
    client.adapter.setSyncBreakpoints([{ operation: 'contend', object }]);
    const runtime = await client.launched();
    assert.deepEqual(sent()?.breakpoints, [
      { kind: 'sync', id: 1, operation: 'contend', object, ...PLAIN },
    ]);
    runtime.says({ kind: 'breakpoints', breakpoints: [{ id: 1, isVerified: true }] });
    // The client has never heard of it.
    assert.deepEqual(client.events('breakpoint'), []);
    const breakpoints = [{ operation: 'threadStart' }];
    await client.request('weft/setSyncBreakpoints', { breakpoints });
    assert.deepEqual(
      sent()?.breakpoints.map((each) => each.kind === 'sync' && each.operation),
      ['threadStart'],
    );
  });

  it('outlive a restart, and have to be verified anew', async () => {
    await setLines({ line: 3 });
    const verified = { kind: 'breakpoints', breakpoints: [{ id: 1, isVerified: true, line: 3 }] };
    (await client.launched()).says(verified as never);
    await client.request('restart', {});
    assert.deepEqual(client.runtime.kinds, ['setBreakpoints', 'launch']);
    client.runtime.says(verified as never);
    assert.equal(client.events('breakpoint').length, 2);
  });

  it('are left out of a run without debugging', async () => {
    await setLines({ line: 3 });
    await client.request('setExceptionBreakpoints', { filters: ['uncaught'] });
    const runtime = await client.launched({ noDebug: true, stopOnEntry: true });
    await setLines({ line: 4 });
    assert.deepEqual(runtime.kinds, ['launch']);
    assert.equal(client.options[0]?.stopOnEntry, false);
  });

  describe('on exceptions', () => {
    const setFilters = async (args: object) => {
      const { body } = await client.request('setExceptionBreakpoints', { filters: [], ...args });
      await client.launched();
      return { breakpoints: body.breakpoints, exceptions: sent()?.exceptions };
    };

    it('stand for all classes', async () => {
      const { exceptions } = await setFilters({ filters: ['raised', 'uncaught'] });
      assert.deepEqual(exceptions, { raised: true, uncaught: true, classes: [] });
    });

    it('may name classes', async () => {
      const condition = 'ValueError, json.JSONDecodeError,';
      const { exceptions } = await setFilters({
        filterOptions: [{ filterId: 'raised', condition }],
      });
      const classes = ['ValueError', 'json.JSONDecodeError'];
      assert.deepEqual(exceptions, { raised: true, uncaught: false, classes });
    });

    it('may name other classes for those that nobody catches', async () => {
      const { exceptions } = await setFilters({
        filters: ['uncaught'],
        filterOptions: [{ filterId: 'raised', condition: 'KeyError' }],
      });
      assert.deepEqual(exceptions, {
        ...{ raised: true, uncaught: true, classes: ['KeyError'], uncaughtClasses: [] },
      });
    });

    it('refuse what is no class, and go by the rest', async () => {
      const { breakpoints, exceptions } = await setFilters({
        filters: ['sometimes'],
        filterOptions: [{ filterId: 'raised', condition: 'Value Error' }, { filterId: 'uncaught' }],
      });
      assert.match(breakpoints[0].message, /no exception filter "sometimes"/);
      assert.match(breakpoints[1].message, /"Value Error" is not the name of a class/);
      assert.deepEqual(breakpoints[2], { verified: true });
      assert.deepEqual(exceptions, { raised: false, uncaught: true, classes: [] });
    });
  });
});
