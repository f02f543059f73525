// A client that sends anything: every request gets one reply, and the adapter lives on.

import assert from 'node:assert/strict';
import fc from 'fast-check';

import { WeftDebugAdapter } from '../../src/adapter/weftDebugAdapter.ts';
import { MessageReader } from '../../src/cli/dapStream.ts';
import { Conversation } from '../support/adapter/conversation.ts';
import { traceFromText } from '../support/traceFromText.ts';

const COMMANDS = [
  ...['initialize', 'launch', 'configurationDone', 'restart', 'terminate', 'setBreakpoints'],
  ...['setFunctionBreakpoints', 'setDataBreakpoints', 'setExceptionBreakpoints', 'threads'],
  ...['breakpointLocations', 'dataBreakpointInfo', 'pause', 'continue', 'next', 'stepIn'],
  ...['stepOut', 'stackTrace', 'scopes', 'variables', 'evaluate', 'setVariable', 'source'],
  ...['setExpression', 'completions', 'exceptionInfo', 'weft/setSyncBreakpoints', 'weft/freeze'],
  ...['weft/thaw', 'weft/solo', 'weft/runNext', 'weft/stepEvent', 'weft/runTo', 'weft/findings'],
  ...['disconnect', 'toString', '__proto__', ''],
];

const value = fc.oneof(
  fc.constantFrom<unknown>(1, 0, -1, 2 ** 40, '', 'x', '/user/test.py', true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
);
const lists = fc.array(
  fc.record(
    { line: value, name: value, condition: value, hitCondition: value, dataId: value },
    { requiredKeys: [] },
  ),
  { maxLength: 3 },
);
const args = fc.oneof(
  value,
  fc.record(
    {
      ...{
        program: value,
        source: fc.record({ path: value }),
        breakpoints: lists,
        threadId: value,
      },
      ...{ frameId: value, expression: value, context: value, text: value, column: value },
      ...{ filters: value, filterOptions: lists, variablesReference: value, line: value },
      ...{ arguments: value, path: value, levels: value, startFrame: value, singleThread: value },
    },
    { requiredKeys: [] },
  ),
);
const requests = fc.array(fc.record({ command: fc.constantFrom(...COMMANDS), args }), {
  maxLength: 12,
});

describe('a client that sends anything', () => {
  it('gets one reply to each request, running or stopped', async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.boolean(), async (sent, isStopped) => {
        const client = new Conversation();
        const runtime = await client.launched();
        runtime.plays(traceFromText('main  worker\ntake A  .').trace);
        if (isStopped) runtime.says({ kind: 'paused', reason: 'pause' });
        await Promise.all(sent.map(({ command, args: given }) => client.request(command, given)));
        client.adapter.dispose();
        const replies = client.messages.filter(({ type }) => type === 'response');
        assert.equal(replies.length, 3 + sent.length);
      }),
      { numRuns: Number(process.env.WEFT_FUZZ ?? 3) * 100 },
    );
  });

  it('gets a reply to each of two requests with the same number', () => {
    const adapter = new WeftDebugAdapter({
      openSession: () => Promise.reject(new Error('not asked for')),
      sourcePath: (file) => file,
      tracePath: (path) => path,
    });
    let replies = 0;
    adapter.onDidSendMessage(() => replies++);
    for (let times = 0; times < 2; times++) {
      const request = { seq: 1, type: 'request', command: 'weft/findings' };
      adapter.handleMessage(request);
    }
    adapter.dispose();
    assert.equal(replies, 2);
  });

  describe('in bytes', () => {
    const framed = (message: unknown) => {
      const json = JSON.stringify(message);
      return Buffer.from(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
    };

    it('is understood wherever they are cut', () => {
      fc.assert(
        fc.property(
          fc.array(fc.jsonValue(), { maxLength: 5 }),
          fc.array(fc.nat({ max: 60 }), { maxLength: 8 }),
          (messages, cuts) => {
            const bytes = Buffer.concat(messages.map(framed));
            const reader = new MessageReader();
            const read: unknown[] = [];
            let from = 0;
            for (const length of [...cuts, bytes.length]) {
              read.push(...reader.read(bytes.subarray(from, from + length)));
              from += length;
            }
            assert.deepEqual(read, JSON.parse(JSON.stringify(messages)));
          },
        ),
      );
    });

    for (const bytes of [
      'POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}',
      'Content-Length: many\r\n\r\n{}',
      'Content-Length: 999999999\r\n\r\n{}',
      'Content-Length: 1\r\n\r\n{}',
      'x'.repeat(2_000),
    ]) {
      it(`is refused if it is ${JSON.stringify(bytes.slice(0, 40))}`, () => {
        assert.throws(() => [...new MessageReader().read(Buffer.from(bytes))]);
      });
    }
  });
});
