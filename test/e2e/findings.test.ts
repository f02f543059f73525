// A deadlock from the palette: what the panel, the editor and the Problems panel say about it, and
// what can be done then.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ProblemsView } from '../support/vscode/problemsView.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const example = new URL('../../examples/deadlock_two_locks.py', import.meta.url);
/** Without comments behind the code: what can be changed for sure has none. */
const twoLocks = readFileSync(example, 'utf8').replaceAll(/ {2}# never.*/g, '');
const title = 'The dining philosophers';

describe('a deadlock', () => {
  let workbench: Workbench;
  let problems: ProblemsView;
  before(async () => {
    workbench = await vscodeServer().openFolder({ 'swap.py': twoLocks });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    problems = new ProblemsView(workbench);
    await workbench.runCommand('Weft: Run Threading Example');
    await workbench.pick(title);
    await workbench.panel.run(title, 'Deadlocked');
  });
  after(() => workbench.dispose());

  async function clipboard(expected: RegExp): Promise<string> {
    const read = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    return waitUntil(read, (text) => expected.test(text), { what: 'the text on the clipboard' });
  }

  /** Text that is not the document's: what the marks say behind the lines. */
  async function marksShow(expected: RegExp): Promise<void> {
    const read = async () => (await workbench.editorMarks()).join('\n');
    const what = `a mark in the editor: ${String(expected)}`;
    await waitUntil(read, (text) => expected.test(text), { what });
  }

  it('is explained in the panel, with a ring of its threads and locks', async () => {
    await workbench.panel.text(/Deadlock: Aristotle, Hypatia, Kant, Laozi and Simone wait/);
    const ring = workbench.panel.frame.locator('.finding svg').first();
    for (const name of ['Aristotle', 'Simone', 'forks[0]', 'forks[4]']) {
      await ring.getByText(name, { exact: true }).waitFor();
    }
  });

  it('is in the Problems panel, each place with the others beside it', async () => {
    await problems.open();
    const rows = await problems.rows(/Ln 17, Col 18.*\n.*Ln 14, Col 14/);
    assert.match(rows, /wait for each other’s locks\. Weft\(? ?lockCycle\)? \[Ln 14, Col 14\]/);
    assert.match(rows, /Here Aristotle wants forks\[1\]/);
    assert.match(rows, /\[Ln 17, Col 18\] ?: Aristotle wants forks\[1\]/);
  });

  it('is marked in the editor where its locks are held and wanted', async () => {
    await marksShow(/Aristotle holds forks\[0\] here/);
    await marksShow(/Aristotle wants forks\[1\]/);
  });

  it('can be seen at the moment from which there was no way out, and left again', async () => {
    await workbench.runCommand('Weft: Show When It Became Unavoidable');
    await workbench.panel.text(/Looking at step 50 of \d+/);
    await marksShow(/Simone runs/);
    await workbench.runCommand('Weft: Back to Now');
    await marksShow(/Aristotle wants forks\[1\]/);
    await workbench.panel.frame.locator('.past').waitFor({ state: 'detached' });
  });

  it('goes to the clipboard as text and as Markdown', async () => {
    await workbench.runCommand('Weft: Copy Explanation');
    const text = await clipboard(/^Deadlock: Aristotle/);
    assert.match(text, /How it came to this:\n {2}1\. Aristotle took forks\[0\]/);
    assert.match(text, /with self\.left_fork:/);
    await workbench.runCommand('Weft: Copy Explanation as Markdown');
    assert.match(await clipboard(/^### Deadlock/), /\*\*How it came to this\*\*/);
  });

  it('stays in the Problems panel after the run, until it is cleared', async () => {
    await workbench.panel.button('Stop').click();
    await workbench.panel.button('Replay').waitFor();
    await problems.open();
    await problems.rows(/Aristotle took forks\[0\]/);
    await workbench.runCommand('Weft: Clear Findings');
    await workbench.page.getByText('No problems have been detected').waitFor();
  });

  describe('in a file of one’s own', () => {
    /** What is offered for the current file depends on the focus. */
    async function runCurrentFile(): Promise<void> {
      await workbench.runCommand('View: Focus Active Editor Group');
      await workbench.runCommand('Weft: Run Current File in Weft');
    }

    before(async () => {
      await workbench.openFile('swap.py');
      await runCurrentFile();
      await workbench.panel.run('swap.py', 'Deadlocked');
      await workbench.panel.button('Stop').click();
      await workbench.panel.button('Replay').waitFor();
      await problems.open();
      await problems.rows(/writer took pen/);
      await problems.row(/wait for each other’s locks/).dblclick();
    });

    it('leads from its lines back to the panel', async () => {
      await problems.quickFixes(/Explain this finding/);
      await problems.applyFix('Explain this finding');
      await workbench.panel.frame.locator('.finding.selected').waitFor();
    });

    it('is fixed where the fix is mechanical, after a preview', async () => {
      await problems.quickFixes(/Take the locks in the same order/);
      await problems.applyFix(/Take the locks in the same order/);
      await problems.applyPreview();
      await runCurrentFile();
      await workbench.panel.run('swap.py', 'Ended, exit code 0');
      await problems.open();
      await workbench.page.getByText('No problems have been detected').waitFor();
    });
  });
});
