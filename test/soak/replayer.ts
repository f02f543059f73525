// Replays runs in a process of its own, for soak.ts: answers each with what came of it.

import { inParallel } from '../support/programs/inParallel.ts';
import { newPool, runProgram } from '../support/programs/runProgram.ts';
import { digestOf, type Replay } from './replays.ts';

const pool = newPool();
const schedule = inParallel(2);

process.on('message', (replay: Replay) => {
  void schedule(async () => {
    const digest = digestOf(await runProgram(pool, replay.options));
    process.send?.({ number: replay.number, digest });
  });
});
process.on('disconnect', () => pool.dispose());
