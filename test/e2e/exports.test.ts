// A run leaves VS Code in other formats: into an editor, onto the clipboard, into a file.

import { Resvg } from '@resvg/resvg-js';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTraceEvents } from '../support/export/traceEventFormat.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import { weftPage } from '../support/vscode/weftPages.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const handOver = `import threading
door = threading.Lock()
def work():
    with door:
        print('inside')
with door:
    worker = threading.Thread(target=work, name='worker')
    worker.start()
worker.join()
`;

describe('an exported run', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await vscodeServer().openFolder({ 'hand.py': handOver });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.openFile('hand.py');
    await workbench.runCommand('Weft: Run Current File in Weft');
    await workbench.panel.run('hand.py', 'Ended, exit code 0');
  });
  after(() => workbench.dispose());

  async function exportAs(format: string, target?: string): Promise<void> {
    await workbench.runCommand('Weft: Export Run…');
    await workbench.pick(format);
    if (target !== undefined) await workbench.pick(target);
  }

  /** VS Code's own dialog is there, and suggests a file in the folder. */
  async function dialogSuggests(name: string): Promise<void> {
    const input = workbench.page.locator('.quick-input-widget input[type="text"]:visible');
    const read = () => input.inputValue({ timeout: 5000 });
    await waitUntil(read, (path) => path.endsWith(`/${name}`), { what: `${name} in the dialog` });
  }

  async function saveAs(name: string): Promise<string> {
    await dialogSuggests(name);
    await workbench.page.keyboard.press('Enter');
    return written(name);
  }

  async function written(name: string): Promise<string> {
    const path = join(workbench.folder, name);
    const read = async (): Promise<string> => {
      try {
        return await readFile(path, 'utf8');
      } catch {
        return ''; // not written yet
      }
    };
    return waitUntil(read, (text) => text !== '', { what: `${name} in the folder` });
  }

  it('is a diagram on the clipboard', async () => {
    await exportAs('Mermaid sequence diagram', 'Copy to the Clipboard');
    const read = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    const isDiagram = (text: string): boolean => text.startsWith('sequenceDiagram');
    const text = await waitUntil(read, isDiagram, { what: 'the diagram on the clipboard' });
    assert.match(text, /participant T2 as worker/);
    assert.match(text, /T2-xO1: acquire: waits \(held by MainThread\)/);
  });

  it('is a report in an editor beside', async () => {
    await exportAs('Markdown report', 'Open Beside');
    await workbench.page.locator('.monaco-editor').getByText('# hand.py').first().waitFor();
  });

  it('is a trace in a file', async () => {
    await exportAs('Perfetto trace');
    const events = readTraceEvents(await saveAs('hand.perfetto.json'));
    assert(events.some(({ name }) => name === 'held by worker'));
    await workbench.page.getByText('Exported to hand.perfetto.json.').first().waitFor();
  });

  it('is a picture in a file', async () => {
    await exportAs('SVG picture of the timeline');
    const svg = await saveAs('hand.svg');
    assert(new Resvg(svg).render().height > 100);
  });

  it('is a picture of what the timeline shows', async () => {
    await workbench.runCommand('Weft: Show Timeline');
    const timeline = await weftPage(workbench.page, 'timeline');
    await timeline.locator('.lane-name').first().waitFor();
    await timeline.locator('.stage').press('w');
    await timeline.locator('.stage').press('e');
    await workbench.pick('SVG picture of what is in sight');
    await dialogSuggests('hand.svg');
    await workbench.answerInput(join(workbench.folder, 'part.svg'));
    assert.match(await written('part.svg'), /, steps \d+ to \d+ of \d+<\/title>/);
  });
});
