// Lists of thousands of rows in a page: which are elements, what the keyboard reaches.

import assert from 'node:assert/strict';
import type { ThreadId } from '../../src/core/base/ids.ts';
import { axeViolations } from '../support/axeViolations.ts';
import { pagesForTests } from '../support/panel/pagesForTests.ts';
import type { PanelPage } from '../support/panel/panelHarness.ts';
import { crowdedRun } from '../support/panel/runs.ts';
import { RunStory } from '../support/panel/runStory.ts';
import { THEMES, type Theme } from '../support/panel/themes.ts';

describe('a long list of the panel', () => {
  const open = pagesForTests();
  let panel: PanelPage;
  const row = (key: string) => panel.page.locator(`.row[data-key="${key}"]`);
  const focusedKey = () =>
    panel.page.evaluate(() => document.activeElement?.getAttribute('data-key'));
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await panel.page.keyboard.press(key);
      await panel.settle();
    }
  }

  const COUNT = 5000;
  const threads = () => panel.page.locator('#threads .thread');
  const box = () => panel.page.locator('#threads');
  const scrolled = () => box().evaluate((element) => element.scrollTop);

  /** Is it inside of the list's box, and of the page? */
  const isInSight = (key: string) =>
    row(key).evaluate((element) => {
      const [mine, its] = [element, element.closest('.tree')].map((one) =>
        one?.getBoundingClientRect(),
      );
      return (
        mine !== undefined &&
        its !== undefined &&
        mine.top >= Math.max(its.top, 0) - 1 &&
        mine.bottom <= Math.min(its.bottom, innerHeight) + 1
      );
    });

  beforeEach(async () => {
    panel = await open(THEMES[0] as Theme);
    await panel.hydrate(crowdedRun(COUNT));
  });

  it('has elements for the rows in sight only, and says how many there are', async () => {
    assert.ok((await threads().count()) < 60);
    assert.equal(await panel.page.innerText('[data-section="threads"] vscode-badge'), '5002');
    assert.equal(await row('thread:1').getAttribute('aria-posinset'), '1');
    assert.equal(await row('thread:1').getAttribute('aria-setsize'), String(COUNT + 2));
  });

  it('shows what it is scrolled to', async () => {
    await box().evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await panel.settle();
    assert.ok((await threads().count()) < 60);
    const first = await threads().evaluateAll((rows) => {
      const top = rows[0]?.closest('.tree')?.getBoundingClientRect().top ?? 0;
      return rows.find((one) => one.getBoundingClientRect().bottom > top)?.ariaPosInSet;
    });
    assert.ok(Math.abs(Number(first) - COUNT / 2) < COUNT / 10, String(first));
  });

  it('goes to its end and back by keyboard, one row after the other', async () => {
    await row('thread:1').focus();
    await press('End');
    assert.equal(await focusedKey(), `thread:${COUNT + 2}`);
    assert.ok(await isInSight(`thread:${COUNT + 2}`));
    await press('ArrowUp', 'ArrowUp');
    assert.equal(await focusedKey(), `thread:${COUNT}`);
    await press('Home');
    assert.equal(await focusedKey(), 'thread:1');
    for (let step = 0; step < 40; step++) await press('ArrowDown');
    assert.equal(await focusedKey(), 'thread:41');
    assert.ok(await isInSight('thread:41'));
  });

  it('pages by keyboard, without leaving out what was not seen', async () => {
    await row('thread:1').focus();
    let seen = 0;
    while (await isInSight(`thread:${seen + 1}`)) seen++;
    await press('PageDown');
    const next = Number((await focusedKey())?.slice('thread:'.length));
    assert.ok(next > 2 && next <= seen + 1, `${next} of ${seen}`);
    assert.ok(await isInSight(`thread:${next}`));
    await press('PageUp', 'PageUp', 'PageUp');
    assert.equal(await focusedKey(), 'thread:1');
  });

  it('keeps the focused row, its element too, while it is scrolled out of sight', async () => {
    await row('thread:2').focus();
    await row('thread:2').evaluate((element) => element.setAttribute('data-seen', 'yes'));
    await box().evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await panel.settle();
    assert.equal(await focusedKey(), 'thread:2');
    assert.equal(await row('thread:2').getAttribute('data-seen'), 'yes');
    assert.equal(await isInSight('thread:2'), false);
    await press('ArrowDown');
    assert.equal(await focusedKey(), 'thread:3');
    assert.ok(await isInSight('thread:3'));
  });

  it('shows the thread that is chosen elsewhere', async () => {
    const selection = { kind: 'thread', id: 4321 as ThreadId } as const;
    await panel.send({ kind: 'select', selection, isAutomatic: false });
    await panel.settle();
    assert.equal(await row('thread:4321').getAttribute('aria-selected'), 'true');
    assert.ok(await isInSight('thread:4321'));
    assert.ok((await scrolled()) > 0);
  });

  it('stays where it is while threads change', async () => {
    await box().evaluate((element) => element.scrollTo(0, 20_000));
    await panel.settle();
    const before = await scrolled();
    await panel.send({ kind: 'state', state: { kind: 'paused', reason: 'pause' } });
    await panel.settle();
    assert.equal(await scrolled(), before);
  });

  it('is short again once a filter leaves few', async () => {
    await box().evaluate((element) => element.scrollTo(0, 20_000));
    await panel.page.fill('vscode-text-field input', 'guest-77');
    await panel.settle();
    assert.equal(await threads().count(), 11);
    assert.equal(await box().evaluate((element) => element.classList.contains('long')), false);
    await panel.page.fill('vscode-text-field input', '');
    await panel.settle();
    assert.ok((await threads().count()) < 60);
  });

  it('knows how high its rows are, also when others before them are gone', async () => {
    const story = new RunStory('/a.py');
    const lock = story.object('Lock', 'door');
    for (let number = 0; number < 40; number++) story.thread(`short-${number}`);
    for (let number = 0; number < 120; number++) {
      const thread = story.place(20, '<module>').thread(`tall-${number}`);
      story.place(12, 'visit').waitLock(thread, lock);
    }
    await panel.hydrate(story.view({ kind: 'running' }));
    const height = () => box().evaluate((element) => element.scrollHeight);
    const heightOf = (key: string) =>
      row(key).evaluate((element) => element.getBoundingClientRect().height);
    const short = await heightOf('thread:2');
    for (let share = 0; share <= 1; share += 1 / 16) {
      await box().evaluate(
        (element, part) => element.scrollTo(0, element.scrollHeight * part),
        share,
      );
      await panel.settle();
    }
    const tall = await heightOf('thread:161');
    assert.ok(tall > short);
    await panel.page.fill('vscode-text-field input', 'tall');
    await panel.settle();
    // Heights are not whole numbers.
    const difference = (await height()) - 120 * tall;
    assert.ok(Math.abs(difference) < 60, String(difference));
  });

  it('gives axe nothing to complain about', async () => {
    assert.deepEqual(await axeViolations(panel.page), []);
  });

  it('has the objects in one of their own, below it', async () => {
    const objects = panel.page.locator('#objects');
    assert.ok((await panel.page.locator('#objects .object').count()) < 100);
    await panel.page.locator('#objects [data-key="fold:Locks"]').focus();
    await press('End');
    assert.equal(await focusedKey(), `object:${COUNT + 1}`);
    assert.ok(await isInSight(`object:${COUNT + 1}`));
    await press('ArrowLeft');
    assert.equal(await focusedKey(), 'fold:Locks');
    await press('ArrowLeft');
    assert.equal(await objects.locator('.object').count(), 0);
  });
});
