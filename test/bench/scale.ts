// Programs that are larger than any that somebody debugs: each comes to its end, or is ended with a
// message that says why.

import { outcomeMessage } from '../../src/session/exitCode.ts';
import { openSession } from '../../src/session/openSession.ts';
import { nodeFiles } from '../../src/session/nodeFiles.ts';
import type { Limits } from '../../src/core/protocol/worker.ts';
import { bootRuntime } from './weft.ts';

interface Scale {
  readonly name: string;
  readonly program: string;
  readonly size: number;
  /** Raised as a user would raise the settings. */
  readonly limits?: Partial<Limits>;
}

const scales: readonly Scale[] = [
  {
    name: '20,000 live threads',
    program: 'threads.py',
    size: 20_000,
    limits: { threads: 25_000, memoryBytes: 2 ** 31 },
  },
  { name: '20,000 threads, as installed', program: 'threads.py', size: 20_000 },
  { name: '10,000 locks', program: 'locks.py', size: 10_000 },
  { name: '10,000 locks held at once', program: 'held.py', size: 10_000 },
  { name: '1,000,000 operations', program: 'operations.py', size: 1_000_000 },
  { name: '10,000,000 operations, as installed', program: 'operations.py', size: 10_000_000 },
  { name: '100 threads 1,000 deep', program: 'recursion.py', size: 1_000 },
  { name: '100,000 timers', program: 'sleeps.py', size: 100_000 },
  { name: '100 MB of output', program: 'output.py', size: 1e8, limits: { outputBytes: 2e8 } },
  { name: '100 MB of output, as installed', program: 'output.py', size: 1e8 },
];

export type ScaleRow = readonly [name: string, time: string, events: string, end: string];

export async function scaleRows(): Promise<ScaleRow[]> {
  const rows: ScaleRow[] = [];
  for (const scale of scales) rows.push(await runScale(scale));
  return rows;
}

async function runScale({ name, program, size, limits }: Scale): Promise<ScaleRow> {
  const script = new URL(`programs/scale/${program}`, import.meta.url).pathname;
  const port = await bootRuntime();
  const start = performance.now();
  const { session } = await openSession(
    { script, args: [String(size)], speed: 'max', startTime: 0, limits },
    {
      reader: nodeFiles,
      now: () => 0,
      startRuntime: () => Promise.resolve(port),
      onDeadlock: 'end',
    },
  );
  session.start();
  const { outcome } = await session.whenEnded;
  const seconds = (performance.now() - start) / 1000;
  const events = session.trace.length.toLocaleString('en-US');
  const notices = [...session.trace.events()].flatMap((event) =>
    event.kind === 'notice' ? event.text : [],
  );
  session.dispose();
  const exit =
    outcome.kind === 'exited' ? `exit code ${outcome.exitCode}` : outcomeMessage(outcome);
  const end = [exit ?? outcome.kind, ...notices].join('; ');
  return [name, `${seconds.toFixed(1)} s`, events, end];
}
