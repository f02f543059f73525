// The debug adapter behind a socket with the real runtime: what an editor sees.

import assert from 'node:assert/strict';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import type { DebugProtocol } from '@vscode/debugprotocol';

import { environmentOf } from '../../src/cli/dap.ts';
import { serveAdapter, type DapServer } from '../support/adapter/dapServer.ts';
import { newPool } from '../support/programs/runProgram.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

const FILES = {
  'exits.py': `
import sys
print('to stdout')
print('to stderr', file=sys.stderr)
sys.exit(5)
`,
  'raises.py': `
def broken():
    raise ValueError('on purpose')
broken()
`,
  'sleeps.py': `
import threading, time
def work():
    time.sleep(10)
worker = threading.Thread(target=work, name='worker')
worker.start()
worker.join()
print('done')
`,
  'spins.py': `
print('spinning')
while True:
    pass
`,
  'asks.py': `
print('hello', input('name? '))
`,
  'deadlock.py': `
import threading, time
a, b = threading.Lock(), threading.Lock()
def cross(first, second):
    with first:
        time.sleep(1)
        with second:
            pass
threading.Thread(target=cross, args=(a, b), name='one').start()
threading.Thread(target=cross, args=(b, a), name='two').start()
`,
};

type Stopped = DebugProtocol.StoppedEvent['body'];

describe('a debug session with the real runtime', () => {
  const pool = newPool();
  let files: ScriptFolder;
  let server: DapServer;
  let client: DebugClient;
  let output: DebugProtocol.OutputEvent['body'][];

  before(async () => {
    files = scriptFolder(FILES);
    server = await serveAdapter(environmentOf(pool.take));
  });

  after(() => {
    server.dispose();
    pool.dispose();
    files.dispose();
  });

  beforeEach(async () => {
    client = new DebugClient('', '', 'weft');
    output = [];
    client.on('output', (event: DebugProtocol.OutputEvent) => output.push(event.body));
    await client.start(server.port);
  });

  afterEach(() => client.stop());

  /** Waits for an event from now on. */
  const next = async (event: string) => (await client.waitForEvent(event)).body;

  async function launch(file: keyof typeof FILES, args: object = {}): Promise<void> {
    const configured = client.configurationSequence();
    await client.launch({ program: files.path(file), speed: 'max', ...args });
    await configured;
  }

  const textOf = (category: string) =>
    output
      .filter((body) => body.category === category)
      .map((body) => body.output)
      .join('');

  async function framesOf(threadId: number): Promise<DebugProtocol.StackFrame[]> {
    return (await client.stackTraceRequest({ threadId })).body.stackFrames;
  }

  it('shows output with its place, and the exit code', async () => {
    const [exited, terminated] = [next('exited'), next('terminated')];
    await launch('exits.py');
    assert.deepEqual(await exited, { exitCode: 5 });
    await terminated;
    assert.equal(textOf('stdout'), 'to stdout\n');
    assert.equal(textOf('stderr'), 'to stderr\n');
    const [first] = output;
    assert.deepEqual([first?.source?.path, first?.line], [files.path('exits.py'), 3]);
  });

  it('shows the traceback of an exception', async () => {
    const exited = next('exited');
    await launch('raises.py');
    assert.deepEqual(await exited, { exitCode: 1 });
    assert.match(
      textOf('stderr'),
      /^Traceback[^]*raises\.py", line 3, in broken[^]*ValueError: on/,
    );
  });

  it('stops on entry, steps from event to event, and goes on', async () => {
    const entry = next('stopped');
    await launch('sleeps.py', { stopOnEntry: true });
    assert.equal(((await entry) as Stopped).reason, 'entry');
    const step = next('stopped');
    await client.customRequest('weft/stepEvent');
    assert.equal(((await step) as Stopped).reason, 'step');
    const exited = next('exited');
    await client.continueRequest({ threadId: 1 });
    assert.deepEqual(await exited, { exitCode: 0 });
    assert.equal(textOf('stdout'), 'done\n');
  });

  it('pauses at a virtual time, with the stack of every thread', async () => {
    const stopped = next('stopped');
    await launch('sleeps.py', { pauseAt: 3, justMyCode: false });
    await stopped;
    const { threads } = (await client.threadsRequest()).body;
    assert.deepEqual(
      threads.map((thread) => thread.name),
      ['MainThread', 'worker'],
    );
    const [main, worker] = await Promise.all(threads.map((thread) => framesOf(thread.id)));
    const own = (frames: DebugProtocol.StackFrame[] = []) =>
      frames
        .filter((frame) => frame.source?.path === files.path('sleeps.py'))
        .map((frame) => `${frame.name}:${frame.line}`);
    assert.deepEqual(own(main), ['<module>:7']);
    assert.deepEqual(own(worker), ['work:4']);
    assert.ok(main?.some((frame) => frame.presentationHint === 'subtle'));
  });

  it('shows a deadlock as an exception that explains itself', async () => {
    const stopped = next('stopped');
    await launch('deadlock.py');
    const { reason, description, text, threadId } = (await stopped) as Stopped;
    assert.deepEqual([reason, description], ['exception', 'Deadlock']);
    assert.match(
      text ?? '',
      /one holds a \(taken at deadlock\.py:5\) and waits for b, held by two/,
    );
    const { body } = await client.exceptionInfoRequest({ threadId: threadId ?? 0 });
    assert.equal(body.description, text);
  });

  it('pauses and ends an endless loop', async () => {
    const printed = next('output');
    await launch('spins.py');
    await printed;
    const stopped = next('stopped');
    await client.pauseRequest({ threadId: 1 });
    assert.equal(((await stopped) as Stopped).threadId, 1);
    assert.match((await framesOf(1)).map((frame) => frame.name).join(), /<module>/);
    await client.continueRequest({ threadId: 1 });
    const terminated = next('terminated');
    const start = performance.now();
    await client.terminateRequest();
    await terminated;
    assert.ok(performance.now() - start < 1_000);
  });

  it('takes a line of the console as input', async () => {
    const exited = next('exited');
    const asked = new Promise((resolve) => client.once('weft/inputWanted', resolve));
    await launch('asks.py');
    await asked;
    await client.evaluateRequest({ expression: 'Ada', context: 'repl' });
    await exited;
    assert.match(textOf('stdout'), /hello Ada\n$/);
  });

  it('restarts', async () => {
    const stopped = next('stopped');
    await launch('sleeps.py', { pauseAt: 3 });
    await stopped;
    const again = next('stopped');
    await client.restartRequest({});
    await again;
    const { threads } = (await client.threadsRequest()).body;
    assert.equal(threads.length, 2);
  });
});
