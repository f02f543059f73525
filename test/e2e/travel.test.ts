// Going back in time in the real VS Code: the toolbar's own buttons, the past in call stack, variables
// and console, when a variable changed, and what happens if another thread runs from there.

import assert from 'node:assert/strict';
import { DebugViews } from '../support/vscode/debugViews.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import { weftPage } from '../support/vscode/weftPages.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const adders = `import threading

lock = threading.Lock()
total = 0


def add(amount):
    global total
    for step in range(3):
        with lock:
            before = total
            total = before + amount
            print(threading.current_thread().name, total)
    return total


threads = [threading.Thread(target=add, args=(n,), name=f'adder-{n}') for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('in the end', total)
`;

describe('going back in time', () => {
  let workbench: Workbench;
  let debug: DebugViews;
  before(async () => {
    workbench = await vscodeServer().openFolder({ 'adders.py': adders });
    debug = new DebugViews(workbench);
    await debug.toggleBreakpoint('adders.py', 14);
    await workbench.runCommand('View: Show Run and Debug');
    await workbench.runCommand('Weft: Run Current File in Weft');
    await workbench.panel.text('adder-1 stopped at a breakpoint, adders.py:14 in add');
    await workbench.runCommand('View: Show Run and Debug');
  });
  after(() => workbench.dispose());

  /** Lines of the Debug Console that the program has printed. */
  async function printed(): Promise<readonly string[]> {
    const text = await workbench.consoleText();
    return text.split('\n').filter((line) => /^(adder-|in the end)/.test(line));
  }

  it('steps back with the button of the debug toolbar, to the variables as they were', async () => {
    await workbench.page
      .getByRole('button', { name: /^Step Back/ })
      .first()
      .click();
    await debug.rows('call-stack', /adder-1 PAUSED ON STEP\nadd adders\.py 9:/);
    await workbench.page
      .getByRole('button', { name: /^Step Back/ })
      .first()
      .click();
    await debug.rows('call-stack', /add adders\.py (10|13):/);
    await debug.rows('variables', /step = 2/);
  });

  it('continues back to a breakpoint that was set only now', async () => {
    await debug.toggleBreakpoint('adders.py', 12);
    await workbench.page
      .getByRole('button', { name: /^Reverse/ })
      .first()
      .click();
    await debug.rows('call-stack', /adder-1 PAUSED ON BREAKPOINT\nadd adders\.py 12:/);
    const variables = await debug.rows('variables', /before = 2/);
    assert.match(variables, /step = 2/);
  });

  it('goes to the line that changed a variable, from its menu', async () => {
    const before = debug.row('variables', /before\s*=\s*2/);
    await debug.chooseFromMenu(before, /When Did This Change/);
    await debug.rows('call-stack', /add adders\.py 11:/);
    await debug.rows('variables', /before = 1/);
    const isTold = (text: string): boolean => text.includes('before changes from 1 to 2 here.');
    await waitUntil(() => workbench.consoleText(), isTold, { what: 'what has changed' });
  });

  it('prints nothing twice, and comes back to the end as if it had never left', async () => {
    await workbench.runCommand('Weft: Take the Debugger to the End of the Recording');
    await debug.rows('call-stack', /adder-1 PAUSED ON BREAKPOINT\nadd adders\.py 14:/);
    const lines = await waitUntil(printed, ({ length }) => length >= 3, { what: 'three lines' });
    assert.deepEqual(lines, ['adder-1 1', 'adder-1 2', 'adder-1 3']);
  });

  it('is taken to the cursor of the timeline, whose lane follows the call stack', async () => {
    await workbench.runCommand('Weft: Show Timeline');
    const timeline = await weftPage(workbench.page, 'timeline');
    const lane = timeline.locator('.lane-name.chosen .lane-text');
    await lane.getByText('adder-1').waitFor();
    await timeline.locator('.stage').press('Home');
    await timeline.locator('.stage').press('g');
    await timeline.locator('.stands-at').waitFor();
    assert.match(await timeline.locator('.moment').innerText(), /step \d$/);
    await lane.getByText('MainThread').waitFor();
    await timeline.getByRole('button', { name: 'Take it to the end' }).click();
    await debug.rows('call-stack', /adder-1 PAUSED ON BREAKPOINT\nadd adders\.py 14:/);
    await lane.getByText('adder-1').waitFor();
  });

  it('continues differently from a past moment, and keeps the first run beside the branch', async () => {
    await workbench.runCommand('Weft: Go Here in the Debugger');
    await workbench.answerInput('12');
    await debug.rows('call-stack', /AT STEP 12 OF 19/i);
    await workbench.runCommand('Weft: Run Thread Next');
    await workbench.pick('MainThread');
    await workbench.runCommand('Weft: Continue');
    await debug.rows('call-stack', /adder-2/);
    await workbench.runCommand('Weft: Compare Branches of the Run');
    const dialog = workbench.page.getByRole('dialog', { name: 'Two branches of adders.py' });
    const told = await dialog.innerText();
    assert.match(told, /Both runs are the same up to step 13, at /);
    assert.match(told, /Then adder-1 took lock in the first run, and MainThread ran in this one\./);
    await workbench.page.keyboard.press('Escape');

    await showEarlierRun('left for another branch at step 13');
    const panel = await weftPage(workbench.page, 'panel');
    await panel.getByText('Left for another branch, which differs from step 13 on.').waitFor();
    await panel.getByRole('treeitem', { name: /adder-2: not started/ }).waitFor();
    await showEarlierRun('still running');
    await panel.getByRole('treeitem', { name: /adder-2: ready/ }).waitFor();
  });

  async function showEarlierRun(description: string): Promise<void> {
    await workbench.runCommand('Weft: Show Earlier Run…');
    const row = workbench.page.locator('.quick-input-list .monaco-list-row');
    await row.filter({ hasText: description }).click();
  }
});
