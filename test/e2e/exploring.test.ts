// Finding the schedule that breaks a program, from the palette and from the Test Explorer.

import assert from 'node:assert/strict';
import { BANK, MANY_SCHEDULES, TEST_BANK, TWO_LOCKS } from '../support/exploration/programs.ts';
import { ResultTab } from '../support/vscode/resultTab.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const files = {
  'locks.py': TWO_LOCKS,
  'many.py': MANY_SCHEDULES,
  'test_bank.py': TEST_BANK,
  'bank.py': BANK,
  'test_plain.py': 'def test_plain():\n    assert 1 + 1 == 2\n',
};

describe('Find Deadlocks and Races', () => {
  let workbench: Workbench;
  let result: ResultTab;
  before(async () => {
    await vscodeServer().setSettings({ 'weft.exploreSchedules': 1_000_000 });
    workbench = await vscodeServer().openFolder(files);
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    result = new ResultTab(workbench.page);
  });
  after(async () => {
    await workbench.dispose();
    await vscodeServer().setSettings({});
  });

  async function explore(name: string): Promise<void> {
    await workbench.openFile(name);
    await workbench.runCommand('Weft: Find Deadlocks and Races');
  }

  it('shows the failing schedule as a table, and replays it in the debugger', async () => {
    await explore('locks.py');
    const text = await result.verdict(/locks\.py fails on schedule \d+/);
    assert.match(text, /Deadlock: (one and two|two and one) wait for each other’s locks/);
    const { heads, cells } = await result.table();
    assert.deepEqual(heads, ['MainThread', 'one', 'two']);
    assert.ok(
      cells.some((cell) => /waits for (left|right) for ever/.test(cell)),
      cells.join('\n'),
    );
    await result.button('Replay in Debugger').click();
    await workbench.panel.run('locks.py', 'Deadlocked');
    await workbench.runCommand('Weft: Stop');
  });

  it('gives the schedule away, and a test that runs it again', async () => {
    await result.button('Copy Schedule').click();
    const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    await waitUntil(clipboard, (text) => text.startsWith('weft'), { what: 'the schedule' });
    await result.button('Generate Test').click();
    await workbench.page.locator('.view-line').filter({ hasText: 'expect-schedule' }).waitFor();
  });

  it('tells how far it is, ends when it is cancelled, and calls nothing proved then', async () => {
    await explore('many.py');
    const said = await result.progress();
    assert.match(said, /Exploring many\.py/);
    assert.match(said, /\(\d+\/s\), [\d,]+ different, nothing found yet/);
    await workbench.page.getByRole('button', { name: 'Cancel', exact: true }).click();
    const text = await result.verdict(/many\.py nothing found in .* before it was cancelled/);
    assert.match(text, /That is no proof/);
  });

  it('has the tests that may use threads in the Test Explorer, and says there how they fail', async () => {
    await workbench.runCommand('Testing: Focus on Test Explorer View');
    const rows = workbench.page.locator('.test-explorer .monaco-list-row');
    await rows.filter({ hasText: 'test_bank.py' }).waitFor();
    assert.equal(await rows.filter({ hasText: 'test_plain.py' }).count(), 0);
    await workbench.openFile('test_bank.py');
    await workbench.runCommand('Test: Run Tests in Current File');
    const message = workbench.page.locator('.test-output-peek, .zone-widget, .monaco-editor');
    await message.filter({ hasText: '1 != 2' }).first().waitFor({ timeout: 60_000 });
  });
});
