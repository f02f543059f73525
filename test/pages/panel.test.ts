// The panel in a plain browser page: what is shown, reached by keyboard, heard and posted.

import assert from 'node:assert/strict';
import { MAIN_THREAD, type ThreadId } from '../../src/core/base/ids.ts';
import type { RunView } from '../../src/core/protocol/panel.ts';
import { pagesForTests } from '../support/panel/pagesForTests.ts';
import type { PanelPage } from '../support/panel/panelHarness.ts';
import { deadlockRun, endedRun, everythingRun, eventRun, lockRun } from '../support/panel/runs.ts';
import { RunStory } from '../support/panel/runStory.ts';
import { THEMES, type Theme } from '../support/panel/themes.ts';

describe('the panel in a page', () => {
  const open = pagesForTests();
  let panel: PanelPage;

  async function show(run: RunView | undefined): Promise<void> {
    panel = await open(dark);
    await panel.hydrate(run);
  }

  const row = (key: string) => panel.page.locator(`.row[data-key="${key}"]`);
  const texts = (selector: string) => panel.page.locator(selector).allInnerTexts();
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await panel.page.keyboard.press(key);
      await panel.settle();
    }
  }
  async function click(selector: string): Promise<void> {
    await panel.page.click(selector);
    await panel.settle();
  }
  /** What was posted since the panel asked for its first picture. */
  const posted = async () => (await panel.posted()).slice(1);
  const focusedKey = () =>
    panel.page.evaluate(() => document.activeElement?.getAttribute('data-key'));

  it('asks for the picture when it is loaded', async () => {
    panel = await open(dark);
    assert.deepEqual(await panel.posted(), [{ kind: 'hydrateMe' }]);
  });

  it('is ready for more when it has the picture, and when it has what is new', async () => {
    const story = new RunStory('/a.py');
    await show(story.view());
    await panel.takenIn(1);
    await panel.send({ kind: 'state', state: { kind: 'paused', reason: 'pause' } });
    story.thread('worker');
    await panel.append(story.batch());
    await panel.takenIn(2);
    assert.deepEqual(await texts('#threads .name'), ['MainThread', 'worker']);
  });

  it('shows a thread with its state, line, wait and locks', async () => {
    await show(lockRun());
    const lines = (await row('thread:2').innerText()).split('\n').filter((line) => line.trim());
    assert.deepEqual(lines, [
      'worker-1',
      'Running',
      'lock.py:17 in Counter.increment',
      'holds',
      'Counter.lock',
    ]);
  });

  it('shows an event, with its flag as a word', async () => {
    await show(eventRun());
    assert.deepEqual(await texts('.object .name'), ['ready']);
    assert.deepEqual(await texts('.object .status'), ['clear']);
  });

  it('shows finished threads behind one line', async () => {
    const story = new RunStory('/a.py');
    for (let number = 1; number <= 5; number++) story.endThread(story.thread(`done-${number}`));
    await show(story.run(MAIN_THREAD).view());
    assert.deepEqual(await texts('#threads .name'), ['MainThread', '5 finished']);
    await click('[data-key="fold:finished"]');
    assert.equal((await texts('#threads .name')).length, 7);
  });

  describe('selection', () => {
    it('of a lock marks its owner and waiters', async () => {
      await show(lockRun());
      await click('.row[data-key="object:1"] .name');
      assert.deepEqual(await texts('.thread .mark'), ['owner', 'waiter 1', 'waiter 2']);
      assert.equal(await row('object:1').getAttribute('aria-selected'), 'true');
    });

    it('of a thread marks the locks it owns and wants, and Escape ends it', async () => {
      await show(deadlockRun());
      await click('.row[data-key="thread:2"] .name');
      assert.deepEqual(await texts('.object .mark'), ['owned', 'waiter 1']);
      await press('Escape');
      assert.equal(await panel.page.locator('.mark, .row[aria-selected="true"]').count(), 0);
    });

    it('of a finding marks its threads and objects', async () => {
      await show(deadlockRun());
      await click('.finding h2');
      assert.equal(await panel.page.locator('.marked-concerned').count(), 5);
    });

    it('of the user’s since a stop stays when the call stack’s comes late', async () => {
      const stopped = async (): Promise<void> => {
        const { state } = lockRun();
        await panel.send({ kind: 'state', state });
      };
      const follow = async (isAutomatic: boolean): Promise<string | null> => {
        const selection = { kind: 'thread', id: 3 as ThreadId } as const;
        await panel.send({ kind: 'select', selection, isAutomatic });
        return row('thread:3').getAttribute('aria-selected');
      };
      await show(lockRun());
      await click('.row[data-key="object:1"] .name');
      assert.equal(await follow(true), 'false');
      assert.equal(await follow(false), 'true', 'the user went to it in the call stack');
      await click('.row[data-key="object:1"] .name');
      await stopped();
      assert.equal(await follow(true), 'true', 'it is another stop');
    });

    it('follows from a lock to its owner by the name shown', async () => {
      await show(lockRun());
      await click('.row[data-key="object:1"] [data-select="thread:3"]');
      assert.equal(await row('thread:3').getAttribute('aria-selected'), 'true');
    });
  });

  it('folds a long explanation, and unfolds it', async () => {
    const run = deadlockRun();
    const [finding] = run.findings;
    assert.ok(finding);
    await show({ ...run, findings: [{ ...finding, sentences: ['Because. '.repeat(200)] }] });
    const folded = await panel.page
      .locator('.finding .sentences')
      .evaluate(({ clientHeight: height }) => height);
    await panel.page.getByRole('button', { name: 'Show All' }).click();
    await panel.settle();
    const whole = await panel.page
      .locator('.finding .sentences')
      .evaluate(({ clientHeight: height }) => height);
    assert.ok(whole > 2 * folded, `${whole} px instead of ${folded} px`);
  });

  describe('source', () => {
    const chosen = [
      { kind: 'select', selection: { kind: 'thread', id: 3 } },
      { kind: 'chooseThread', thread: 3 },
    ];
    const place = { kind: 'reveal', file: '/examples/lock.py', line: 14, column: 5 };

    it('is opened by a click on the line, which selects as well', async () => {
      await show(lockRun());
      await click('.row[data-key="thread:3"] .place a');
      assert.deepEqual(await posted(), [...chosen, place]);
      assert.equal(await row('thread:3').getAttribute('aria-selected'), 'true');
    });

    it('is opened by a double click on the row', async () => {
      await show(lockRun());
      await panel.page.dblclick('.row[data-key="thread:3"] .word');
      assert.deepEqual(await posted(), [...chosen, place]);
    });

    it('of an object is where it was made', async () => {
      await show(lockRun());
      await row('object:1').hover();
      await click('.row[data-key="object:1"] .reveal');
      const selected = { kind: 'select', selection: { kind: 'object', id: 1 } };
      assert.deepEqual(await posted(), [selected, { ...place, line: 9 }]);
    });
  });

  describe('keyboard', () => {
    it('reaches each list by one tab stop, and its rows by arrows', async () => {
      await show(lockRun());
      assert.equal(await panel.page.locator('#threads [role=treeitem][tabindex="0"]').count(), 1);
      await row('thread:1').focus();
      await press('ArrowDown', 'ArrowDown', 'ArrowUp');
      assert.equal(await focusedKey(), 'thread:2');
      await press('End', 'ArrowDown');
      assert.equal(await focusedKey(), 'thread:4');
    });

    it('selects with Enter, and goes to the source with Enter again', async () => {
      await show(lockRun());
      await row('thread:2').focus();
      await press('Enter');
      assert.equal(await row('thread:2').getAttribute('aria-selected'), 'true');
      const kinds = async () => (await posted()).map(({ kind }) => kind);
      assert.deepEqual(await kinds(), ['select']);
      await press('Enter');
      assert.deepEqual(await kinds(), ['select', 'chooseThread', 'reveal']);
    });

    it('folds and unfolds a group with left and right', async () => {
      await show(lockRun());
      await row('fold:Locks').focus();
      await press('ArrowLeft');
      assert.equal(await row('object:1').count(), 0);
      await press('ArrowRight', 'ArrowRight');
      assert.equal(await focusedKey(), 'object:1');
      await press('ArrowLeft');
      assert.equal(await focusedKey(), 'fold:Locks');
    });

    it('comes from a row to its line by Tab', async () => {
      await show(lockRun());
      await row('thread:3').focus();
      await press('Tab', 'Enter');
      assert.deepEqual(
        (await posted()).map(({ kind }) => kind),
        ['chooseThread', 'reveal'],
      );
    });
  });

  describe('live', () => {
    it('updates rows in place: focus and elements stay', async () => {
      const story = new RunStory('/a.py');
      const lock = story.object('Lock', 'lock');
      const worker = story.thread('worker');
      await show(story.view({ kind: 'running' }));
      await row('thread:2').focus();
      await row('thread:2').evaluate((element) => element.setAttribute('data-seen', 'yes'));
      story.at(1).take(MAIN_THREAD, lock).waitLock(worker, lock);
      story.thread('another');
      await panel.append(story.batch());
      assert.equal(await focusedKey(), 'thread:2');
      assert.equal(await row('thread:2').getAttribute('data-seen'), 'yes');
      assert.match(await row('thread:2').innerText(), /Blocked/);
      assert.match(await panel.page.innerText('.clock'), /^1\.000 s$/);
    });

    it('keeps the keyboard in the list when the focused row is folded away', async () => {
      const story = new RunStory('/a.py');
      const threads = [1, 2, 3, 4].map((number) => story.thread(`t${number}`));
      await show(story.view({ kind: 'running' }));
      await row('thread:3').focus();
      for (const thread of threads) story.endThread(thread);
      await panel.append(story.run(MAIN_THREAD).batch());
      assert.equal(await focusedKey(), 'fold:finished');
    });

    it('draws less often than events come if a drawing takes long, and takes all of them', async () => {
      const story = new RunStory('/a.py');
      for (let number = 0; number < 15_000; number++) story.thread(`t${number}`);
      await show(story.view({ kind: 'running' }));
      const badge = '[data-section="threads"] vscode-badge';
      await panel.page.evaluate((selector) => {
        const seen = new Set<string>();
        Object.assign(window, { seen });
        const look = (): void => {
          seen.add(document.querySelector(selector)?.textContent ?? '');
          requestAnimationFrame(look);
        };
        look();
      }, badge);
      const batches = Array.from({ length: 20 }, (_, number) => {
        story.thread(`late-${number}`);
        return story.batch();
      });
      await Promise.all(batches.map((batch) => panel.append(batch)));
      await panel.page.locator(badge).filter({ hasText: '15021' }).waitFor();
      const drawn = await panel.page.evaluate(() => (window as { seen?: Set<string> }).seen?.size);
      assert.ok(drawn !== undefined && drawn < 15, String(drawn));
    });

    it('asks for the picture again when batches are missing', async () => {
      const story = new RunStory('/a.py');
      await show(story.view({ kind: 'running' }));
      story.thread('lost');
      story.batch();
      story.thread('seen');
      await panel.append(story.batch());
      assert.deepEqual(await posted(), [{ kind: 'hydrateMe' }]);
    });

    it('tells a screen reader who changed state', async () => {
      const story = new RunStory('/a.py');
      const lock = story.object('Lock', 'lock');
      const worker = story.thread('worker');
      await show(story.view({ kind: 'running' }));
      story.take(MAIN_THREAD, lock).waitLock(worker, lock);
      await panel.append(story.batch());
      const announced = panel.page.locator('.unseen[role="status"]');
      await announced.filter({ hasText: 'worker blocked on lock' }).waitFor({ state: 'attached' });
    });

    it('keeps selection, filter and folds when it is closed and opened', async () => {
      await show(deadlockRun());
      await click('.row[data-key="thread:2"] .name');
      await click('[data-key="fold:Locks"]');
      await panel.page.fill('vscode-text-field input', 'worker');
      await panel.settle();
      await panel.page.reload();
      await panel.hydrate(deadlockRun());
      assert.equal(await row('thread:2').getAttribute('aria-selected'), 'true');
      assert.deepEqual(await texts('#threads .name'), ['worker-1', 'worker-2']);
      assert.equal(await row('fold:Locks').getAttribute('aria-expanded'), 'false');
    });
  });

  describe('controls', () => {
    it('post what they are for', async () => {
      await show(lockRun());
      for (const name of ['Continue', 'Step to the next event', 'Stop', 'Restart']) {
        await panel.page.getByRole('button', { name, exact: true }).click();
      }
      assert.deepEqual(
        (await posted()).map((message) => message.kind === 'command' && message.command),
        ['continue', 'stepEvent', 'stop', 'restart'],
      );
    });

    it('are there only when they can do something', async () => {
      await show(endedRun());
      const disabled = panel.page.locator('.controls vscode-button[disabled]');
      const labels = await disabled.evaluateAll((all) => all.map((button) => button.ariaLabel));
      assert.deepEqual(labels, ['Pause', 'Step to the next event', 'Stop']);
    });

    it('offer no going on from a deadlock, but what can be done', async () => {
      await show(deadlockRun(false));
      const enabled = panel.page.locator('vscode-button:not([disabled])');
      const labels = await enabled.evaluateAll((all) =>
        all.map((button) => button.ariaLabel ?? button.textContent.trim()),
      );
      assert.deepEqual(labels, [
        'Stop',
        'Restart',
        'Mark Threads and Objects',
        'Copy',
        'Copy as Markdown',
        'Run Again',
        'Run Another Example',
      ]);
    });

    it('set the speed, and follow the host’s', async () => {
      await show(lockRun());
      await panel.page.getByRole('combobox').click();
      await panel.page.getByRole('option', { name: 'Max' }).click();
      assert.deepEqual(await posted(), [{ kind: 'setSpeed', speed: 0 }]);
      await panel.send({ kind: 'speed', speed: 0.25 });
      assert.match(await panel.page.innerText('.speed .selected-value'), /0\.25×/);
    });

    it('ask for the library’s objects', async () => {
      await show(everythingRun());
      await panel.page.getByRole('checkbox').click();
      assert.deepEqual(await posted(), [{ kind: 'setHideLibraryObjects', hide: false }]);
    });

    it('start a run from the empty panel', async () => {
      await show(undefined);
      await panel.page.getByRole('button', { name: 'Run Threading Example' }).click();
      await panel.page.getByRole('button', { name: 'Run Current File' }).click();
      assert.deepEqual(await posted(), [
        { kind: 'command', command: 'runExample' },
        { kind: 'command', command: 'runCurrentFile' },
      ]);
    });

    it('start the next run when one has ended', async () => {
      await show(endedRun(1));
      await panel.page.getByRole('button', { name: 'Run Another Example' }).click();
      assert.deepEqual(await posted(), [{ kind: 'command', command: 'runExample' }]);
      assert.match((await texts('.box')).join(), /ended with exit code 1/);
    });

    it('filter both lists and say how much is left', async () => {
      await show(deadlockRun());
      await panel.page.fill('vscode-text-field input', 'accounts[0]');
      await panel.settle();
      assert.deepEqual(await texts('#threads .name'), ['worker-1']);
      assert.equal(await panel.page.innerText('.matching'), '2 of 5');
      await panel.page.locator('vscode-text-field input').focus();
      await press('Escape');
      assert.equal((await texts('#threads .name')).length, 3);
    });

    it('show only threads of the states that are picked in the legend', async () => {
      await show(lockRun());
      await click('.legend > summary');
      await click('.legend-state.state-blocked');
      assert.deepEqual(await texts('#threads .name'), ['worker-2', 'worker-3']);
      assert.match(await panel.page.innerText('.legend > summary'), /Only blocked/);
    });
  });
});

const dark = THEMES[0] as Theme;
