// A worker that boots, prints where nobody should see it, and answers every message.

import { env, argv } from 'node:process';
import { parentPort, workerData } from 'node:worker_threads';

console.log('stdout of the worker');
console.error('stderr of the worker');
parentPort.postMessage({ kind: 'booted', python: '3.14.2' });
parentPort.on('message', (message) => {
  if (message.kind === 'stop') throw new Error('told to fail');
  if (message.kind === 'pause') process.exit(7);
  const report = JSON.stringify({
    environment: Object.keys(env),
    arguments: argv.slice(2),
    workerData,
  });
  parentPort.postMessage({ kind: 'inputWanted', prompt: report });
});
