// Runs that something comes in the way of: their file is deleted, their window is loaded again, the
// extension host dies.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionHostsOf } from '../support/vscode/extensionHosts.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const fails = `import threading


def fail():
    input('Go on? ')
    raise ValueError('as it should')


threading.Thread(target=fail, name='failing').start()
`;

/** Two threads that never wait. */
const busy = `import threading


def work():
    while True:
        pass


for name in ('ada', 'ben'):
    threading.Thread(target=work, name=name).start()
`;

describe('a run that is interrupted', () => {
  let workbench: Workbench;
  /** Extension hosts of windows that were closed before: they stay for a while. */
  let earlier: readonly number[];
  before(async () => {
    earlier = extensionHostsOf(vscodeServer().process);
    const files = { 'fails.py': fails, 'busy.py': busy, 'hello.py': `print('hello')\n` };
    workbench = await vscodeServer().openFolder(files);
  });
  after(() => workbench.dispose());

  async function notified(expected: RegExp): Promise<void> {
    const notifications = workbench.page.locator('.notification-list-item');
    await notifications.filter({ hasText: expected }).first().waitFor();
    assert.equal(await notifications.filter({ hasText: expected }).count(), 1);
    await workbench.runCommand('Notifications: Clear All Notifications');
  }

  /** Runs what never ends; gives the window's extension hosts. */
  async function runBusy(): Promise<readonly number[]> {
    await workbench.runFile('busy.py');
    await workbench.panel.run('busy.py', 'Running');
    return extensionHostsOf(vscodeServer().process).filter((id) => !earlier.includes(id));
  }

  /** Waits until none of them is left. */
  async function haveEnded(hosts: readonly number[]): Promise<void> {
    const left = () => Promise.resolve(extensionHostsOf(vscodeServer().process));
    const isOver = (now: readonly number[]): boolean => !now.some((id) => hosts.includes(id));
    await waitUntil(left, isOver, { what: `the end of ${hosts.join(', ')}` });
  }

  async function nextRunWorks(): Promise<void> {
    await workbench.panel.text('See what your threads do');
    await workbench.runFile('hello.py');
    await workbench.panel.run('hello.py', 'Ended, exit code 0');
    await workbench.consoleShows(/hello/);
  }

  it('has its lines in tracebacks when its file is gone, and then it is said what is missing', async () => {
    await workbench.runFile('fails.py');
    await workbench.panel.run('fails.py', 'Waiting for input');
    await rm(join(workbench.folder, 'fails.py'));
    await workbench.answerInput('');
    await workbench.panel.run('fails.py', 'Paused at an exception');
    await workbench.runCommand('Weft: Continue');
    await workbench.panel.run('fails.py', 'Ended');
    await workbench.consoleShows(
      /fails\.py", line 6, in fail\s+raise ValueError\('as it should'\)\s+ValueError/,
    );
    await workbench.runCommand('Weft: Restart');
    await notified(/fails\.py does not exist/);
  });

  it('is ended by a restart that finds no file', async () => {
    const file = join(workbench.folder, 'short.py');
    await writeFile(file, busy);
    await workbench.runFile('short.py');
    await workbench.panel.run('short.py', 'Running');
    await rm(file);
    await workbench.runCommand('Weft: Restart');
    await workbench.panel.run('short.py', 'Stopped');
    await notified(/The script .*short\.py can't be read: .*no such file/);
  });

  it('ends with its window', async () => {
    const hosts = await runBusy();
    assert.equal(hosts.length, 1);
    await workbench.page.reload();
    await haveEnded(hosts);
    await nextRunWorks();
  });

  it('ends with the extension host, and the next one has a panel', async () => {
    const hosts = await runBusy();
    for (const id of hosts) process.kill(id, 'SIGKILL');
    await haveEnded(hosts);
    await nextRunWorks();
  });
});
