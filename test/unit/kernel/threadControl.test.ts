import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ThreadId } from '../../../src/core/base/ids.ts';
import { MAIN_THREAD } from '../../../src/core/base/ids.ts';
import { createRandomStrategy } from '../../../src/core/schedule/random.ts';
import { recordChoices } from '../../../src/core/schedule/recording.ts';
import { createReplay } from '../../../src/core/schedule/replay.ts';
import { createRoundRobin } from '../../../src/core/schedule/roundRobin.ts';
import { formatSchedule, parseSchedule } from '../../../src/core/schedule/scheduleText.ts';
import type { SchedulingPoint } from '../../../src/core/schedule/strategy.ts';
import { ControlledStrategy } from '../../../src/core/schedule/threadControl.ts';
import type { Body } from '../../support/kernel/machine.ts';
import { Machine } from '../../support/kernel/machine.ts';
import { play, programs } from '../../support/kernel/randomProgram.ts';
import { alwaysSwitch } from '../../support/kernel/strategies.ts';

const nothing = (): void => undefined;
const RUN = { seed: 1, startTime: 0 };

/** After so many choices these threads are frozen, one is to be next. */
const whims = fc.array(
  fc.record({
    frozen: fc.subarray([1, 2, 3, 4, 5, 6]),
    next: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** Freezes and picks as the plan says, one line at each choice. */
class Whimsical extends ControlledStrategy {
  private readonly plan: readonly { frozen: readonly number[]; next: number | undefined }[];
  private asked = 0;

  constructor(seed: number, plan: Whimsical['plan']) {
    super(createRandomStrategy(seed), nothing);
    this.plan = plan;
  }

  override next(point: SchedulingPoint): ThreadId {
    const chosen = super.next(point);
    const whim = this.plan[this.asked++];
    this.frozen = new Set((whim?.frozen ?? []) as ThreadId[]);
    this.nextThread = whim?.next as ThreadId | undefined;
    return chosen;
  }
}

describe('a user who freezes threads and picks the next', () => {
  it('leaves a schedule that replays without him', () => {
    fc.assert(
      fc.property(programs, fc.nat(1000), whims, (program, seed, plan) => {
        const control = new Whimsical(seed, plan);
        const recorded = recordChoices(control);
        const { machine, answer } = play(program, recorded);
        let last = answer;
        while (last.kind === 'frozen') {
          control.frozen = new Set();
          last = machine.run();
        }
        assert.equal(last.kind, 'ended');
        const schedule = parseSchedule(formatSchedule(recorded.schedule(RUN)));
        const again = play(program, createReplay(schedule)).machine;
        assert.deepEqual(again.events.events, machine.events.events);
      }),
      { numRuns: 200 },
    );
  });

  it('holds a frozen thread, lets time pass for others, and stands when nobody is left', () => {
    const control = new ControlledStrategy(createRoundRobin(), nothing);
    const machine = new Machine({ strategy: recordChoices(control) });
    const steps: string[] = [];
    function* worker(name: string): Body {
      steps.push(`${name} begins`);
      yield () => machine.kernel.sleep(10_000);
      steps.push(`${name} ends`);
    }
    const answer = machine.tryMain(function* () {
      const frozen = machine.create('frozen', () => worker('frozen'));
      const free = machine.create('free', () => worker('free'));
      control.frozen = new Set([frozen]);
      yield () => machine.kernel.startThread(frozen);
      yield () => machine.kernel.startThread(free);
      yield () => machine.kernel.join(frozen, undefined);
    });
    assert.deepEqual(steps, ['free begins', 'free ends']);
    assert.equal(answer.kind, 'frozen');
    control.frozen = new Set();
    assert.equal(machine.run().kind, 'ended');
    assert.deepEqual(steps.slice(2), ['frozen begins', 'frozen ends']);
  });

  it('lets a thread that runs alone wait for time, and stands when it waits for another', () => {
    const control = new ControlledStrategy(alwaysSwitch(), nothing);
    const machine = new Machine({ strategy: recordChoices(control) });
    let hasSlept = false;
    const answer = machine.tryMain(function* () {
      const other = machine.create('other', function* () {
        yield () => machine.kernel.sleep(10);
      });
      control.alone = MAIN_THREAD;
      yield () => machine.kernel.startThread(other);
      yield () => machine.kernel.sleep(1000);
      hasSlept = true;
      yield () => machine.kernel.join(other, undefined);
    });
    assert.ok(hasSlept);
    assert.equal(answer.kind, 'frozen');
    assert.deepEqual(machine.kernel.waits.of(MAIN_THREAD)?.wait, { kind: 'join', thread: 2 });
  });
});
