import assert from 'node:assert/strict';

import type { FromWorker } from '../../../src/core/protocol/worker.ts';
import {
  RuntimeStartError,
  startNodeRuntime,
  type NodeRuntimeOptions,
} from '../../../src/session/nodeRuntime.ts';
import type { RuntimePort } from '../../../src/session/runtimePort.ts';

function start(name: string, options: Partial<NodeRuntimeOptions> = {}): Promise<RuntimePort> {
  const worker = new URL(`../../support/session/workers/${name}.mjs`, import.meta.url);
  return startNodeRuntime({ worker, ...options });
}

const nextMessage = (port: RuntimePort) =>
  new Promise<FromWorker>((resolve) => port.onMessage(resolve));
const exitReason = (port: RuntimePort) => new Promise<string>((resolve) => port.onExit(resolve));

describe('a worker of Node', () => {
  it('carries messages both ways', async () => {
    const port = await start('boots', { workerData: 'given' });
    const answer = nextMessage(port);
    port.send({ kind: 'continue' });
    const message = await answer;
    assert.equal(message.kind, 'inputWanted');
    port.dispose();
  });

  it('sees nothing of the environment and the arguments of its host', async () => {
    const port = await start('boots', { workerData: 'given' });
    const answer = nextMessage(port);
    port.send({ kind: 'continue' });
    const message = await answer;
    assert.ok(message.kind === 'inputWanted');
    const expected = { environment: [], arguments: [], workerData: 'given' };
    assert.deepEqual(JSON.parse(message.prompt), expected);
    port.dispose();
  });

  it('tells why it died of an error', async () => {
    const port = await start('boots');
    const reason = exitReason(port);
    port.send({ kind: 'stop' });
    assert.match(await reason, /told to fail/);
    port.dispose();
  });

  it('tells its exit code and last words when it ends by itself', async () => {
    const port = await start('boots');
    const reason = exitReason(port);
    port.send({ kind: 'pause' });
    assert.match(await reason, /ended with code 7: stderr of the worker/);
    port.dispose();
  });

  it('takes no message after it was disposed', async () => {
    const port = await start('boots');
    let isSilent = true;
    port.onMessage(() => (isSilent = false));
    port.onExit(() => (isSilent = false));
    port.dispose();
    port.send({ kind: 'stop' });
    port.dispose();
    assert.equal(isSilent, true);
  });

  for (const [name, message] of [
    ['fails', /could not start: no stack switching/],
    ['exits', /could not start: the worker ended with code 3: missing file/],
    ['missing', /could not start: Cannot find module/],
  ] as const) {
    it(`that ${name} is an error for the user`, async () => {
      await assert.rejects(start(name), (error: unknown) => {
        assert.ok(error instanceof RuntimeStartError);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('that never boots is given up', async () => {
    await assert.rejects(start('hangs', { bootTimeout: 50 }), /no answer in 0.05 seconds/);
  });
});
