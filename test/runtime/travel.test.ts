// Laws of time travel, on every example: stepping back undoes stepping, a moment that is gone to is
// the moment as it was, and a run that has travelled ends as one that has not.

import assert from 'node:assert/strict';

import type { Step, ThreadId } from '../../src/core/base/ids.ts';
import type { StepMode } from '../../src/core/protocol/debug.ts';
import { createRandomSource } from '../../src/core/schedule/randomSource.ts';
import type { Session } from '../../src/session/session.ts';
import { going, momentOf, pictureOf, standOf, step } from '../support/debug/travelledRun.ts';
import { exampleCatalogue, examplesFolder } from '../support/programs/exampleCatalogue.ts';
import type { WorkerPool } from '../support/programs/runProgram.ts';
import { newPool, openProgram, runProgram } from '../support/programs/runProgram.ts';

const MODES: readonly StepMode[] = ['over', 'in', 'over', 'out', 'in'];
const STEPS = 5;

describe('time travel', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const [index, { file }] of exampleCatalogue.entries()) {
    it(`is exact in ${file}`, async () => {
      const strategy = index % 2 === 0 ? 'roundRobin' : 'random';
      const options = { script: `${examplesFolder}/${file}`, strategy, seed: index } as const;
      const free = await runProgram(pool, options);
      const session = await openProgram(pool, {
        ...options,
        stopOnEntry: true,
        onDeadlock: 'pause',
      });
      try {
        await going(session, () => session.start());
        const draw = createRandomSource(index);
        await advance(session, Math.floor(draw() * free.trace.length * 0.8));
        if (session.state.kind === 'paused') await stepThereAndBack(session, draw);
        if (session.state.kind === 'paused') await goAnywhere(session, draw);
        await finish(session);
        const events = (run: { readonly trace: Session['trace'] }) => [...run.trace.events()];
        assert.deepEqual(events(session), events(free));
        assert.deepEqual(session.trace.tables, free.trace.tables);
        assert.equal(session.end?.schedule, free.schedule);
      } finally {
        session.dispose();
      }
    });
  }
});

/** On to about this step, as a user would come there. */
async function advance(session: Session, to: number): Promise<void> {
  while (canGoOn(session) && session.trace.length < to) {
    await going(session, () => session.stepEvent());
  }
}

/** stepBackⁿ ∘ stepⁿ = identity, at each of the moments. */
async function stepThereAndBack(session: Session, draw: () => number): Promise<void> {
  const thread = aThread(session, draw);
  const picture = await pictureOf(session);
  const moments: string[] = [];
  for (let n = 0; n < STEPS && canGoOn(session); n++) {
    moments.push(momentOf(session));
    await step(session, thread, MODES[n % MODES.length] ?? 'in');
    // Stopped by something else, or over.
    if (session.state.kind !== 'paused' || session.state.reason !== 'step') return;
  }
  const end = momentOf(session);
  for (const moment of moments.reverse()) {
    await session.travels.stepBack(thread);
    assert.equal(momentOf(session), moment);
  }
  assert.equal(await pictureOf(session), picture);
  await session.travels.goToEnd();
  assert.equal(momentOf(session), end);
}

/** A moment that was seen is the same when it is gone to, and the world is the one of its step. */
async function goAnywhere(session: Session, draw: () => number): Promise<void> {
  const end = await pictureOf(session);
  const { trace } = session;
  const wanted = Math.floor(draw() * trace.length) as Step;
  await session.travels.goToStep(wanted);
  const { moment } = standOf(session);
  assert.ok(moment.step >= wanted);
  assert.deepEqual(session.world, trace.worldAt(moment.step));
  const picture = await pictureOf(session);
  await session.travels.stepEventBack();
  const earlier = standOf(session).moment.step;
  assert.ok(earlier < moment.step || moment.step <= 2, `${earlier} is before ${moment.step}`);
  await session.travels.goToStep(wanted);
  assert.equal(await pictureOf(session), picture);
  await session.travels.goToEnd();
  assert.equal(await pictureOf(session), end);
}

async function finish(session: Session): Promise<void> {
  while (session.state.kind === 'paused' && session.state.reason !== 'deadlock') {
    await going(session, () => session.resume());
  }
  if (session.state.kind === 'paused') session.stop();
  await session.whenEnded;
}

function canGoOn({ state }: Session): boolean {
  return state.kind === 'paused' && state.reason !== 'deadlock';
}

function aThread({ world }: Session, draw: () => number): ThreadId {
  const alive = Object.values(world.threads).filter(({ state }) =>
    ['running', 'ready', 'blocked', 'sleeping'].includes(state.kind),
  );
  return alive[Math.floor(draw() * alive.length)]?.id ?? (1 as ThreadId);
}
