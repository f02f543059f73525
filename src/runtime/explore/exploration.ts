// Executes one script again and again, each time as a search says, without leaving the worker: a
// message for each execution would take longer than the execution.

import { orderOf, traceNumber } from '../../core/schedule/explore/happensBefore.ts';
import type { Execution } from '../../core/schedule/explore/execution.ts';
import { createSearch } from '../../core/schedule/explore/createSearch.ts';
import { ExecutionStrategy } from '../../core/schedule/explore/executionStrategy.ts';
import { preemptionsOf, scheduleOf } from '../../core/schedule/explore/scheduleOf.ts';
import type { Search } from '../../core/schedule/explore/search.ts';
import { NondeterminismError } from '../../core/schedule/explore/search.ts';
import { formatSchedule } from '../../core/schedule/scheduleText.ts';
import { ThreadKeys } from '../../core/schedule/threadKeys.ts';
import type {
  ExploreFromWorker,
  ExploreProgress,
  ExploreRequest,
  ExploreVerdict,
  FoundFailure,
} from '../../core/protocol/explore.ts';
import type { RestoredMachine } from '../restore.ts';
import type { RealTime } from '../driver.ts';
import type { RunEnd } from './exploringRun.ts';
import { ExploringRun } from './exploringRun.ts';

/** As the strategies of watched runs: a prime, so that a loop is not always stopped alike. */
const CHECKS_PER_TICK = 101;
/** Milliseconds between looks at messages, and between reports of progress. */
const BREATH_INTERVAL = 15;
const REPORT_INTERVAL = 100;

export interface ExplorationHost {
  readonly time: RealTime;
  send(message: ExploreFromWorker): void;
}

export class Exploration {
  private readonly restored: RestoredMachine;
  private readonly request: ExploreRequest;
  private readonly host: ExplorationHost;
  private readonly search: Search;
  private readonly threadKeys = new ThreadKeys();
  private readonly traces = new Set<number>();
  private readonly signatures = new Set<string>();
  private readonly started: number;
  private executions = 0;
  private redundant = 0;
  private failing = 0;
  private longest = 0;
  private nextBreath: number;
  private nextReport: number;
  private isStopped = false;
  private isOver = false;
  private isIntact = true;

  constructor(restored: RestoredMachine, request: ExploreRequest, host: ExplorationHost) {
    this.restored = restored;
    this.request = request;
    this.host = host;
    this.search = createSearch(request.search);
    this.started = host.time.now();
    this.nextBreath = this.started + BREATH_INTERVAL;
    this.nextReport = this.started + REPORT_INTERVAL;
  }

  /** It has ended, and the interpreter can be reset. */
  get isOverAndIntact(): boolean {
    return this.isOver && this.isIntact;
  }

  stop(): void {
    this.isStopped = true;
  }

  /** The next execution; between two of them the interpreter is reset. */
  readonly next = (): void => {
    const verdict = this.verdict();
    if (verdict) return this.finish(verdict);
    const { points, budget, launch } = this.request;
    const strategy = new ExecutionStrategy(this.search, {
      before: points,
      threadKeys: this.threadKeys,
      checksPerTick: CHECKS_PER_TICK,
      steps: budget.steps,
    });
    const run = new ExploringRun(this.restored, launch, strategy, {
      isBreathless: () => this.host.time.now() >= this.nextBreath,
      breathe: (then) => this.breathe(then),
      ended: (end) => this.ended(strategy, end),
    });
    run.start();
  };

  private verdict(): ExploreVerdict | undefined {
    const { budget } = this.request;
    if (this.isStopped) return { kind: 'incomplete', reason: 'stopped' };
    if (this.signatures.size >= budget.failures) return { kind: 'incomplete', reason: 'failures' };
    if (!this.search.begin()) return this.search.verdict();
    if (this.executions >= budget.executions) return { kind: 'incomplete', reason: 'executions' };
    const isLate = this.host.time.now() - this.started >= budget.milliseconds;
    return isLate ? { kind: 'incomplete', reason: 'time' } : undefined;
  }

  private ended(strategy: ExecutionStrategy, { end, trouble, leftOver, isIntact }: RunEnd): void {
    const execution = strategy.execution(end, leftOver);
    this.executions++;
    this.longest = Math.max(this.longest, execution.steps.length);
    try {
      this.search.ended(execution);
    } catch (error) {
      if (!(error instanceof NondeterminismError)) throw error;
      return this.finish({ kind: 'nondeterministic', message: error.message });
    }
    if (end.kind === 'redundant') this.redundant++;
    else {
      this.traces.add(traceNumber(execution, orderOf(execution)));
      this.judge(execution, trouble);
    }
    this.isIntact = isIntact && this.restored.reset();
    if (!this.isIntact) return this.finish({ kind: 'incomplete', reason: 'stopped' });
    this.report();
    this.next();
  }

  private judge(execution: Execution, trouble: RunEnd['trouble']): void {
    const found = trouble ?? troubleOf(execution);
    if (!found) return;
    this.failing++;
    const signature = `${found.kind} ${found.message}`;
    if (this.signatures.has(signature)) return;
    this.signatures.add(signature);
    const { seed, startTime } = this.request.launch;
    const run = { seed, startTime, checksPerTick: CHECKS_PER_TICK, before: this.request.points };
    this.host.send({
      kind: 'failureFound',
      failure: {
        ...found,
        signature,
        schedule: formatSchedule(scheduleOf(execution, run)),
        execution: this.executions,
        steps: execution.steps.length,
        preemptions: preemptionsOf(execution),
      },
    });
  }

  private report(): void {
    const now = this.host.time.now();
    if (now < this.nextReport) return;
    this.nextReport = now + REPORT_INTERVAL;
    this.host.send({ kind: 'exploring', progress: this.progress() });
  }

  private progress(): ExploreProgress {
    const { executions, redundant, failing, longest } = this;
    return {
      executions,
      redundant,
      traces: this.traces.size,
      failing,
      failures: this.signatures.size,
      longest,
      milliseconds: this.host.time.now() - this.started,
    };
  }

  private breathe(then: () => void): void {
    this.host.time.after(0, () => {
      this.nextBreath = this.host.time.now() + BREATH_INTERVAL;
      then();
    });
  }

  private finish(verdict: ExploreVerdict): void {
    this.isOver = true;
    this.host.send({ kind: 'explored', progress: this.progress(), verdict });
  }
}

function troubleOf({ end }: Execution): Pick<FoundFailure, 'kind' | 'message'> | undefined {
  if (end.kind === 'deadlock') return { kind: 'deadlock', message: 'nobody can go on' };
  if (end.kind === 'tooLong') return { kind: 'tooLong', message: 'it did not come to its end' };
  return undefined;
}
