// The panel as something to use: to the source and back, hidden and shown, paused and stepped,
// replayed, and selected in.

import assert from 'node:assert/strict';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const configuration = {
  type: 'weft',
  request: 'launch',
  program: 'weft-example:/examples/threading_lock.py',
  speed: 0,
  pauseAt: 0.1,
};
const launch = {
  configurations: [
    { ...configuration, name: 'paused' },
    { ...configuration, name: 'random', strategy: 'random', seed: 7, pauseAt: 0.5 },
  ],
};
const title = 'Protect a counter';

describe('the panel', () => {
  let workbench: Workbench;
  before(async () => {
    const files = { '.vscode/launch.json': JSON.stringify(launch) };
    workbench = await vscodeServer().openFolder(files);
  });
  after(() => workbench.dispose());

  async function startPaused(name: string): Promise<void> {
    await workbench.debug(name);
    await workbench.panel.run(title, 'Paused at the time you set');
  }

  async function stop(): Promise<void> {
    await workbench.panel.button('Stop').click();
    await workbench.panel.run(title, 'Stopped');
  }

  /** Without the marks of what is chosen: at a stop VS Code chooses a thread, sooner or later. */
  async function unmarked(): Promise<readonly string[]> {
    const sentences = await workbench.panel.sentences(/^thread MainThread/, /^thread worker-/);
    return sentences.map((sentence) => sentence.replace(/: (owner|owned|waiter \d+)(, |$)/, ': '));
  }

  it('goes to the source of a thread', async () => {
    await startPaused('paused');
    const row = workbench.panel.row(/^thread worker-1/);
    const place = /threading_lock\.py:(\d+)/.exec(await row.innerText());
    await row.getByText(/threading_lock\.py:\d+/).click();
    await workbench.page.locator('.tab.active[data-resource-name="threading_lock.py"]').waitFor();
    const isThere = (cursor: string): boolean => cursor.startsWith(`Ln ${place?.[1]},`);
    await waitUntil(() => workbench.cursor(), isThere, { what: `line ${place?.[1]}` });
    await stop();
  });

  it('shows the same again after it was hidden', async () => {
    await startPaused('paused');
    const before = await unmarked();
    await workbench.runCommand('View: Show Explorer');
    await workbench.panel.body.waitFor({ state: 'detached' });
    await workbench.runCommand('View: Show Weft');
    await workbench.panel.run(title, 'Paused at the time you set');
    assert.deepEqual(await unmarked(), before);
    await stop();
  });

  it('marks owner and waiters of the lock that is selected', async () => {
    await startPaused('paused');
    const { panel } = workbench;
    await panel
      .row(/^lock /)
      .getByText('Counter.lock')
      .click();
    await panel.row(/^thread worker-1: owner/).waitFor();
    await panel.row(/^thread worker-2: waiter 1/).waitFor();
    await stop();
  });

  it('pauses, steps to the next event, and goes on', async () => {
    await startPaused('paused');
    const { panel } = workbench;
    await panel.button('Step to the next event').click();
    await panel.run(title, 'Paused after one event');
    await panel.button('Continue').click();
    await panel.run(title, 'Ended, exit code 0');
  });

  it('replays the schedule of a random run', async () => {
    await startPaused('random');
    const { panel } = workbench;
    const recorded = await unmarked();
    await panel.button('Continue').click();
    await panel.run(title, 'Ended, exit code 0');
    await panel.button('Replay the same schedule').click();
    await panel.run(title, 'Paused at the time you set');
    assert.deepEqual(await unmarked(), recorded);
    await stop();
  });
});
