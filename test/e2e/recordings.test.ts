// Recordings: saved, opened again in another window, looked at without running anything.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/run.mjs';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { RecordingPage } from '../support/vscode/recordingPage.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import { weftPage } from '../support/vscode/weftPages.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const example = readFileSync(join(projectRoot, 'examples', 'deadlock_two_locks.py'), 'utf8');
/** Of a script that is not on this machine. */
const foreign = readFileSync(join(projectRoot, 'test', 'fixtures', 'version1.weft'));

describe('a recording', () => {
  let saved: Uint8Array;

  async function saveRun(workbench: Workbench): Promise<void> {
    await workbench.openFile('two_locks.py');
    await workbench.runCommand('Weft: Run Current File in Weft');
    await workbench.panel.run('two_locks.py', 'Deadlocked');
    await workbench.runCommand('Weft: Stop');
    await workbench.panel.button('Replay').waitFor();
    await workbench.runCommand('Weft: Save Recording…');
    await workbench.acceptInput(/two_locks\.weft$/);
  }

  it('is saved beside the script', async () => {
    const workbench = await vscodeServer().openFolder({ 'two_locks.py': example });
    await saveRun(workbench);
    const file = join(workbench.folder, 'two_locks.weft');
    saved = await waitUntil(
      () => bytesOf(file),
      (bytes) => bytes.length > 0,
      { what: 'the file' },
    );
    await workbench.dispose();
  });

  it('opens in another window with its panel, sources and marks, and runs nothing', async () => {
    const files = { 'two_locks.weft': saved, 'other.py': 'print()\n' };
    const workbench = await vscodeServer().openFolder(files);
    await workbench.openFile('two_locks.weft');
    const page = new RecordingPage(workbench.page);
    await page.text('Deadlock: writer and painter wait for each other');
    await workbench.panel.run('two_locks.py', 'Deadlocked');
    await workbench.panel.sentences(/thread writer: .*waits for paper, held by painter/);
    await timelineWorks(workbench);
    await page.button('Open Script').click();
    await workbench.page.locator('.tab.active[data-resource-name="two_locks.py"]').waitFor();
    await marked(workbench, 'writer wants paper');
    assert.equal(await workbench.consoleText(), '');
    await workbench.dispose();
  });

  it('is replayed from its own sources and gone back to; damage is told', async () => {
    const workbench = await vscodeServer().openFolder({
      'old.weft': foreign,
      'cut.weft': saved.subarray(0, saved.length - 40),
      'empty.weft': new Uint8Array(),
      'text.weft': 'import threading\n',
    });
    const page = new RecordingPage(workbench.page);
    await workbench.openFile('old.weft');
    await page.text('they are not on this machine');
    await workbench.panel.run('greetings.py', 'Deadlocked');
    await page.button('Replay').click();
    await waitUntil(
      () => workbench.consoleText(),
      (text) => text.includes('Grüße, Ada'),
      { what: 'output' },
    );
    await workbench.panel.run('greetings.py', /Paused as some threads|Deadlocked/);
    await workbench.runCommand('Weft: Stop');
    await workbench.panel.button('Replay').waitFor();
    await workbench.runCommand('Weft: Show Earlier Run…');
    await workbench.pick('greetings.py');
    // The source is open where the replay stood; marks that stay are those of the recording.
    await marked(workbench, 'write wants paper');
    await saysWhatIsWrong(workbench);
    await workbench.dispose();
  });

  async function saysWhatIsWrong(workbench: Workbench): Promise<void> {
    const page = new RecordingPage(workbench.page);
    await workbench.openFile('text.weft');
    await page.text('This is not a recording of Weft');
    await workbench.openFile('empty.weft');
    await page.text('This file is empty');
    await workbench.openFile('cut.weft');
    await page.text('The end of this recording is cut off');
    await workbench.panel.text('its schedule is lost');
  }
});

/** The one in the recording's own editor. */
async function timelineWorks(workbench: Workbench): Promise<void> {
  const timeline = await weftPage(workbench.page, 'timeline');
  await timeline.locator('.lane-text').getByText('painter').waitFor();
  const panel = await weftPage(workbench.page, 'panel');
  await timeline.locator('.stage').press('Home');
  await panel.locator('.past-text').getByText('As it was at 0.000 s').waitFor();
  await timeline.locator('.stage').press('End');
  await panel.locator('.past').waitFor({ state: 'detached' });
  await timeline.locator('.stage').press('ArrowDown');
  await panel.locator('.row[data-key="thread:1"][aria-selected="true"]').waitFor();
}

async function marked(workbench: Workbench, text: string): Promise<void> {
  await waitUntil(
    () => workbench.editorMarks(),
    (marks) => marks.some((mark) => mark.includes(text)),
    { what: `"${text}" in the recorded source` },
  );
}

function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return Promise.resolve(readFileSync(file));
  } catch {
    return Promise.resolve(new Uint8Array());
  }
}
