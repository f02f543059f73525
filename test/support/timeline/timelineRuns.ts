// The runs that the timeline's tests show, as the host would send them.

import type { Step } from '../../../src/core/base/ids.ts';
import type { FindingView } from '../../../src/core/protocol/panel.ts';
import type { TimelineCursor, ToTimeline } from '../../../src/core/protocol/timeline.ts';
import type { TraceBatch } from '../../../src/core/trace/batch.ts';
import { joinedBatches } from '../../../src/core/trace/joinBatches.ts';
import { runHeader } from '../runHeader.ts';
import { traceFromText, type TracePicture } from '../traceFromText.ts';

/** Threads that wait for a lock, an event, each other and the clock. */
export const everyday = traceFromText(`
  main         worker-1     worker-2
  take jobs    .            .
  .            take jobs    .
  .            .            wait ready
  sleep 0.004  .            .
  wake         .            .
  free jobs    .            .
  .            sleep 0.003  .
  set ready    .            .
  .            .            take jobs
  .            wake         .
  .            free jobs    .
  .            .            free jobs
  join worker-1  .          .
  .            end          .
  .            .            crash
`);

export const deadlock = traceFromText(
  `
  main         worker-1     worker-2
  .            take left    .
  .            .            take right
  .            take right   .
  .            .            take left
  join worker-1  .          .
`,
  { kind: 'deadlocked' },
);

/** Main and workers that are only made and started: many lanes. */
export function crowd(threads: number): TracePicture {
  const workers = Array.from({ length: threads - 1 }, (_, index) => `worker-${index + 1}`);
  return traceFromText(`
    ${['main', ...workers].join('  ')}
    take jobs ${'  .'.repeat(workers.length)}
  `);
}

export function hydration(
  { trace, names }: TracePicture,
  findings: readonly FindingView[] = [],
): readonly ToTimeline[] {
  return [hydrate(trace.length, { names, findings }), ...eventsOf({ trace, names })];
}

const AT_END: TimelineCursor = { cursor: undefined, standsAt: undefined };

type Rest = Pick<TracePicture, 'names'> & { readonly findings: readonly FindingView[] };

export function hydrate(length: Step, { names, findings }: Rest): ToTimeline {
  const header = runHeader();
  const state = { kind: 'ended' } as const;
  return {
    ...{ kind: 'hydrate', settings: { hideLibraryObjects: true }, ...AT_END },
    ...{ run: { header, title: 'Jobs', state, findings, names, length }, selection: undefined },
  };
}

/** With the tables that the events refer to. */
export function eventsOf({ trace }: TracePicture): readonly ToTimeline[] {
  return [...joinedBatches(trace, Infinity)].map(append);
}

export function append(batch: TraceBatch): ToTimeline {
  return { kind: 'append', batch, names: {} };
}
