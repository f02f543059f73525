// Who runs is up to the user: freeze, thaw, one alone, one next, by the palette and by the panel.

import assert from 'node:assert/strict';
import { DebugViews } from '../support/vscode/debugViews.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const script = `import threading
import time

lock = threading.Lock()
done = []


def work(name):
    for _ in range(3):
        time.sleep(0.1 - time.monotonic() % 0.1)
        with lock:
            done.append(name)
    print(name, 'is done', flush=True)


threads = [threading.Thread(target=work, args=(n,), name=n) for n in ('ada', 'ben', 'cleo')]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('order', done)
`;

const launch = {
  configurations: [
    {
      ...{
        type: 'weft',
        request: 'launch',
        name: 'paused',
        program: '${workspaceFolder}/work.py',
      },
      ...{ speed: 0, pauseAt: 0.05 },
    },
  ],
};

describe('control of threads', () => {
  let workbench: Workbench;
  before(async () => {
    const files = { 'work.py': script, '.vscode/launch.json': JSON.stringify(launch) };
    workbench = await vscodeServer().openFolder(files);
  });
  after(() => workbench.dispose());

  async function startPaused(): Promise<void> {
    await workbench.debug('paused');
    await workbench.panel.run('work.py', 'Paused at the time you set');
  }

  it('lets a frozen thread wait until it is thawed', async () => {
    await startPaused();
    await workbench.runCommand('Weft: Freeze Thread');
    await workbench.pick('ada');
    await workbench.panel.row(/^thread ada.*frozen/i).waitFor();
    await workbench.runCommand('Weft: Continue');
    await workbench.panel.run('work.py', /frozen/i);
    const text = await workbench.consoleShows(/cleo is done/);
    assert.match(text, /ben is done/);
    assert.doesNotMatch(text, /ada is done/);
    await workbench.runCommand('Weft: Thaw All Threads');
    await workbench.runCommand('Weft: Continue');
    await workbench.panel.run('work.py', 'Ended, exit code 0');
    await workbench.consoleShows(/ada is done/);
  });

  it('runs one thread alone', async () => {
    await startPaused();
    await workbench.runCommand('Weft: Run Only This Thread');
    await workbench.pick('ben');
    await workbench.runCommand('Weft: Continue');
    await workbench.panel.run('work.py', /frozen/i);
    const text = await workbench.consoleShows(/ben is done/);
    assert.doesNotMatch(text, /(ada|cleo) is done/);
    await workbench.runCommand('Weft: Thaw All Threads');
    await workbench.runCommand('Weft: Continue');
    await workbench.panel.run('work.py', 'Ended, exit code 0');
    await workbench.consoleShows(/order \['ben', 'ben', 'ben'/);
  });

  it('lets the user say who runs next', async () => {
    await startPaused();
    await workbench.runCommand('Weft: Run Thread Next');
    await workbench.pick('cleo');
    await workbench.runCommand('Weft: Continue');
    await workbench.panel.run('work.py', 'Ended, exit code 0');
    // The three wake at the same time; by the schedule ada would be first.
    await workbench.consoleShows(/order \['cleo'/);
  });

  it('is at hand in the call stack, and the panel goes along', async () => {
    await startPaused();
    await workbench.runCommand('View: Show Run and Debug');
    const debug = new DebugViews(workbench);
    await debug.chooseFromMenu(debug.row('call-stack', 'ben'), 'Freeze Thread');
    await debug.row('call-stack', /ben.*frozen/).waitFor();
    await workbench.runCommand('View: Show Weft');
    await workbench.panel.row(/^thread ben.*frozen/i).waitFor();
    await workbench.panel.button('Stop').click();
    await workbench.panel.run('work.py', 'Stopped');
  });

  async function stopsAtLock(): Promise<void> {
    await workbench.runCommand('Weft: Continue');
    await workbench.consoleShows(/ada has acquired the Lock/);
    await workbench.runCommand('View: Show Weft');
    await workbench.panel.run('work.py', /breakpoint/i);
  }

  it('stops at what happens to an object, in this run and the next', async () => {
    await startPaused();
    await workbench.runCommand('Weft: Break On…');
    await workbench.pick('lock');
    await workbench.pick('lock is acquired');
    await stopsAtLock();
    await workbench.panel.button('Stop').click();
    await workbench.panel.run('work.py', 'Stopped');
    await startPaused();
    await stopsAtLock();

    await workbench.runCommand('Weft: Sync Breakpoints…');
    const row = workbench.page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'lock is acquired',
    });
    await row.hover();
    await row.getByRole('button', { name: 'Remove' }).click();
    await row.waitFor({ state: 'hidden' });
    await workbench.runCommand('Weft: Continue');
    await workbench.panel.run('work.py', 'Ended, exit code 0');
  });
});
