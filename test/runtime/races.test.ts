// Races in programs that show them, none in their corrected twins, and runs that are the same with
// and without an eye on what threads share.

import assert from 'node:assert/strict';

import type { FindingView } from '../../src/core/protocol/panel.ts';
import type { TraceEvent } from '../../src/core/trace/events.ts';
import type { Trace } from '../../src/core/trace/trace.ts';
import { assertSays } from '../support/programs/assertSays.ts';
import { newPool, runProgram, type WorkerPool } from '../support/programs/runProgram.ts';
import { testPrograms, type TestProgram } from '../support/programs/testPrograms.ts';

const RACES = ['dataRace', 'lostUpdate', 'checkThenAct'];
const WATCHED: readonly TraceEvent['kind'][] = ['location', 'access', 'race'];

/** `lostUpdate! n 8,8,9`: it has happened; then the lines of the accesses, as they are told. */
function raceText({ kind, certainty, id, sites }: FindingView): string {
  const lines = sites.map(({ stack }) => stack[0]?.line ?? '?').join(',');
  return `${kind}${certainty === 'happened' ? '!' : ''} ${id.slice(kind.length + 1)} ${lines}`;
}

function racesOf(findings: readonly FindingView[]): string[] {
  return findings.filter(({ kind }) => RACES.includes(kind)).map(raceText);
}

/** What happened, without where it is in the tables and what only a watched run records. */
function plainEvents(trace: Trace): object[] {
  const events = [...trace.events()].filter(({ kind }) => !WATCHED.includes(kind));
  return events.map((event) => ({ ...event, at: undefined }));
}

/** One of these in ten, others with each change of the list. */
function sample(programs: readonly TestProgram[]): readonly TestProgram[] {
  return programs.filter((_, index) => index % 10 === 3);
}

describe('races', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const { name, path, races, says } of testPrograms('races')) {
    it(`${name}: ${races.join('; ')}`, async () => {
      const run = await runProgram(pool, { script: path, detectRaces: true });
      assert.equal(run.exitCode, 0, run.stderr);
      assert.deepEqual(racesOf(run.findings), races);
      assertSays(says, run.findings);
      for (const { cure } of run.findings) assert.match(cure, /^To fix it, guard /);
    });
  }

  for (const strategy of ['roundRobin', 'random'] as const) {
    for (const { name, path } of testPrograms('raceFree')) {
      it(`${name} has none (${strategy})`, async () => {
        const run = await runProgram(pool, { script: path, detectRaces: true, strategy, seed: 7 });
        assert.equal(run.exitCode, 0, run.stderr);
        assert.deepEqual(racesOf(run.findings), []);
      });
    }
  }

  const others = [...testPrograms('ok'), ...testPrograms('predicted')];
  for (const { name, path, args, stdin } of [...sample(others), ...testPrograms('raceFree')]) {
    it(`${name} runs the same when it is watched`, async () => {
      const options = { script: path, args, stdin };
      const free = await runProgram(pool, options);
      const watched = await runProgram(pool, { ...options, detectRaces: true });
      assert.equal(watched.stdout, free.stdout);
      assert.equal(watched.stderr, free.stderr);
      assert.equal(watched.schedule, free.schedule);
      assert.deepEqual(plainEvents(watched.trace), plainEvents(free.trace));
    });
  }
});
