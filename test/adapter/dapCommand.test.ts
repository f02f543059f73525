// `weft dap` on real programs: streams, ports and ends.

import assert from 'node:assert/strict';
import { once } from 'node:events';

import { finished } from '../support/cli/scriptedCommand.ts';
import { startDap, startTcp, StdioClient } from '../support/adapter/dapCommand.ts';
import { Story, storyText } from '../support/adapter/story.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

const FILES = {
  'hello.py': `import threading, time
def work():
    time.sleep(1)
    print('worked')
threading.Thread(target=work, name='worker').start()
`,
};

const HELLO = `
  > run hello.py {"stopOnEntry": true}
  stopped MainThread at nowhere for entry
  > threads
  MainThread
  > continue
  stdout: worked
  exited 0
`;

describe('weft dap', () => {
  let files: ScriptFolder;

  before(() => {
    files = scriptFolder(FILES);
  });

  after(() => files.dispose());

  it('serves an editor over stdin and stdout, and ends when that disconnects', async () => {
    const client = new StdioClient();
    assert.equal(await new Story(client, files).play(HELLO), storyText(HELLO));
    assert.equal(await client.finish(), 0);
  });

  it('ends when its stdin does', async () => {
    const child = startDap();
    child.stdin?.end();
    assert.deepEqual(await finished(child), { stdout: '', stderr: '', exitCode: 0 });
  });

  it('says what is wrong when it is spoken to in another language', async () => {
    const child = startDap();
    child.stdin?.write('GET / HTTP/1.1\r\n\r\n');
    const { exitCode, stderr } = await finished(child);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^weft: This is not the Debug Adapter Protocol\./);
  });

  it('serves any number of editors over TCP, each with a run of its own', async () => {
    const server = await startTcp();
    const clients = await Promise.all([server.connect(), server.connect()]);
    const told = await Promise.all(clients.map((client) => new Story(client, files).play(HELLO)));
    assert.deepEqual(told, [storyText(HELLO), storyText(HELLO)]);
    await Promise.all(clients.map((client) => client.stop()));
    const exit = once(server.process, 'exit');
    server.process.kill('SIGINT');
    assert.deepEqual(await exit, [130, null]);
  });

  it('says why it can’t listen', async () => {
    // An address of nobody's (RFC 5737).
    const child = startDap('--port', '1', '--host', '203.0.113.1');
    const { exitCode, stderr } = await finished(child);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^weft: Weft can't listen at 203\.0\.113\.1:1: /);
  });
});
