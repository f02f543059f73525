// Command palette → Run Threading Example → the panel shows how it ended, for each concept.

import { readFileSync } from 'node:fs';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

interface Example {
  readonly title: string;
  readonly concept: string;
  readonly expect: {
    readonly outcome: 'exits' | 'deadlocks';
    readonly exitCode?: number;
    readonly findingIncludes?: readonly string[];
  };
}

const catalogue = JSON.parse(
  readFileSync(new URL('../../examples/catalogue.json', import.meta.url), 'utf8'),
) as readonly Example[];
const firstOfEachConcept = [...Map.groupBy(catalogue, ({ concept }) => concept).values()]
  .map((examples) => examples[0])
  .filter((example) => example !== undefined);

/** Nobody catches its exception: the debugger stops there. */
const RAISES = 'When a thread raises';

describe('Run Threading Example', () => {
  let workbench: Workbench;
  before(async () => {
    await vscodeServer().setSettings({ 'weft.speed': 0 });
    workbench = await vscodeServer().openFolder();
  });
  after(async () => {
    await workbench.dispose();
    await vscodeServer().setSettings({});
  });

  async function goOnAfterException(): Promise<void> {
    await workbench.panel.run(RAISES, 'Paused at an exception');
    await workbench.runCommand('Debug: Continue');
  }

  for (const { title, concept, expect } of firstOfEachConcept) {
    it(`runs "${title}" (${concept})`, async () => {
      await workbench.runCommand('Weft: Run Threading Example');
      await workbench.pick(title);
      if (title === RAISES) await goOnAfterException();
      if (expect.outcome === 'exits') {
        await workbench.panel.run(title, `Ended, exit code ${expect.exitCode ?? 0}`);
      } else {
        await workbench.panel.run(title, 'Deadlocked');
        for (const text of expect.findingIncludes ?? []) await workbench.panel.text(text);
        await workbench.panel.button('Stop').click();
      }
    });
  }
});
