// Stop ends a run in every state, and the next run works. How long it takes is measured by the soak.

import assert from 'node:assert/strict';

import { environmentOf } from '../../src/cli/dap.ts';
import { DirectClient } from '../support/adapter/directClient.ts';
import { reach, STOP_STATES } from '../support/adapter/stopStates.ts';
import { newPool } from '../support/programs/runProgram.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

describe('Stop', () => {
  const pool = newPool();
  const environment = environmentOf(pool.take);
  const clients: DirectClient[] = [];
  let files: ScriptFolder;

  before(() => {
    const programs = [...STOP_STATES.values()].map(({ program }, n) => [`${n}.py`, program]);
    files = scriptFolder({ ...Object.fromEntries(programs), 'next.py': `print('next')\n` });
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.adapter.dispose();
  });

  after(() => {
    pool.dispose();
    files.dispose();
  });

  function newClient(): DirectClient {
    const client = new DirectClient(environment);
    clients.push(client);
    return client;
  }

  for (const [number, [name, state]] of [...STOP_STATES].entries()) {
    it(`ends a run that is ${name}`, async () => {
      const client = newClient();
      await reach(client, state, files.path(`${number}.py`));
      await client.stop();
      const next = newClient();
      await next.launch({ program: files.path('next.py') });
      assert.deepEqual(await next.event('exited'), { exitCode: 0 });
      assert.equal(next.stdout, 'next\n');
    });
  }
});
