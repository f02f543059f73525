// What frames of a page cost its main thread, by Chromium's own trace: script, layout and paint, in
// processor time, which does not depend on what else the machine does.

import type { CDPSession, Page } from 'playwright-core';

export interface FrameWork {
  /** Milliseconds, of all frames. */
  readonly mean: number;
  readonly most: number;
}

interface TraceEvent {
  readonly name: string;
  /** X: it has a length. */
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds: when it began, how long it took, and how much processor time, if that is known. */
  readonly ts: number;
  readonly dur: number;
  readonly tdur?: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
/** One of these for each callback that waits for a frame of the screen. */
const FRAME = 'FireAnimationFrame';
const TASK = 'RunTask';

/** @throws Error if `act` leads to no frame */
export async function frameWork(page: Page, act: () => Promise<unknown>): Promise<FrameWork> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await act();
  await stopTracing(session);
  const work = workOfFrames(events);
  return { mean: work.reduce((sum, each) => sum + each, 0) / work.length, most: Math.max(...work) };
}

async function stopTracing(session: CDPSession): Promise<void> {
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await ended;
  await session.detach();
}

/** Milliseconds of all tasks of the thread that draws, from one frame to the next. */
function workOfFrames(events: readonly TraceEvent[]): readonly number[] {
  const fired = events.filter(({ name }) => name === FRAME);
  const [first] = fired;
  if (!first) throw new Error('the page has drawn no frame');
  const isOwn = ({ pid, tid }: TraceEvent): boolean => pid === first.pid && tid === first.tid;
  // A task that was not over when the trace ended has no length.
  const isWhole = (event: TraceEvent): boolean => event.name === TASK && event.ph === 'X';
  const tasks = events.filter((event) => isWhole(event) && isOwn(event));
  const work: number[] = [];
  for (const { ts, dur, tdur } of tasks.sort((one, other) => one.ts - other.ts)) {
    const isFrame = fired.some((frame) => frame.ts >= ts && frame.ts <= ts + dur);
    if (isFrame) work.push(0);
    if (work.length > 0) work.push((work.pop() ?? 0) + (tdur ?? dur) / 1000);
  }
  return work;
}
