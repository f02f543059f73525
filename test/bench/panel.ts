// The panel of a run with 20,000 threads that are alive, in VS Code: how many frames a second it gets
// while events come and while the run is paused, and what such a frame costs the page's thread, which
// it shares in a browser with VS Code's own window.

import { readFileSync } from 'node:fs';
import type { Frame, Page } from 'playwright-core';
import { VscodeServer } from '../support/vscode/vscodeServer.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import { weftPage } from '../support/vscode/weftPages.ts';
import { frameWork } from './frameWork.ts';
import type { FrameCost } from './timeline.ts';

/** What somebody does in the panel, from frame to frame. */
const ACTS = ['look', 'scroll', 'filter', 'fold'] as const;
type Act = (typeof ACTS)[number];

export interface PanelCost {
  readonly state: string;
  /** Milliseconds from the launch or from a click until the page shows that. */
  readonly delay: number;
  readonly acts: Readonly<Record<Act, FrameCost>>;
}

/** Alive at once, the main thread included: the most that `weft.threadLimit` allows. */
const THREADS = 20_000;
/** Milliseconds until the last threads do what the others do, or VS Code has drawn what it opened. */
const SETTLING = 3_000;
/** Seconds: some 6,000 and 60,000 events come a second. */
const PAUSES = [10, 1];
/** Four seconds, as events come in waves. Every sixth is a key, or a click. */
const FRAMES = 240;

export async function panelCosts(): Promise<readonly PanelCost[]> {
  const costs: PanelCost[] = [];
  for (const pause of PAUSES) costs.push(...(await costsWith(pause)));
  return costs;
}

/** @param pause of each thread after it has held a lock, in seconds */
async function costsWith(pause: number): Promise<readonly PanelCost[]> {
  const server = await VscodeServer.start();
  try {
    const limits = { 'weft.threadLimit': THREADS, 'weft.memoryLimit': 4096 };
    await server.setSettings({ ...limits, 'weft.stepLimit': 1e8 });
    const workbench = await server.openFolder(files(pause));
    const { page } = workbench;
    const began = performance.now();
    await workbench.debug('live');
    const panel = await weftPage(page, 'panel');
    await shows(panel, '[data-section="threads"]', String(THREADS));
    const state = `${THREADS.toLocaleString('en-US')} live threads that act every ${pause} s`;
    const running = { state, delay: performance.now() - began };
    const costs = [{ ...running, acts: await costOfActs(page, panel) }];
    const asked = performance.now();
    await panel.evaluate(() => document.querySelector<HTMLElement>('.control-pause')?.click());
    await shows(panel, '.run-state', 'Paused');
    const paused = { state: 'the same, paused', delay: performance.now() - asked };
    // VS Code shows where the program stands when it has all call stacks.
    await page.locator('.tab.active').waitFor({ timeout: 60_000 });
    return [...costs, { ...paused, acts: await costOfActs(page, panel) }];
  } finally {
    await server.dispose();
  }
}

function files(pause: number): Readonly<Record<string, string>> {
  const program = readFileSync(new URL('programs/scale/live.py', import.meta.url), 'utf8');
  const live = {
    ...{ type: 'weft', request: 'launch', name: 'live', program: '${workspaceFolder}/live.py' },
    ...{ args: [String(THREADS - 1), String(pause)], internalConsoleOptions: 'neverOpen' },
  };
  const launch = { configurations: [live] };
  return { 'live.py': program, '.vscode/launch.json': JSON.stringify(launch) };
}

async function shows(panel: Frame, selector: string, text: string): Promise<void> {
  const read = () => panel.locator(selector).innerText();
  const what = `${text} in the panel`;
  await waitUntil(read, (shown) => shown.includes(text), { what, timeout: 120_000 });
}

async function costOfActs(page: Page, panel: Frame): Promise<PanelCost['acts']> {
  await new Promise((resolve) => setTimeout(resolve, SETTLING));
  const playing = (act: Act) => panel.evaluate(play, { act, frames: FRAMES });
  const rates: number[] = [];
  for (const act of ACTS) rates.push((FRAMES * 1000) / (await playing(act)));
  // Chromium is busy with a trace also for a while after it.
  const costs: [Act, FrameCost][] = [];
  for (const [index, act] of ACTS.entries()) {
    const work = await frameWork(page, () => playing(act));
    costs.push([act, { rate: rates[index] ?? NaN, work }]);
  }
  return Object.fromEntries(costs) as Record<Act, FrameCost>;
}

/** Runs in the page: acts in each frame. @returns milliseconds */
async function play(input: { readonly act: Act; readonly frames: number }): Promise<number> {
  const { act, frames } = input;
  const filter = (text: string): void => {
    const box = document.querySelector<HTMLInputElement>('vscode-text-field');
    if (box) box.value = text;
    box?.dispatchEvent(new Event('input'));
  };
  const start = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    if (act === 'scroll') document.querySelector('#threads')?.scrollBy(0, 90);
    const turn = frame / 6;
    if (act === 'filter' && Number.isInteger(turn)) filter('thread-19'.slice(0, turn + 1));
    if (act === 'fold' && Number.isInteger(turn)) {
      const sections = document.querySelectorAll<HTMLElement>('[data-section]');
      sections[turn % sections.length]?.click();
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const time = performance.now() - start;
  const folded = 'details.section:not([open]) [data-section]';
  for (const section of document.querySelectorAll<HTMLElement>(folded)) section.click();
  document.querySelector('#threads')?.scrollTo(0, 0);
  filter('');
  await new Promise((resolve) => requestAnimationFrame(resolve));
  return time;
}
