// How long Stop takes in each state of a run, from the request to the end that the editor is told of.

import { ScriptError } from '../../scripts/run.mjs';
import { environmentOf } from '../../src/cli/dap.ts';
import { DirectClient } from '../support/adapter/directClient.ts';
import { reach, STOP_STATES, type StopState } from '../support/adapter/stopStates.ts';
import { newFreshPool } from '../support/programs/runProgram.ts';
import { scriptFolder } from '../support/programs/scriptFolder.ts';

type Environment = ReturnType<typeof environmentOf>;

/** Milliseconds that are promised. */
const LONGEST = 1_000;

/** @param rounds of all states */
export async function soakStops(rounds: number): Promise<void> {
  const pool = newFreshPool();
  const late: string[] = [];
  for (const [name, state] of STOP_STATES) {
    const files = scriptFolder({ 'main.py': state.program });
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push(await timeToStop(environmentOf(pool.take), state, files.path('main.py')));
    }
    files.dispose();
    times.sort((a, b) => a - b);
    const [median, longest] = [times[times.length >> 1] ?? 0, times.at(-1) ?? 0];
    console.log(`${name}: ${median.toFixed(0)} ms, at most ${longest.toFixed(0)} ms`);
    if (longest > LONGEST) late.push(name);
  }
  pool.dispose();
  if (late.length > 0) throw new ScriptError(`Stop took more than a second: ${late.join(', ')}`);
}

async function timeToStop(
  environment: Environment,
  state: StopState,
  program: string,
): Promise<number> {
  const client = new DirectClient(environment);
  await reach(client, state, program);
  const start = performance.now();
  await client.stop();
  const time = performance.now() - start;
  client.adapter.dispose();
  return time;
}
