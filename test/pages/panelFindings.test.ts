// Findings, pictures, earlier steps and control of threads in the panel, in a plain browser page.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { RunView } from '../../src/core/protocol/panel.ts';
import {
  inversionRun,
  longRingRun,
  missingWakeRun,
  pastRun,
  philosophersRun,
  twoRingsRun,
} from '../support/panel/findingRuns.ts';
import { pagesForTests } from '../support/panel/pagesForTests.ts';
import type { PanelPage } from '../support/panel/panelHarness.ts';
import { controlRun, crowdedRun, endedRun, lockRun } from '../support/panel/runs.ts';
import { RunStory } from '../support/panel/runStory.ts';
import { THEMES, type Theme } from '../support/panel/themes.ts';

describe('findings and control in the panel', () => {
  const open = pagesForTests();
  let panel: PanelPage;

  async function show(run: RunView, width = 320): Promise<void> {
    panel = await open(dark, width);
    await panel.hydrate(run);
  }
  const one = (selector: string): Locator => panel.page.locator(selector);
  const texts = (selector: string) => panel.page.locator(selector).allInnerTexts();
  const button = (name: string) => panel.page.getByRole('button', { name, exact: true });
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await panel.page.keyboard.press(key);
      await panel.settle();
    }
  }
  /** What was posted since the panel asked for its first picture, but for the selection. */
  const posted = async () =>
    (await panel.posted()).slice(1).filter(({ kind }) => kind !== 'chooseThread');

  describe('a finding', () => {
    it('is told in parts: what is, how it came, what would help', async () => {
      await show(philosophersRun());
      assert.equal((await texts('.finding .sentences p')).length, 3);
      assert.deepEqual(await texts('.finding h3'), [
        'How it came to this',
        'What would help',
        'Where in the code',
      ]);
      assert.equal((await texts('.why li')).length, 4);
      assert.match((await texts('.cure')).join(), /^Take the forks in the same order everywhere/);
    });

    it('leads to each of its places, and unfolds the way there', async () => {
      await show(philosophersRun());
      await button('Ada wants forks[1] philosophers.py:16').click();
      await one('.site-unfold').first().click();
      assert.deepEqual(await texts('.stack li'), [
        'philosophers.py:14 in Philosopher.dine',
        'philosophers.py:22 in Philosopher.run',
      ]);
      await button('philosophers.py:22 in Philosopher.run').click();
      const place = { kind: 'reveal', file: '/examples/philosophers.py', column: 9 };
      assert.deepEqual(await posted(), [
        { ...place, line: 16 },
        { ...place, line: 22 },
      ]);
    });

    it('leads back to when it became unavoidable, and is copied', async () => {
      const run = philosophersRun();
      await show(run);
      await button('When It Became Unavoidable').click();
      await button('Copy').click();
      await button('Copy as Markdown').click();
      const [finding] = run.findings;
      const copy = { kind: 'copyFinding', id: finding?.id };
      assert.deepEqual(await posted(), [
        { kind: 'showStep', step: finding?.unavoidableAt?.step },
        { ...copy, format: 'text' },
        { ...copy, format: 'markdown' },
      ]);
    });

    it('has a card of its own for each ring', async () => {
      await show(twoRingsRun());
      assert.equal(await one('.finding.box-bad .diagram').count(), 2);
    });

    it('is not loud when it could happen, and folded when there are several', async () => {
      await show(inversionRun());
      assert.match((await texts('.finding.box-calm .box-title')).join(), /Could happen/);
      assert.equal(await one('.state-deadlocked').count(), 0);
      await panel.hydrate(inversionRun(3));
      assert.equal(await one('.finding').count(), 0);
      await one('.section-title[data-section="predicted"]').click();
      await panel.settle();
      assert.equal(await one('.finding.box-calm').count(), 3);
    });

    it('that is chosen elsewhere is unfolded', async () => {
      await show(inversionRun(3));
      const selection = { kind: 'finding', id: 'finding-2' } as const;
      await panel.send({ kind: 'select', selection, isAutomatic: true });
      assert.equal(await one('.finding.selected').count(), 1);
    });

    it('interrupts a screen reader when it is new and certain, and only once', async () => {
      const story = new RunStory('/a.py');
      await show(story.view({ kind: 'running' }));
      const alert = one('[role="alert"]');
      assert.equal(await alert.textContent(), '');
      const { findings } = philosophersRun();
      await panel.send({ kind: 'findings', findings });
      assert.match((await alert.textContent()) ?? '', /^Deadlock: Ada, Barbara and Grace/);
      await alert.evaluate((region) => region.replaceChildren());
      await panel.send({ kind: 'findings', findings: [...findings] });
      assert.equal(await alert.textContent(), '');
    });
  });

  describe('a ring', () => {
    it('is drawn with a line for each relation, and told as a list', async () => {
      await show(philosophersRun());
      assert.equal(await one('.ring .line-owns').count(), 3);
      assert.equal(await one('.ring .line-wants').count(), 3);
      assert.deepEqual(await one('.ring-text li').allTextContents(), [
        'Ada owns forks[0], waits for forks[1]',
        'Barbara owns forks[1], waits for forks[2]',
        'Grace owns forks[2], waits for forks[0]',
      ]);
    });

    it('is a list that is seen where there is no room to draw', async () => {
      await show(philosophersRun(), 220);
      assert.equal(await one('.ring .diagram').count(), 0);
      assert.ok(await one('.ring-text').isVisible());
    });

    it('is drawn again when the panel gets narrower', async () => {
      await show(philosophersRun(), 500);
      await panel.page.setViewportSize({ width: 220, height: 900 });
      await one('.ring .diagram').waitFor({ state: 'detached' });
    });

    it('of many threads says how many it leaves out', async () => {
      await show(longRingRun(60));
      assert.deepEqual(await texts('.node-gap'), ['105 more']);
    });

    it('of no cycle shows who waits for whom', async () => {
      await show(missingWakeRun());
      assert.deepEqual(await texts('.ring .node'), ['MainThread', 'consumer', 'ready']);
    });

    it('selects what is clicked', async () => {
      await show(philosophersRun());
      await one('.ring [data-select="thread:3"]').click();
      await panel.settle();
      assert.equal(await one('.row[data-key="thread:3"][aria-selected="true"]').count(), 1);
    });
  });

  describe('the graph', () => {
    it('is a tree that arrows walk and Enter selects in', async () => {
      await show(lockRun());
      const items = one('#graph [role="treeitem"]');
      const labels = await items.evaluateAll((all) => all.map((item) => item.ariaLabel));
      assert.deepEqual(labels, [
        'MainThread: waits for worker-1',
        'worker-1: owns Counter.lock',
        'worker-2: waits for Counter.lock',
        'worker-3: waits for Counter.lock',
        'Counter.lock: held by worker-1',
      ]);
      await items.first().focus();
      await press('End', 'Enter');
      assert.deepEqual(await texts('.thread .mark'), ['owner', 'waiter 1', 'waiter 2']);
      assert.equal(await one('#graph .line-wants.near').count(), 2);
    });

    it('follows the run, and leaves each node in its place', async () => {
      const story = new RunStory('/a.py');
      const [first, second] = [story.object('Lock', 'first'), story.object('Lock', 'second')];
      const [a, b] = [story.thread('a'), story.thread('b')];
      story.take(a, first).take(b, second);
      await show(story.view({ kind: 'running' }));
      const place = () => one('#graph foreignObject:has([data-key="object:2"])').getAttribute('y');
      const before = await place();
      story.free(a, first).endThread(a);
      await panel.append(story.batch());
      assert.equal(await one('#graph [data-key="object:1"]').count(), 0);
      assert.equal(await place(), before);
    });

    it('sets off what can’t go on', async () => {
      await show(twoRingsRun());
      assert.equal(await one('#graph .node.stuck').count(), 8);
      assert.equal(await one('#graph .line-owns.stuck').count(), 4);
    });

    it('is folded while there is nothing to draw', async () => {
      await show(new RunStory('/a.py').view());
      assert.equal(await one('[data-section="graph"]').count(), 1);
      assert.equal(await one('.section:has([data-section="graph"])[open]').count(), 0);
    });

    it('of many threads draws those in contention, and counts the rest', async () => {
      await show(crowdedRun(200));
      assert.equal(await one('#graph .node-thread').count(), 40);
      assert.deepEqual(await texts('.graph-rest'), [
        '161 more threads not drawn; 1 thread without locks not drawn',
      ]);
    });
  });

  describe('an earlier step', () => {
    it('is told, shows that world, and leads back', async () => {
      await show(pastRun());
      assert.match((await texts('.past-text')).join(), /^As it was at 0\.120 s\. Now: Deadlocked$/);
      assert.equal(await panel.page.innerText('.clock'), '0.120 s');
      assert.equal(await one('.row.thread.state-deadlocked').count(), 0);
      await one('.past vscode-button').first().click();
      assert.deepEqual(await posted(), [{ kind: 'showStep', step: undefined }]);
      await panel.hydrate(philosophersRun());
      assert.equal(await one('.past').count(), 0);
      assert.equal(await one('.row.thread.state-deadlocked').count(), 4);
    });

    it('offers no control of threads', async () => {
      await show(pastRun());
      assert.equal(await one('.row.thread .row-actions').count(), 0);
    });
  });

  describe('control of threads', () => {
    it('is posted by a row’s buttons', async () => {
      await show(controlRun());
      const row = one('.row[data-key="thread:3"]');
      await row.hover();
      for (const name of ['Thaw', 'Run Only This', 'Run Next']) {
        await row.getByRole('button', { name, exact: true }).click();
      }
      assert.deepEqual(await posted(), [
        { kind: 'thread', command: 'thaw', thread: 3 },
        { kind: 'thread', command: 'solo', thread: 3 },
        { kind: 'thread', command: 'runNext', thread: 3 },
      ]);
      assert.equal(await row.getAttribute('aria-selected'), 'false');
    });

    it('is reached from the row by Tab', async () => {
      await show(controlRun());
      await one('.row[data-key="thread:4"]').focus();
      await press('Tab', 'Tab', 'Enter');
      assert.deepEqual(await posted(), [{ kind: 'thread', command: 'freeze', thread: 4 }]);
    });

    it('is in a menu, by the keyboard’s menu key', async () => {
      await show(controlRun());
      await one('.row[data-key="thread:4"]').focus();
      await press('Shift+F10', 'ArrowDown', 'ArrowDown', 'Enter');
      assert.deepEqual(await posted(), [{ kind: 'thread', command: 'runNext', thread: 4 }]);
      const key = await panel.page.evaluate(() => document.activeElement?.getAttribute('data-key'));
      assert.equal(key, 'thread:4', 'and the focus is back on the row');
    });

    it('is in a menu, by the right button and by the row’s own', async () => {
      await show(controlRun());
      await one('.row[data-key="thread:4"] .name').click({ button: 'right' });
      await panel.page.getByRole('menuitem', { name: 'Freeze' }).click();
      await one('.row[data-key="thread:2"]').hover();
      await one('.row[data-key="thread:2"] [data-do="menu"]').click();
      await panel.page.getByRole('menuitem', { name: 'Go to Source' }).click();
      assert.deepEqual(
        (await posted()).map(({ kind }) => kind),
        ['thread', 'reveal'],
      );
    });

    it('leaves its menu by Escape, with the selection as it was', async () => {
      await show(controlRun());
      await one('.row[data-key="thread:4"]').click();
      await press('Shift+F10', 'Escape');
      assert.equal(await one('.menu').count(), 0);
      assert.equal(await one('.row[data-key="thread:4"][aria-selected="true"]').count(), 1);
    });

    it('shows who is frozen and who runs next', async () => {
      await show(controlRun());
      assert.match(await one('.row[data-key="thread:3"]').innerText(), /Frozen, blocked/);
      assert.deepEqual(await texts('.row[data-key="thread:2"] .tag'), ['next']);
      await one('.frozen-bar vscode-button').click();
      assert.deepEqual(await posted(), [{ kind: 'thread', command: 'thawAll', thread: 3 }]);
      await panel.send({ kind: 'control', control: { frozen: [], next: undefined } });
      assert.equal(await one('.frozen-bar, .row.frozen').count(), 0);
    });

    it('is not there for a thread that has ended', async () => {
      await show(endedRun());
      assert.equal(await one('.row.thread .row-actions').count(), 0);
    });

    it('asks when to break on an object', async () => {
      await show(controlRun());
      await one('.row[data-key="object:1"]').hover();
      await one('.row[data-key="object:1"] [data-do="breakOn"]').click();
      assert.deepEqual(await posted(), [{ kind: 'breakOn', object: 1 }]);
    });
  });

  it('says why the run stands, who stopped, and where threads are by now', async () => {
    await show(controlRun());
    assert.deepEqual(await texts('.head-why p'), [
      'worker-3 stopped at a breakpoint, bank.py:19 in transfer',
      'The condition amount > 100 is true.',
    ]);
    assert.deepEqual(await texts('.row[data-key="thread:4"] .place'), ['bank.py:19 in transfer']);
  });
});

const dark = THEMES[0] as Theme;
