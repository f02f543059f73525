// Stepping through an example changes nothing: each example is stepped through in one of its
// threads, into every function, and must have the trace of a free run under the same schedule.

import assert from 'node:assert/strict';

import type { ThreadId } from '../../src/core/base/ids.ts';
import type { StepMode } from '../../src/core/protocol/debug.ts';
import { assertSameTrace, debugProgram } from '../support/programs/debugProgram.ts';
import { exampleCatalogue, examplesFolder } from '../support/programs/exampleCatalogue.ts';
import type { ProgramRun, WorkerPool } from '../support/programs/runProgram.ts';
import { newPool, runProgram } from '../support/programs/runProgram.ts';

/** Steps taken in one example: enough for most, and a bound for loops. */
const STEPS = 400;
const MODES: readonly StepMode[] = ['in', 'in', 'over', 'in', 'out'];

describe('a step-through of a thread is the same run:', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const [index, { file }] of exampleCatalogue.entries()) {
    it(file, async () => {
      const script = `${examplesFolder}/${file}`;
      const strategy = index % 2 === 0 ? 'roundRobin' : 'random';
      const options = { script, strategy, seed: index } as const;
      const free = await runProgram(pool, options);
      const thread = sample(free, index);
      let stops = 0;
      const run = await debugProgram(pool, {
        ...options,
        stopOnEntry: true,
        onPause(pause, session) {
          if (pause.reason === 'step') stops++;
          const mode = MODES[stops % MODES.length] ?? 'in';
          if (pause.reason === 'deadlock') return;
          if (stops < STEPS) session.debug.step({ thread, mode, isAlone: false });
          else session.resume();
        },
      });
      assertSameTrace(run, free);
      assert.ok(stops > 1, `stopped ${stops} times in thread ${thread}`);
    });
  }
});

/** A thread that has done something of its own. */
function sample({ trace }: ProgramRun, index: number): ThreadId {
  const busy = new Set<ThreadId>();
  for (const { by, at } of trace.events()) {
    const stack = trace.tables.stacks[at - 1];
    const site = stack && trace.tables.sites[stack.site - 1];
    if (by !== 0 && site && !site.isLibrary) busy.add(by);
  }
  const threads = [...busy];
  return threads[index % threads.length] ?? (1 as ThreadId);
}
