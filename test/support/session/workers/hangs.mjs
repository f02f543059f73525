// A worker that never boots.

import { parentPort } from 'node:worker_threads';

parentPort.on('message', () => undefined);
