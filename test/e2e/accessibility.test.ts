// axe-core finds nothing to mend in the panel in VS Code; the panel alone is judged in test/pages.

import assert from 'node:assert/strict';
import { axeViolations, type AxeRules } from '../support/axeViolations.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { themes, type Workbench } from '../support/vscode/workbench.ts';

const launch = {
  configurations: ['deadlock_two_locks', 'threading_local', 'threading_semaphore'].map((name) => ({
    type: 'weft',
    request: 'launch',
    name,
    program: `weft-example:/examples/${name}.py`,
    speed: 0,
    pauseAt: 0.7,
  })),
};

describe('the panel for everybody', () => {
  let workbench: Workbench;
  before(async () => {
    const files = { '.vscode/launch.json': JSON.stringify(launch) };
    workbench = await vscodeServer().openFolder(files);
  });
  after(async () => {
    await workbench.setTheme('Dark Modern');
    await workbench.dispose();
  });

  async function violations(rules?: AxeRules): Promise<readonly string[]> {
    const body = await workbench.panel.body.elementHandle();
    const frame = await body?.ownerFrame();
    assert.ok(frame, 'the panel has no frame');
    return axeViolations(frame, rules);
  }

  it('has no violations before the first run', async () => {
    await workbench.runCommand('View: Show Weft');
    await workbench.panel.text('Run Threading Example');
    assert.deepEqual(await violations(), []);
  });

  it('has no violations with marks, with a table, and at the end', async () => {
    const { panel } = workbench;
    await workbench.debug('threading_local');
    await panel.run('Each thread its own value', 'Paused');
    assert.deepEqual(await violations(), [], 'with a table');
    await panel.button('Stop').click();
    await panel.run('Each thread its own value', 'Stopped');
    assert.deepEqual(await violations(), [], 'ended');
    await workbench.debug('threading_semaphore');
    await panel.run('Let two in at a time', 'Paused');
    await panel.row(/^semaphore lanes/).click();
    await panel.row(/^thread Cleo.*waiter 1/).waitFor();
    assert.deepEqual(await violations(), [], 'paused, with marks');
    await panel.button('Stop').click();
  });

  it('has no violations with a finding, in any theme', async () => {
    const { panel } = workbench;
    await workbench.debug('deadlock_two_locks');
    await panel.button('Continue').click();
    await panel.run('Two locks in opposite order', 'Deadlocked');
    assert.deepEqual(await violations(), []);
    for (const theme of themes) {
      await workbench.setTheme(theme);
      assert.deepEqual(await violations('colours'), [], theme);
    }
    await panel.button('Stop').click();
  });

  it('would be found wanting with a button without a name', async () => {
    await workbench.panel.body.evaluate((body) => body.append(document.createElement('button')));
    assert.match((await violations()).join('\n'), /button-name/);
  });

  it('would be found wanting with a colour that is hard to read', async () => {
    await workbench.panel.body.evaluate((body) => {
      const text = Object.assign(document.createElement('p'), { textContent: 'hard to read' });
      Object.assign(text.style, { color: '#777777', background: '#888888' });
      body.append(text);
    });
    assert.match((await violations('colours')).join('\n'), /color-contrast.*hard to read/);
  });
});
