// The timeline with a million events of two hundred threads, in Chromium: how long until it is
// drawn, how long until another step is, how many frames a second pan and zoom get and what such a
// frame costs the page, and how much memory the page takes for it.

import type { Page } from 'playwright-core';
import { packedAppend, type PackedAppend } from '../../src/core/recording/packedEvents.ts';
import { EVENT_WIDTH } from '../../src/core/trace/batch.ts';
import { EventCode } from '../../src/core/trace/encode.ts';
import type { EventBody } from '../../src/core/trace/events.ts';
import type { AppendMessage } from '../../src/core/protocol/appending.ts';
import type { ToTimeline } from '../../src/core/protocol/timeline.ts';
import type { Step } from '../../src/core/base/ids.ts';
import { TIMELINE_STYLES } from '../../src/host/timeline/timelineStyles.ts';
import { PanelHarness } from '../support/panel/panelHarness.ts';
import { THEMES } from '../support/panel/themes.ts';
import { type FrameWork, frameWork } from './frameWork.ts';
import { hydrate } from '../support/timeline/timelineRuns.ts';

export interface FrameCost {
  /** Frames a second. */
  readonly rate: number;
  /** Of the page's own thread. */
  readonly work: FrameWork;
}

export interface TimelineCost {
  readonly events: number;
  readonly threads: number;
  /** Milliseconds from the first message to the picture of all. */
  readonly open: number;
  /** Milliseconds from the message with a step to its picture, at most of some. */
  readonly seek: number;
  readonly pan: FrameCost;
  readonly zoom: FrameCost;
  /** Of the page for each event. */
  readonly bytes: number;
}

const EVENTS = 1_000_000;
const THREADS = 200;
const LOCKS = 50;

/** Events in a message, as the host sends a long run. */
const PART = 50_000;

interface PageInput {
  readonly hydrate: ToTimeline;
  readonly events: readonly PackedAppend[];
  /** Of all events. */
  readonly count: number;
}

export async function timelineCost(): Promise<TimelineCost> {
  const kind = { entry: 'webview/timeline.ts', styles: TIMELINE_STYLES };
  const harness = await PanelHarness.start(kind);
  try {
    const [dark] = THEMES;
    if (!dark) throw new Error('no theme');
    const { page } = await harness.open(dark, 1400, 500);
    const input: PageInput = {
      hydrate: hydrate(EVENTS as Step, { names: {}, findings: [] }),
      events: messages(),
      count: EVENTS,
    };
    const empty = await bytesOf(page);
    const cost = await page.evaluate(measure, input);
    const bytes = ((await bytesOf(page)) - empty) / EVENTS;
    const zoom = await costOfFrames(page, ['w', 'w', 'w', 's', 's', 's']);
    await press(page, ['f', 'w', 'w']);
    const pan = await costOfFrames(page, ['a', 'a', 'd', 'd']);
    return { events: EVENTS, threads: THREADS, bytes, ...cost, pan, zoom };
  } finally {
    await harness.dispose();
  }
}

/** What its scripts keep, typed arrays too. */
async function bytesOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + backingStorageSize;
}

function births(): EventBody[] {
  const threads = Array.from({ length: THREADS }, (_, index): EventBody => {
    const id = index + 1;
    const rest = { name: `worker-${id}`, daemon: false, ident: id, isLibrary: false };
    return { kind: 'threadNew', thread: id as never, ...rest };
  });
  const locks = Array.from({ length: LOCKS }, (_, index): EventBody => {
    const rest = { typeName: 'Lock', partOf: undefined, lock: undefined, isLibrary: false };
    const state = { kind: 'none' } as const;
    return { kind: 'objectNew', object: (index + 1) as never, objectKind: 'Lock', ...rest, state };
  });
  return [...threads, ...locks];
}

function messages(): PackedAppend[] {
  const [rich, numbers] = [births(), eventNumbers()];
  return Array.from({ length: EVENTS / PART }, (_, part) => {
    const from = part * PART;
    const own = numbers.slice(from * EVENT_WIDTH, (from + PART) * EVENT_WIDTH);
    const batch = { from: from as Step, numbers: own, sites: [], stacks: [] };
    const message: AppendMessage = {
      ...{ kind: 'append', names: {} },
      batch: { ...batch, rich: part === 0 ? rich : [] },
    };
    return packedAppend(message);
  });
}

/** Threads that take and give back locks, each a random one. */
function eventNumbers(): Float64Array {
  const numbers = new Float64Array(EVENTS * EVENT_WIDTH);
  let count = 0;
  const put = (...event: readonly number[]): void => {
    if (count < EVENTS) numbers.set(event, count++ * EVENT_WIDTH);
  };
  births().forEach((_, index) => put(EventCode.rich, 0, 1, 0, index, 0));
  let [time, seed] = [0, 1];
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
  while (count < EVENTS) {
    const [thread, lock] = [1 + random(THREADS), 1 + random(LOCKS)];
    put(EventCode.run, (time += 500), 0, 0, thread, 0);
    put(EventCode.acquire, (time += 500), thread, 0, lock, 1);
    if (random(3) === 0) put(EventCode.waitLock, (time += 500), thread, 0, 1 + random(LOCKS), -1);
    else put(EventCode.waitSleep, (time += 500), thread, 0, 0, time + 5000);
    put(EventCode.release, (time += 500), thread, 0, lock, 0);
    put(EventCode.wake, (time += 500), 0, 0, thread, 1);
  }
  return numbers;
}

/** Runs in the page: all of it in one function, as nothing else goes there. */
async function measure(input: PageInput): Promise<Pick<TimelineCost, 'open' | 'seek'>> {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const drawn = async (): Promise<void> => {
    await frame();
    await frame();
  };
  const began = performance.now();
  window.postMessage(input.hydrate, '*');
  for (const message of input.events) window.postMessage(message, '*');
  const isLoaded = (): boolean => {
    const text = document.querySelector('.moment')?.textContent ?? '';
    return text.includes('1,000,000');
  };
  while (!isLoaded()) await frame();
  const open = performance.now() - began;

  // The minimap lags behind a run that is being loaded.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  let seek = 0;
  for (let index = 1; index <= 10; index++) {
    const start = performance.now();
    const cursor = Math.floor((input.count * index) / 11);
    window.postMessage({ kind: 'cursor', cursor }, '*');
    await drawn();
    seek = Math.max(seek, performance.now() - start);
  }
  return { open, seek };
}

/** Chromium's trace costs time itself: the rate is of other frames. */
async function costOfFrames(page: Page, keys: readonly string[]): Promise<FrameCost> {
  const all = Array.from({ length: 60 }, (_, index) => keys[index % keys.length] ?? '');
  const rate = (all.length * 1000) / (await press(page, all));
  return { rate, work: await frameWork(page, () => press(page, all)) };
}

/** Presses a key in each frame. @returns milliseconds */
function press(page: Page, keys: readonly string[]): Promise<number> {
  return page.evaluate(async (all) => {
    const stage = document.querySelector('.stage');
    const start = performance.now();
    for (const key of all) {
      stage?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - start;
  }, keys);
}
