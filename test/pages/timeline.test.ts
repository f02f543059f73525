// The timeline in a plain browser page: what is shown, reached by keyboard and mouse, and posted.

import assert from 'node:assert/strict';
import type { ObjectId, Step, ThreadId } from '../../src/core/base/ids.ts';
import { EVENT_WIDTH } from '../../src/core/trace/batch.ts';
import { TIMELINE_STYLES } from '../../src/host/timeline/timelineStyles.ts';
import { axeViolations } from '../support/axeViolations.ts';
import { pagesForTests } from '../support/panel/pagesForTests.ts';
import type { PanelPage } from '../support/panel/panelHarness.ts';
import { THEMES, type Theme } from '../support/panel/themes.ts';
import {
  append,
  crowd,
  deadlock,
  eventsOf,
  everyday,
  hydrate,
  hydration,
} from '../support/timeline/timelineRuns.ts';
import { batchOf } from '../support/batchOf.ts';

const [dark] = THEMES;

describe('the timeline in a page', () => {
  const open = pagesForTests({ entry: 'webview/timeline.ts', styles: TIMELINE_STYLES });
  let timeline: PanelPage;

  async function show(theme: Theme | undefined = dark): Promise<void> {
    assert.ok(theme);
    timeline = await open(theme, 1200, 320);
    await timeline.send(...hydration(everyday));
  }
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await timeline.page.locator('.stage').press(key);
      await timeline.settle();
    }
  }
  /** The host's answer to the last wish for a step. */
  async function answer(): Promise<void> {
    const wish = (await timeline.posted()).findLast(({ kind }) => kind === 'showStep');
    const step = wish?.kind === 'showStep' ? wish.step : undefined;
    await timeline.send({ kind: 'cursor', cursor: step, standsAt: undefined });
  }
  const last = async () => (await timeline.posted()).at(-1);
  const text = (selector: string) => timeline.page.locator(selector).innerText();
  const texts = (selector: string) => timeline.page.locator(selector).allInnerTexts();
  const boxOf = async (selector: string) => {
    const found = await timeline.page.locator(selector).boundingBox();
    assert.ok(found);
    return found;
  };
  const canvas = () => boxOf('canvas.lanes');

  it('asks for everything when it is loaded, and says that nothing has run', async () => {
    assert.ok(dark);
    timeline = await open(dark, 1200, 320);
    assert.deepEqual(await timeline.posted(), [{ kind: 'hydrateMe' }]);
    await timeline.send({
      ...{ kind: 'hydrate', run: undefined, settings: { hideLibraryObjects: true } },
      ...{ cursor: undefined, standsAt: undefined, selection: undefined },
    });
    await timeline.page.getByRole('button', { name: 'Run Threading Example' }).click();
    assert.deepEqual(await last(), { kind: 'command', command: 'runExample' });
  });

  it('has a lane for each thread, and one for each lock on request', async () => {
    await show();
    assert.deepEqual(await texts('.lane-text'), ['main', 'worker-1', 'worker-2']);
    await press('l');
    assert.deepEqual(await texts('.lane-text'), ['jobs', 'ready']);
  });

  it('draws only the lanes in sight, wherever one scrolls', async () => {
    await show();
    await timeline.send(...hydration(crowd(60)));
    assert.ok((await canvas()).height < 320);
    assert.equal((await texts('.lane-text'))[0], 'main');
    await press('ArrowUp');
    assert.equal((await texts('.lane-text')).at(-1), 'worker-59');
    const [names, name] = [await boxOf('.names-place'), await boxOf('.lane-name.chosen')];
    assert.ok(name.y >= names.y && name.y + name.height <= names.y + names.height + 1);
  });

  describe('while events take long to draw', () => {
    beforeEach(async () => {
      await show();
      await timeline.page.evaluate(() => {
        // Only what is measured takes time.
        let clock = performance.now();
        performance.now = () => (clock += 10);
      });
    });

    it('draws another run at once', async () => {
      await timeline.send(hydrate(0 as Step, { ...everyday, findings: [] }), ...eventsOf(everyday));
      await timeline.send(...hydration(crowd(60)));
      assert.equal((await texts('.lane-text'))[3], 'worker-3');
    });

    it('scrolls to lanes that it has not drawn yet', async () => {
      const { trace, names } = crowd(60);
      const { numbers, ...batch } = batchOf(trace);
      const [half, none] = [30, { sites: [], stacks: [] }];
      const first = { ...batch, numbers: numbers.slice(0, half * EVENT_WIDTH) };
      const rest = { ...batch, from: half as Step, numbers: numbers.slice(half * EVENT_WIDTH) };
      await timeline.send(hydrate(0 as Step, { names, findings: [] }), append(first));
      await timeline.send(append({ ...rest, ...none }));
      await press('ArrowUp');
      assert.equal((await texts('.lane-text')).at(-1), 'worker-59');
    });
  });

  it('asks again when events are missing', async () => {
    await show();
    await timeline.send(append({ ...batchOf(everyday.trace), from: 900 as Step }));
    assert.deepEqual(await last(), { kind: 'hydrateMe' });
  });

  it('says how much has come of a long run', async () => {
    await show();
    await timeline.send(
      hydrate((everyday.trace.length * 4) as Step, { ...everyday, findings: [] }),
    );
    await timeline.send(...eventsOf(everyday));
    assert.equal(await text('.progress'), 'Loading 25 %');
  });

  it('moves its cursor by keys, one wish at a time', async () => {
    await show();
    await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
    const wishes = (await timeline.posted()).filter(({ kind }) => kind === 'showStep');
    assert.equal(wishes.length, 1);
    await answer();
    await answer();
    const { length } = everyday.trace;
    assert.deepEqual(await last(), { kind: 'showStep', step: length - 3 });
    assert.match(await text('.moment'), new RegExp(`step ${length - 3}$`));
    await press('Home');
    await answer();
    assert.match(await text('.moment'), /step 0$/);
  });

  it('takes the debugger to its cursor, by button and by key, and shows where it stands', async () => {
    await show();
    const goHere = timeline.page.getByRole('button', { name: 'Go Here' });
    assert.equal(await goHere.isDisabled(), true);
    await timeline.send({ kind: 'cursor', cursor: 7 as Step, standsAt: undefined });
    await goHere.click();
    assert.deepEqual(await last(), { kind: 'goHere', step: 7 });
    await timeline.send({ kind: 'cursor', cursor: undefined, standsAt: 7 as Step });
    assert.match(await text('.moment'), /step 7$/);
    assert.match(await text('.stands-at'), /The debugger stands at step 7\./);
    assert.equal(await goHere.isDisabled(), true);
    await press('ArrowLeft', 'g');
    assert.deepEqual(await last(), { kind: 'goHere', step: 6 });
    await timeline.send({ kind: 'cursor', cursor: 6 as Step, standsAt: 7 as Step });
    await press('End');
    assert.deepEqual(await last(), { kind: 'showStep', step: everyday.trace.length });
  });

  it('says what is in sight when it asks for an export', async () => {
    await show();
    await press('ArrowDown', 'h', 'x', 'e');
    const asked = await last();
    assert.ok(asked?.kind === 'export');
    const { lanes, axis, mode, from, to } = asked.part;
    assert.deepEqual([lanes, axis, mode], [['thread:2', 'thread:3'], 'time', 'threads']);
    assert.ok(from < to);
  });

  it('goes from event to event of the chosen thread', async () => {
    await show();
    await press('ArrowDown', 'ArrowDown');
    assert.deepEqual(await last(), { kind: 'select', selection: { kind: 'thread', id: 2 } });
    await press('Home');
    await answer();
    await press('.');
    await answer();
    assert.match(await text('.details h2'), /worker-1: not started/);
  });

  it('moves the cursor where the ruler is dragged', async () => {
    await show();
    const box = await canvas();
    await timeline.page.mouse.move(box.x + 30, box.y + 6);
    await timeline.page.mouse.down();
    await timeline.page.mouse.move(box.x + box.width / 2, box.y + 6, { steps: 4 });
    await timeline.page.mouse.up();
    await answer();
    await answer();
    const wish = await last();
    const step = wish?.kind === 'showStep' ? (wish.step ?? 0) : 0;
    assert.ok(Math.abs(step - everyday.trace.length / 2) < 3, `at ${step}`);
  });

  it('opens the source of what is clicked, and chooses its thread', async () => {
    await show();
    const box = await canvas();
    const y = box.y + 20 + 9 + 7;
    await timeline.page.mouse.click(box.x + (box.width * 10) / 44.5, y);
    await timeline.settle();
    const posted = await timeline.posted();
    assert.deepEqual(posted.filter(({ kind }) => kind === 'select').at(-1), {
      ...{ kind: 'select', selection: { kind: 'thread', id: 1 } },
    });
    const reveal = posted.find(({ kind }) => kind === 'reveal');
    assert.equal(reveal?.kind === 'reveal' && reveal.file, '/main.py');
  });

  it('tells who holds what a thread is blocked on', async () => {
    await show();
    await timeline.send({ kind: 'select', selection: { kind: 'thread', id: 2 as ThreadId } });
    await timeline.send({ kind: 'cursor', cursor: 15 as Step, standsAt: undefined });
    assert.equal(await text('.details h2'), 'worker-1: blocked on jobs');
    assert.match(await text('.details'), /held by main, taken at main\.py:1 in main/);
  });

  it('pins, hides and moves lanes', async () => {
    await show();
    await press('ArrowDown', 'Shift+ArrowDown');
    assert.deepEqual(await texts('.lane-text'), ['worker-1', 'main', 'worker-2']);
    await press('ArrowDown', 'p');
    assert.deepEqual(await texts('.lane-text'), ['worker-2', 'worker-1', 'main']);
    await press('h');
    assert.deepEqual(await texts('.lane-text'), ['worker-1', 'main']);
    await press('u');
    assert.equal((await texts('.lane-text')).length, 3);
  });

  it('filters lanes, and finds events by what they say', async () => {
    await show();
    const find = timeline.page.getByRole('searchbox');
    await find.fill('sets ready');
    await find.press('Enter');
    await answer();
    assert.match(await text('.moment'), /8 ms, step \d+$/);
    await find.fill('worker');
    await timeline.settle();
    assert.deepEqual(await texts('.lane-text'), ['worker-1', 'worker-2']);
  });

  it('is a table on request, with the same words', async () => {
    await show();
    await press('t');
    const rows = await texts('.table tbody tr');
    assert.ok(
      rows.some((row) => /worker-1\s+blocked on jobs\s+4 ms/.test(row)),
      rows.join('\n'),
    );
  });

  it('tells a screen reader where the cursor is, when it rests', async () => {
    await show();
    await press('ArrowDown');
    await timeline.page.getByText(/step 43\. main: /).waitFor({ state: 'attached' });
  });

  it('shows its keys', async () => {
    await show();
    await press('?');
    assert.match(await text('.help'), /previous, next step/);
    await press('Escape');
    assert.equal(await timeline.page.locator('.help').count(), 0);
  });

  it('highlights an object that was chosen elsewhere', async () => {
    await show();
    const before = await timeline.page.locator('canvas.lanes').screenshot();
    await timeline.send({ kind: 'select', selection: { kind: 'object', id: 1 as ObjectId } });
    assert.notDeepEqual(await timeline.page.locator('canvas.lanes').screenshot(), before);
  });

  for (const theme of THEMES) {
    it(`has nothing that axe would mend, ${theme.name}`, async () => {
      const rules = theme === dark ? 'all' : 'colours';
      await show(theme);
      await press('ArrowDown', '?');
      assert.deepEqual(await axeViolations(timeline.page, rules), []);
      await press('Escape', 't');
      assert.deepEqual(await axeViolations(timeline.page, rules), []);
      await timeline.send(...hydration(deadlock));
      assert.deepEqual(await axeViolations(timeline.page, rules), []);
    });
  }
});
