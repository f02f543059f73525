// axe-core finds nothing to mend in the panel, in any theme.

import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { themes, type Workbench } from '../support/vscode/workbench.ts';

const launch = {
  configurations: [
    {
      type: 'weft',
      request: 'launch',
      name: 'deadlock',
      program: 'weft-example:/examples/deadlock_two_locks.py',
      speed: 0,
    },
  ],
};

describe('the panel for everybody', () => {
  let workbench: Workbench;
  before(async () => {
    const files = { '.vscode/launch.json': JSON.stringify(launch) };
    workbench = await vscodeServer().openFolder(files);
    await workbench.debug('deadlock');
    await workbench.panel.run('Two locks in opposite order', 'Deadlocked');
  });
  after(async () => {
    await workbench.setTheme('Dark Modern');
    await workbench.dispose();
  });

  for (const theme of themes) {
    it(`has no violations in ${theme}`, async () => {
      await workbench.setTheme(theme);
      assert.deepEqual(await violations(workbench), []);
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
