// A worker that can't load its interpreter.

import { parentPort } from 'node:worker_threads';

parentPort.postMessage({ kind: 'failed', message: 'no stack switching' });
