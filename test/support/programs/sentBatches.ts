// What a worker sends of a program's events, as it comes: in memory that the two threads share.

import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../../../src/core/protocol/worker.ts';
import type { TraceBatch } from '../../../src/core/trace/batch.ts';
import { prepareLaunch } from '../../../src/session/launch.ts';
import { programFiles } from './programFiles.ts';

const workerFile = new URL('../../../dist/worker.mjs', import.meta.url);

/** @returns what `read` makes of each batch, which is the worker's again after that */
export async function sentBatches<T>(script: string, read: (batch: TraceBatch) => T): Promise<T[]> {
  const context = { reader: programFiles, now: () => 0 };
  const { launch } = await prepareLaunch({ script, speed: 'max', startTime: 0 }, context);
  const worker = new Worker(workerFile, { env: {}, stdout: true, stderr: true });
  try {
    return await new Promise<T[]>((resolve, reject) => {
      const found: T[] = [];
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'booted') worker.postMessage({ kind: 'launch', launch });
        else if (message.kind === 'batch') found.push(read(message.batch));
        else if (message.kind === 'ended') resolve(found);
        else if (message.kind === 'failed') reject(new Error(message.message));
      });
      worker.on('error', reject);
    });
  } finally {
    await worker.terminate();
  }
}
