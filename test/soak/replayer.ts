// Replays runs in a process of its own, for replays.ts: answers each with what came of it.

import assert from 'node:assert/strict';

import { inParallel } from '../support/programs/inParallel.ts';
import { newPool, runProgram } from '../support/programs/runProgram.ts';
import { digestOf, type Replay, type Replayed } from './replays.ts';
import { subjects } from './subjects.ts';

const pool = newPool();
const schedule = inParallel(2);
const programs = subjects();

process.on('message', ({ number, program, options }: Replay) => {
  void schedule(async () => {
    const subject = programs[program];
    assert(subject);
    const run = await runProgram(pool, { ...subject.options, ...options });
    const answer: Replayed = { number, digest: digestOf(run) };
    process.send?.(answer);
  });
});
process.on('disconnect', () => pool.dispose());
