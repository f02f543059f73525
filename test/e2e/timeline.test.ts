// The timeline in VS Code: lanes of a run, and a cursor that all views follow.

import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import { weftPage } from '../support/vscode/weftPages.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const program = `import threading

left = threading.Lock()

def work():
    with left:
        print('working')

threads = [threading.Thread(target=work, name=f'worker-{n}') for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
`;

describe('the timeline', () => {
  let workbench: Workbench;
  let timeline: Frame;
  before(async () => {
    workbench = await vscodeServer().openFolder({ 'jobs.py': program });
    await workbench.openFile('jobs.py');
    await workbench.runCommand('Weft: Run Current File in Weft');
    await workbench.panel.run('jobs.py', 'Ended, exit code 0');
    await workbench.runCommand('Weft: Show Timeline');
    timeline = await weftPage(workbench.page, 'timeline');
  });
  after(() => workbench.dispose());

  const moment = () => timeline.locator('.moment').innerText();
  const cursorIs = (text: RegExp) =>
    waitUntil(moment, (shown) => text.test(shown), { what: `the cursor at ${String(text)}` });

  it('has a lane for each thread of the run', async () => {
    const names = () => timeline.locator('.lane-text').allInnerTexts();
    const shown = await waitUntil(names, (all) => all.length === 4, { what: 'four lanes' });
    assert.deepEqual(shown, ['MainThread', 'worker-0', 'worker-1', 'worker-2']);
    await cursorIs(/the end/);
  });

  it('moves the panel with its cursor, by key, by dragging and from the palette', async () => {
    const panel = await weftPage(workbench.page, 'panel');
    await timeline.locator('.stage').press('Home');
    await cursorIs(/step 0$/);
    await panel.locator('.past').waitFor();
    await workbench.runCommand('Weft: Next Step');
    await cursorIs(/step 1$/);
    const box = await timeline.locator('canvas.lanes').boundingBox();
    assert.ok(box);
    await workbench.page.mouse.move(box.x + 40, box.y + 8);
    await workbench.page.mouse.down();
    await workbench.page.mouse.move(box.x + box.width / 2, box.y + 8, { steps: 8 });
    await workbench.page.mouse.up();
    await cursorIs(/step [1-9]\d$/);
    await waitUntil(() => panel.locator('.past-text').innerText(), Boolean, { what: 'the past' });
    await workbench.runCommand('Weft: Go to End');
    await cursorIs(/the end/);
    await panel.locator('.past').waitFor({ state: 'detached' });
  });

  it('chooses the same thread as the panel', async () => {
    const panel = await weftPage(workbench.page, 'panel');
    await timeline.locator('.stage').press('ArrowDown');
    await panel.locator('.row[data-key="thread:1"][aria-selected="true"]').waitFor();
    await timeline.locator('.stage').press('Escape');
  });
});
