// Executes one script again and again, each time as a search says, without leaving the worker: a
// message for each execution would take longer than the execution.

import { traceOf } from '../../core/schedule/explore/happensBefore.ts';
import type { Execution } from '../../core/schedule/explore/execution.ts';
import { createSearch } from '../../core/schedule/explore/createSearch.ts';
import { ExecutionStrategy } from '../../core/schedule/explore/executionStrategy.ts';
import { preemptionsOf, scheduleOf } from '../../core/schedule/explore/scheduleOf.ts';
import type { Minimiser } from '../../core/schedule/explore/minimiser.ts';
import type { Search } from '../../core/schedule/explore/search.ts';
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
import type { RunEnd, Trouble } from './exploringRun.ts';
import { ExploringRun } from './exploringRun.ts';
import { PARTS } from '../memoryReset.ts';
import type { ResetPoint } from '../resetPoint.ts';
import type { PreparedStart } from './preparedStart.ts';
import { Recheck } from './recheck.ts';

/** As the strategies of watched runs: a prime, so that a loop is not always stopped alike. */
const CHECKS_PER_TICK = 101;
/** Of traces and of outputs; more are not told apart: memory is bounded. */
const MOST_DIFFERENT = 1_000_000;
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
  private readonly search: Search | Minimiser;
  private readonly threadKeys = new ThreadKeys();
  private readonly traces = new Set<number>();
  private readonly outputs = new Set<number>();
  private readonly signatures = new Set<string>();
  private readonly started: number;
  private readonly recheck = new Recheck(PARTS);
  private executions = 0;
  private redundant = 0;
  private failing = 0;
  private longest = 0;
  private nextBreath: number;
  private nextReport: number;
  private isStopped = false;
  private isOver = false;
  private isIntact = true;
  private isChecked = false;
  /** Where executions begin once one has come there. */
  private start: PreparedStart | undefined = undefined;
  private best: FoundFailure | undefined = undefined;

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
    const again = this.recheck.next();
    if (again) return this.execute(again, (execution, end) => this.confirm(execution, end));
    const verdict = this.verdict();
    if (!verdict) this.execute(this.search, (execution, end) => this.ended(execution, end));
    else if (verdict.kind !== 'nondeterministic' && this.hasLeftovers()) this.next();
    else this.finish(verdict);
  };

  private execute(search: Search, ended: (execution: Execution, end: RunEnd) => void): void {
    const { points, budget } = this.request;
    const strategy = new ExecutionStrategy(search, {
      before: points,
      threadKeys: this.threadKeys,
      checksPerTick: CHECKS_PER_TICK,
      steps: budget.steps,
    });
    const program = { ...this.request, from: this.start };
    const run = new ExploringRun(this.restored, program, strategy, {
      isBreathless: () => this.host.time.now() >= this.nextBreath,
      breathe: (then) => this.breathe(then),
      prepared: (start) => (this.start = start),
      ended: (end) => ended(strategy.execution(end.end, end.leftOver), end),
      differs: ({ message }) => this.finish({ kind: 'nondeterministic', message }),
    });
    run.start();
  }

  /** Before anything is said: did one of the last executions leave something behind? */
  private hasLeftovers(): boolean {
    if (this.isChecked || this.isStopped) return false;
    this.isChecked = true;
    if (!this.resetPoint.hasLeftovers()) return false;
    this.recheck.doubt();
    return true;
  }

  /** The execution was in doubt. */
  private confirm(execution: Execution, { trouble, isIntact }: RunEnd): void {
    if (!this.recheck.confirm(execution, trouble)) {
      const message = 'the same schedule was another execution when it was run again';
      return this.finish({ kind: 'nondeterministic', message });
    }
    this.goOn(isIntact, true);
  }

  private verdict(): ExploreVerdict | undefined {
    const { budget } = this.request;
    if (this.isStopped) return { kind: 'incomplete', reason: 'stopped' };
    if (this.signatures.size >= budget.failures) return { kind: 'incomplete', reason: 'failures' };
    if (!this.search.begin()) return this.search.verdict();
    if (this.executions >= budget.executions) return { kind: 'incomplete', reason: 'executions' };
    const isLate = this.host.time.now() - this.started >= budget.milliseconds;
    return isLate ? { kind: 'incomplete', reason: 'time' } : undefined;
  }

  private ended(execution: Execution, { end, trouble, output, isIntact }: RunEnd): void {
    this.executions++;
    const trace = traceOf(execution);
    this.recheck.note(execution, trace, trouble);
    this.longest = Math.max(this.longest, execution.steps.length);
    const failure = end.kind === 'redundant' ? undefined : this.failureOf(execution, trouble);
    this.search.ended(execution, failure?.signature);
    if (end.kind === 'redundant') this.redundant++;
    else {
      tellApart(this.traces, trace);
      tellApart(this.outputs, output);
    }
    if (failure) this.failed(execution, failure);
    this.goOn(isIntact, false);
  }

  private goOn(isIntact: boolean, isThorough: boolean): void {
    const reset = isIntact ? this.resetPoint.quickReset(isThorough) : 'impossible';
    this.isIntact = reset !== 'impossible';
    if (!this.isIntact) {
      const message = 'The interpreter can’t be used for another execution.';
      return this.finish({ kind: 'crashed', message });
    }
    if (reset === 'late') this.recheck.doubt();
    this.report();
    this.next();
  }

  private get resetPoint(): ResetPoint {
    return this.start?.point ?? this.restored.snapshot;
  }

  private failed(execution: Execution, failure: FoundFailure): void {
    this.failing++;
    if ('best' in this.search) {
      // Told at the end, when nothing better was found.
      if (this.search.best === execution) this.best = failure;
      return;
    }
    if (this.signatures.has(failure.signature)) return;
    this.signatures.add(failure.signature);
    this.host.send({ kind: 'failureFound', failure });
  }

  private failureOf(execution: Execution, trouble: RunEnd['trouble']): FoundFailure | undefined {
    const found = trouble ?? troubleOf(execution);
    if (!found) return undefined;
    const { kind, message } = found;
    const { seed, startTime } = this.request.launch;
    const run = { seed, startTime, checksPerTick: CHECKS_PER_TICK, before: this.request.points };
    return {
      ...{ kind, message },
      signature: signatureOf(found, execution),
      schedule: formatSchedule(scheduleOf(execution, run)),
      execution: this.executions,
      steps: execution.steps.length,
      preemptions: preemptionsOf(execution),
    };
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
      outputs: this.outputs.size,
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
    if (this.best) this.host.send({ kind: 'failureFound', failure: this.best });
    const traces = Float64Array.from(this.traces);
    this.host.send({ kind: 'explored', progress: this.progress(), verdict, traces });
  }
}

function tellApart(known: Set<number>, number: number): void {
  if (known.size < MOST_DIFFERENT) known.add(number);
}

type Found = Pick<FoundFailure, 'kind' | 'message'> & Pick<Trouble, 'place'>;

function troubleOf({ end }: Execution): Found | undefined {
  if (end.kind === 'deadlock') return { kind: 'deadlock', message: 'nobody can go on' };
  if (end.kind === 'tooLong') return { kind: 'tooLong', message: 'it did not come to its end' };
  return undefined;
}

/** Deadlocks are alike if threads wait for the same things, whichever threads they are. */
function signatureOf({ kind, message, place }: Found, { leftOver }: Execution): string {
  if (kind !== 'deadlock') return `${kind} ${place ?? message}`;
  const objects = new Set(leftOver.map(({ object }) => object));
  return [kind, ...[...objects].sort((a, b) => a - b)].join(' ');
}
