// The panel in every theme and at any width: accessible, nothing cut off, nothing that moves.

import assert from 'node:assert/strict';
import type { RunView } from '../../src/core/protocol/panel.ts';
import { axeViolations } from '../support/axeViolations.ts';
import { pagesForTests } from '../support/panel/pagesForTests.ts';
import type { PanelPage } from '../support/panel/panelHarness.ts';
import {
  inversionRun,
  longRingRun,
  missingWakeRun,
  pastRun,
  philosophersRun,
} from '../support/panel/findingRuns.ts';
import {
  controlRun,
  deadlockRun,
  endedRun,
  everythingRun,
  eventRun,
  lockRun,
  semaphoreRun,
  startingRun,
} from '../support/panel/runs.ts';
import { THEMES, type Theme } from '../support/panel/themes.ts';

const runs: Readonly<Record<string, RunView | undefined>> = {
  starting: startingRun(),
  event: eventRun(),
  lock: lockRun(),
  semaphore: semaphoreRun(),
  deadlock: deadlockRun(),
  everything: everythingRun(),
  ended: endedRun(),
  philosophers: philosophersRun(),
  'missing wake': missingWakeRun(),
  inversion: inversionRun(),
  'long ring': longRingRun(40),
  'earlier step': pastRun(),
  control: controlRun(),
  'no run': undefined,
};

const dark = THEMES[0] as Theme;

describe('the looks of the panel', () => {
  const open = pagesForTests();
  let panel: PanelPage;

  it('are judged by an axe that notices a button without a name', async () => {
    panel = await open(dark);
    await panel.hydrate(undefined);
    await panel.page.evaluate(() => document.body.append(document.createElement('button')));
    assert.match((await axeViolations(panel.page)).join(), /button-name/);
  });

  it('show one button on a narrow row, beside the text', async () => {
    panel = await open(dark, 200);
    await panel.hydrate(controlRun());
    const row = panel.page.locator('.row.thread').first();
    await row.hover();
    assert.equal(await row.locator('.row-actions button:visible').count(), 1);
    const button = await row.locator('.row-actions').boundingBox();
    const word = await row.locator('.word').boundingBox();
    assert.ok(button && word && word.x + word.width <= button.x, 'the state is not covered');
  });

  it('draw every node of the graph inside the panel, at any width', async () => {
    panel = await open(dark);
    await panel.hydrate(controlRun());
    for (let width = 200; width <= 600; width += 20) {
      await panel.page.setViewportSize({ width, height: 900 });
      await panel.settle();
      const ends = await panel.page
        .locator('#graph [role="treeitem"]')
        .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().right));
      assert.ok(ends.length > 0 && ends.every((end) => end <= width), `${width}: ${ends.join()}`);
    }
  });

  for (const theme of THEMES) {
    const rules = theme === dark ? 'all' : 'colours';

    it(`give axe nothing to complain about: ${theme.name}`, async () => {
      panel = await open(theme);
      for (const [name, run] of Object.entries(runs)) {
        await panel.hydrate(run);
        assert.deepEqual(await axeViolations(panel.page, rules), [], name);
      }
    });

    it(`give axe nothing to complain about with all unfolded: ${theme.name}`, async () => {
      panel = await open(theme);
      await panel.hydrate(everythingRun(), false);
      for (const target of ['.legend > summary', '.state-waiting', '[data-key="thread:4"] .name']) {
        await panel.page.locator(target).first().click();
        await panel.settle();
      }
      assert.deepEqual(await axeViolations(panel.page, rules), []);
    });

    it(`give axe nothing to complain about with menu and selection: ${theme.name}`, async () => {
      panel = await open(theme);
      await panel.hydrate(controlRun());
      await panel.page.locator('.row[data-key="thread:3"]').click();
      await panel.page.keyboard.press('Shift+F10');
      await panel.settle();
      assert.equal(await panel.page.locator('.menu').count(), 1);
      assert.deepEqual(await axeViolations(panel.page, rules), []);
    });
  }

  it('need no sideways scrolling at 200 px', async () => {
    panel = await open(dark, 200);
    for (const [name, run] of Object.entries(runs)) {
      await panel.hydrate(run);
      assert.ok((await overflow(panel)) <= 0, name);
    }
  });

  it('need none with text twice as large either', async () => {
    panel = await open(dark);
    await panel.hydrate(everythingRun());
    await panel.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-font-size', '26px');
    });
    assert.ok((await overflow(panel)) <= 0);
  });

  it('move nothing for readers who asked for that', async () => {
    panel = await open(dark);
    await panel.hydrate(startingRun());
    const animations = () => panel.page.evaluate(() => document.getAnimations().length);
    assert.equal(await animations(), 1);
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await animations(), 0);
  });
});

async function overflow({ page }: PanelPage): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
