// How many executions a worker makes in a second when it searches through schedules.

import type { FromWorker } from '../../src/core/protocol/worker.ts';
import { prepareLaunch } from '../../src/session/launch.ts';
import { nodeFiles } from '../../src/session/nodeFiles.ts';
import { bootRuntime } from './weft.ts';

const script = new URL('programs/twoLocks.py', import.meta.url).pathname;

/** Executions a second of one worker, after it has warmed up. */
export async function executionsPerSecond(executions: number): Promise<number> {
  const { launch } = await prepareLaunch(
    { script, seed: 0, startTime: 0 },
    { reader: nodeFiles, now: () => 0 },
  );
  const port = await bootRuntime();
  const marks: { readonly executions: number; readonly milliseconds: number }[] = [];
  await new Promise<void>((resolve) => {
    port.onMessage((message: FromWorker) => {
      if (message.kind === 'exploring' || message.kind === 'explored') marks.push(message.progress);
      if (message.kind === 'explored') resolve();
    });
    port.send({
      kind: 'explore',
      request: {
        launch,
        search: { kind: 'randomWalk', seed: 1 },
        points: { lateness: 5_000_000, earlyTimeouts: 0, accesses: false },
        budget: { executions, milliseconds: Infinity, steps: 1000, failures: Infinity },
      },
    });
  });
  port.dispose();
  const warm = marks.find((mark) => mark.executions >= executions / 2);
  const end = marks.at(-1);
  if (!warm || !end) return 0;
  return (1000 * (end.executions - warm.executions)) / (end.milliseconds - warm.milliseconds);
}
