// axe-core finds nothing to mend in the panel, in any theme.

import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
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

  it('has no violations before the first run', async () => {
    await workbench.runCommand('View: Show Weft');
    await workbench.panel.text('Run Threading Example');
    assert.deepEqual(await violations(workbench), []);
  });

  for (const theme of themes) {
    it(`has no violations in ${theme}`, async () => {
      const { panel } = workbench;
      await workbench.setTheme(theme);
      await workbench.debug('threading_semaphore');
      await panel.run('Let two in at a time', 'Paused');
      await panel.row(/^semaphore lanes/).click();
      await panel.row(/^thread Cleo.*waiter 1/).waitFor();
      assert.deepEqual(await violations(workbench), [], 'paused, with marks');
      await panel.button('Stop').click();
      await workbench.debug('threading_local');
      await panel.run('Each thread its own value', 'Paused');
      assert.deepEqual(await violations(workbench), [], 'with a table');
      await panel.button('Stop').click();
      await panel.run('Each thread its own value', 'Stopped');
      assert.deepEqual(await violations(workbench), [], 'ended');
      await workbench.debug('deadlock_two_locks');
      await panel.button('Continue').click();
      await panel.run('Two locks in opposite order', 'Deadlocked');
      assert.deepEqual(await violations(workbench), [], 'with a finding');
      await panel.button('Stop').click();
    });
  }

  it('would be found wanting with a button without a name', async () => {
    await workbench.panel.body.evaluate((body) => body.append(document.createElement('button')));
    assert.match((await violations(workbench)).join('\n'), /button-name/);
  });
});

/** Rule, and the elements that break it. */
async function violations(workbench: Workbench): Promise<readonly string[]> {
  const body = await workbench.panel.body.elementHandle();
  const frame = await body?.ownerFrame();
  assert.ok(frame, 'the panel has no frame');
  await frame.evaluate(axe.source);
  const results = await frame.evaluate(runAxe);
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`,
  );
}

/** Runs in the panel. The view's background is VS Code's; axe has to know it to judge contrast. */
function runAxe(): Promise<AxeResults> {
  document.documentElement.style.background = 'var(--vscode-sideBar-background)';
  return (globalThis as unknown as { axe: typeof axe }).axe.run(document);
}
