// Laws of time travel, on many programs and journeys: the worker is a fake, the rest is real.

import assert from 'node:assert/strict';
import fc from 'fast-check';

import { MAIN_THREAD, type Step, type ThreadId } from '../../../../src/core/base/ids.ts';
import { END_TEXT } from '../../../../src/session/travel/passage.ts';
import { branchSides } from '../../../../src/session/travel/branchSides.ts';
import { START_TEXT } from '../../../../src/session/travel/travels.ts';
import { Session } from '../../../../src/session/session.ts';
import { going, momentOf, standOf } from '../../../support/debug/travelledRun.ts';
import { FakeProgram, type Instant } from '../../../support/session/fakeProgram.ts';
import { launchRequest } from '../../../support/session/launchRequest.ts';

const THREADS = [MAIN_THREAD, 2 as ThreadId, 3 as ThreadId] as const;
const NEXT_OF = { 1: THREADS[1], 2: THREADS[2], 3: MAIN_THREAD } as const;

const threads = fc.constantFrom(...THREADS);
const instants: fc.Arbitrary<readonly Instant[]> = fc.array(
  fc.record({ thread: threads, isEvent: fc.boolean() }),
  { minLength: 6, maxLength: 30 },
);
/** A step of a thread, or to the next event of any. */
const steppers = fc.array(fc.option(threads, { nil: undefined }), { minLength: 1, maxLength: 6 });

interface Worlds {
  /** What each worker executes; the first is the run itself. */
  readonly programs: (worker: number) => readonly Instant[];
}

function open({ programs }: Worlds): Session {
  let workers = 0;
  const start = () => new FakeProgram(programs(workers++)).port;
  return new Session({
    port: start(),
    launch: launchRequest({ stopOnEntry: true }),
    title: 'test.py',
    onDeadlock: 'pause',
    travelWorkers: { take: () => Promise.resolve(start()), dispose: () => undefined },
  });
}

/** A run of the program that stands before its first line, until `act` is done. */
async function withRun(
  program: readonly Instant[] | Worlds,
  act: (session: Session) => Promise<void>,
): Promise<void> {
  const session = open('programs' in program ? program : { programs: () => program });
  try {
    await going(session, () => session.start());
    await act(session);
  } finally {
    session.dispose();
  }
}

function step(session: Session, stepper: ThreadId | undefined): Promise<void> {
  return going(session, () => {
    if (stepper === undefined) session.stepEvent();
    else session.debug.step({ thread: stepper, mode: 'over', isAlone: false });
  });
}

function stepBack({ travels }: Session, stepper: ThreadId | undefined): Promise<void> {
  return stepper === undefined ? travels.stepEventBack() : travels.stepBack(stepper);
}

function eventsOf(trace: Session['trace']): readonly unknown[] {
  return [...trace.events()];
}

/** All events of the program, executed without a stop. */
async function whole(program: readonly Instant[]): Promise<readonly unknown[]> {
  let events: readonly unknown[] = [];
  await withRun(program, async (session) => {
    await going(session, () => session.resume());
    events = eventsOf(session.trace);
  });
  return events;
}

/** Goes on by steps of events, at most so many. */
async function advance(session: Session, count: number): Promise<void> {
  for (let n = 0; n < count && session.state.kind === 'paused'; n++) {
    await step(session, undefined);
  }
}

const check = (property: fc.IAsyncProperty<unknown>) => fc.assert(property, { numRuns: 60 });

describe('travels', () => {
  it('stepBackⁿ ∘ stepⁿ = identity, at each of the moments', async () => {
    await check(
      fc.asyncProperty(instants, steppers, (program, wanted) =>
        withRun(program, async (session) => {
          const passed: { readonly stepper: ThreadId | undefined; readonly moment: string }[] = [];
          for (const stepper of wanted) {
            const moment = momentOf(session);
            await step(session, stepper);
            if (session.state.kind !== 'paused') return;
            passed.push({ stepper, moment });
          }
          const end = momentOf(session);
          for (const { stepper, moment } of passed.reverse()) {
            await stepBack(session, stepper);
            assert.equal(momentOf(session), moment);
            assert.deepEqual(session.world, session.trace.worldAt(standOf(session).moment.step));
          }
          await session.travels.goToEnd();
          assert.equal(momentOf(session), end);
          assert.equal(session.pastStep, undefined);
        }),
      ),
    );
  });

  it('step ∘ stepBack = identity, where no step has come to be undone', async () => {
    await check(
      fc.asyncProperty(instants, threads, fc.nat(20), (program, thread, count) =>
        withRun(program, async (session) => {
          await advance(session, count);
          if (session.state.kind !== 'paused') return;
          await step(session, thread);
          if (session.state.kind !== 'paused') return;
          const here = momentOf(session);
          await session.travels.stepBack(thread, 'in');
          if (session.state.text === START_TEXT) return;
          if (momentOf(session) === here) return; // The thread's first line.
          await step(session, thread);
          assert.equal(momentOf(session), here);
        }),
      ),
    );
  });

  it('goes to any step: its world is the recorded one, and the way there does not matter', async () => {
    await check(
      fc.asyncProperty(instants, fc.nat(30), fc.nat(30), (program, one, other) =>
        withRun(program, async (session) => {
          await advance(session, 12);
          if (session.state.kind !== 'paused') return;
          const { length } = session.trace;
          const [first, second] = [one, other].map((each) => (each % (length + 1)) as Step);
          await session.travels.goToStep(second ?? (0 as Step));
          const straight = momentOf(session);
          await session.travels.goToStep(first ?? (0 as Step));
          await session.travels.goToStep(second ?? (0 as Step));
          assert.equal(momentOf(session), straight);
          assert.equal(standOf(session).moment.step, second);
          assert.deepEqual(session.world, session.trace.worldAt(second ?? (0 as Step)));
        }),
      ),
    );
  });

  it('a run that has travelled goes on as one that has not', async () => {
    await check(
      fc.asyncProperty(instants, fc.nat(12), fc.nat(30), async (program, count, to) => {
        const free = await whole(program);
        await withRun(program, async (session) => {
          await advance(session, count);
          if (session.state.kind !== 'paused') return;
          await session.travels.goToStep((to % (session.trace.length + 1)) as Step);
          while (session.state.kind === 'paused') await going(session, () => session.resume());
          assert.deepEqual(eventsOf(session.trace), free);
          assert.equal(session.kept.length, 0);
        });
      }),
    );
  });

  it('says where the recording begins, and that it ends', async () => {
    await check(
      fc.asyncProperty(instants, fc.integer({ min: 1, max: 12 }), (program, count) =>
        withRun(program, async (session) => {
          await advance(session, count);
          if (session.state.kind !== 'paused' || session.trace.length === 0) return;
          const end = momentOf(session);
          await session.travels.reverseContinue();
          assert.deepEqual([standOf(session).text, standOf(session).moment.time], [START_TEXT, 0]);
          for (const back of [undefined, MAIN_THREAD]) {
            await stepBack(session, back);
            assert.deepEqual([standOf(session).text, session.pastStep], [START_TEXT, 0]);
          }
          const told: string[] = [];
          session.onNotice(({ code }) => told.push(code));
          await going(session, () => session.resume());
          assert.deepEqual([momentOf(session), standOf(session).text], [end, END_TEXT]);
          assert.ok(!told.includes('travel'), 'the past was not lost');
          assert.equal(session.pastStep, undefined);
        }),
      ),
    );
  });

  it('continues back to the last breakpoint, and forward from it to the next', async () => {
    await check(
      fc.asyncProperty(instants, fc.nat(29), (program, at) =>
        withRun(program, async (session) => {
          const line = (at % program.length) + 1;
          await advance(session, 15);
          if (session.state.kind !== 'paused') return;
          const isPassed = standOf(session).moment.time > (line - 1) * 1_000;
          const stop = { id: 7, kind: 'line', file: '/test.py', line } as const;
          const plain = { condition: undefined, hitCondition: undefined, logMessage: undefined };
          session.debug.setBreakpoints([{ ...stop, ...plain }], NO_EXCEPTIONS);
          await session.travels.reverseContinue();
          const { text, breakpoints, moment } = standOf(session);
          if (!isPassed) return assert.equal(text, START_TEXT);
          assert.deepEqual([breakpoints, moment.line?.line], [[7], line]);
        }),
      ),
    );
  });

  it('continued differently is a branch, kept beside the first, which is as it was', async () => {
    await check(
      fc.asyncProperty(instants, fc.nat(30), (program, to) =>
        withRun(program, async (session) => {
          await advance(session, 8);
          if (session.state.kind !== 'paused' || session.trace.length < 2) return;
          const first = eventsOf(session.trace);
          await session.travels.goToStep((to % session.trace.length) as Step);
          const from = standOf(session).moment.step;
          await letOthersRun(session);
          const [kept] = session.kept;
          if (!kept) {
            assert.deepEqual(eventsOf(session.trace).slice(0, first.length), first);
            return;
          }
          const branch = eventsOf(session.trace);
          assert.deepEqual(eventsOf(kept.session.trace), first);
          assert.ok(kept.parted >= from);
          assert.deepEqual(branch.slice(0, kept.parted), first.slice(0, kept.parted));
          assert.notDeepEqual(branch[kept.parted], first[kept.parted]);
          assert.match(
            kept.session.notice ?? '',
            new RegExp(`differs from step ${kept.parted} on`),
          );
          const [left, now, parted] = branchSides(session);
          assert.deepEqual([left.trace, now.trace], [kept.session.trace, session.trace]);
          assert.equal(parted, kept.parted);
        }),
      ),
    );
  });

  it('keeps every branch, each as it was left, and knows where the present one parts from it', async () => {
    const turns = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 4 })), { maxLength: 4 });
    await check(
      fc.asyncProperty(instants, turns, (program, wanted) =>
        withRun(program, async (session) => {
          const left: (readonly unknown[])[] = [];
          session.travels.passage.onBranch((kept) => left.push(eventsOf(kept.session.trace)));
          await advance(session, 5);
          for (const [to, count] of wanted) {
            if (session.state.kind !== 'paused') break;
            await session.travels.goToStep((to % (session.trace.length + 1)) as Step);
            letAnotherRun(session);
            await advance(session, count);
          }
          assert.deepEqual(
            session.kept.map((kept) => eventsOf(kept.session.trace)),
            left,
          );
          for (const kept of session.kept) {
            const [one, other, parted] = branchSides(session, kept);
            const [then, now] = [eventsOf(one.trace), eventsOf(other.trace)];
            assert.deepEqual(now.slice(0, parted), then.slice(0, parted));
            const isMore = parted < Math.max(then.length, now.length);
            if (isMore) assert.notDeepEqual(now[parted], then[parted]);
          }
        }),
      ),
    );
  });
});

const NO_EXCEPTIONS = { raised: false, uncaught: false, classes: [] };

/** Another thread than the present one runs next. */
function letAnotherRun(session: Session): void {
  const { line } = standOf(session).moment;
  const next = NEXT_OF[(line?.thread ?? 1) as keyof typeof NEXT_OF];
  session.debug.setControl({ frozen: [], next });
}

/** Another thread than the present one runs next; then all go on to the end. */
async function letOthersRun(session: Session): Promise<void> {
  letAnotherRun(session);
  while (session.state.kind === 'paused') await going(session, () => session.resume());
}

describe('a program that does something else when it is executed again', () => {
  const EVENTS: readonly Instant[] = THREADS.map((thread) => ({ thread, isEvent: true }));
  const recorded = [...EVENTS, ...EVENTS, ...EVENTS];
  const other = recorded.with(4, { thread: MAIN_THREAD, isEvent: true });

  it('is not travelled in: the error names the step, and the run stands as before', () =>
    withRun({ programs: (worker) => (worker === 0 ? recorded : other) }, async (session) => {
      await advance(session, 7);
      const before = momentOf(session);
      await assert.rejects(
        session.travels.goToStep(6 as Step),
        /the program did something else at step 4\./,
      );
      assert.equal(momentOf(session), before);
      assert.equal(session.pastStep, undefined);
    }));

  it('is left when it differs later on, which is told with the step', () =>
    withRun({ programs: (worker) => (worker === 0 ? recorded : other) }, async (session) => {
      await advance(session, 7);
      const end = momentOf(session);
      const told: string[] = [];
      session.onNotice(({ text }) => told.push(text));
      await session.travels.goToStep(2 as Step);
      await going(session, () => session.resume());
      assert.match(told.join(), /^The past was left: run once more, .* at step 4\./);
      assert.equal(momentOf(session), end);
    }));
});
