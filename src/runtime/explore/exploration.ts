// Executes one script again and again, each time as a search says, without leaving the worker: a
// message for each execution would take longer than the execution. Between two of them the interpreter
// is put back quickly, which may overlook something; so nothing is said that did not happen again on
// clean memory.

import { traceOf } from '../../core/schedule/explore/happensBefore.ts';
import type { Execution } from '../../core/schedule/explore/execution.ts';
import { createSearch } from '../../core/schedule/explore/createSearch.ts';
import { ExecutionStrategy } from '../../core/schedule/explore/executionStrategy.ts';
import type { Minimiser } from '../../core/schedule/explore/minimiser.ts';
import type { Search } from '../../core/schedule/explore/search.ts';
import { ThreadKeys } from '../../core/schedule/threadKeys.ts';
import type {
  ExploreFromWorker,
  ExploreRequest,
  ExploreVerdict,
  FoundFailure,
} from '../../core/protocol/explore.ts';
import type { RestoredMachine } from '../restore.ts';
import type { RealTime } from '../driver.ts';
import type { RunEnd } from './exploringRun.ts';
import { ExploringRun } from './exploringRun.ts';
import { failureOf, scheduleTextOf } from './failureOf.ts';
import { PARTS } from '../memoryReset.ts';
import type { ResetPoint } from '../resetPoint.ts';
import type { PreparedStart, PreparedStarts } from './preparedStart.ts';
import { RaceSightings } from './raceSightings.ts';
import { ScratchNumbers } from './scratchNumbers.ts';
import { Recheck, type Memo } from './recheck.ts';
import { Tally } from './tally.ts';

/** As the strategies of watched runs: a prime, so that a loop is not always stopped alike. */
const CHECKS_PER_TICK = 101;
/** Milliseconds between looks at messages, and between reports of progress. */
const BREATH_INTERVAL = 15;
const REPORT_INTERVAL = 100;
/** A search that was led astray by leftovers begins anew; the last one looks at all each time. */
const ATTEMPTS = 3;

export interface ExplorationHost {
  readonly time: RealTime;
  readonly starts: PreparedStarts;
  send(message: ExploreFromWorker): void;
}

interface Seen {
  readonly failure: FoundFailure;
  readonly memo: Memo;
}

export class Exploration {
  private readonly restored: RestoredMachine;
  private readonly request: ExploreRequest;
  private readonly host: ExplorationHost;
  private readonly started: number;
  private readonly numbers = new ScratchNumbers();
  private search: Search | Minimiser;
  private threadKeys = new ThreadKeys();
  private recheck = new Recheck(PARTS);
  private tally = new Tally();
  private races = new RaceSightings();
  private attempt: number;
  private nextBreath: number;
  private nextReport: number;
  private isStopped = false;
  private isOver = false;
  private isIntact = true;
  private isChecked = false;
  /** Where executions begin once one has come there. */
  private start: PreparedStart | undefined;
  /** To be told when it has happened again. */
  private unconfirmed: FoundFailure | undefined = undefined;
  /** Of a minimiser: to be told at the end, when nothing better was found. */
  private best: Seen | undefined = undefined;

  constructor(restored: RestoredMachine, request: ExploreRequest, host: ExplorationHost) {
    this.restored = restored;
    this.request = request;
    this.host = host;
    this.attempt = request.isWary === true ? ATTEMPTS : 1;
    this.search = createSearch(request.search);
    this.start = host.starts.restored(request);
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
    else if (this.isInDoubt()) this.next();
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
      numbers: this.numbers,
      isBreathless: () => this.host.time.now() >= this.nextBreath,
      breathe: (then) => this.breathe(then),
      prepared: (start) => this.prepared(start),
      ended: (end) => ended(strategy.execution(end.end, end.leftOver), end),
      differs: ({ message }) => this.differs(message, true),
    });
    run.start();
  }

  private prepared(start: PreparedStart): void {
    this.start = start;
    this.host.starts.keep(start);
  }

  /** Before anything is said: did one of the last executions leave something behind? */
  private isInDoubt(): boolean {
    if (this.isChecked || this.isStopped) return false;
    this.isChecked = true;
    const { best, recheck } = this;
    if (this.resetPoint.hasLeftovers()) recheck.doubtAll();
    if (best) recheck.doubt(best.memo);
    return recheck.isOpen;
  }

  /** The execution was in doubt. */
  private confirm(execution: Execution, { trouble, isIntact }: RunEnd): void {
    const { unconfirmed, recheck } = this;
    this.unconfirmed = undefined;
    if (!recheck.confirm(execution, trouble)) {
      const message = 'the same schedule was another execution when it was run again';
      return this.differs(message, isIntact);
    }
    if (unconfirmed) this.host.send({ kind: 'failureFound', failure: unconfirmed });
    this.goOn(isIntact, true);
  }

  /** All memory is compared after each execution. */
  private get isWary(): boolean {
    return this.attempt === ATTEMPTS;
  }

  /** What was seen can't be relied on: leftovers were taken for the program's, or it is not determined. */
  private differs(message: string, isIntact: boolean): void {
    if (this.isWary) return this.finish({ kind: 'nondeterministic', message });
    this.attempt++;
    this.search = createSearch(this.request.search);
    this.threadKeys = new ThreadKeys();
    this.recheck = new Recheck(PARTS);
    this.tally = new Tally();
    this.races = new RaceSightings();
    this.best = undefined;
    this.isChecked = false;
    this.resetPoint.distrust();
    this.goOn(isIntact, true);
  }

  private verdict(): ExploreVerdict | undefined {
    const { budget } = this.request;
    const { signatures, executions, weight } = this.tally;
    if (this.isStopped) return { kind: 'incomplete', reason: 'stopped' };
    if (signatures.size >= budget.failures) return { kind: 'incomplete', reason: 'failures' };
    if (weight >= (budget.allSteps ?? Infinity)) return { kind: 'incomplete', reason: 'steps' };
    if (!this.search.begin()) return this.search.verdict();
    if (executions >= budget.executions) return { kind: 'incomplete', reason: 'executions' };
    const isLate = this.host.time.now() - this.started >= budget.milliseconds;
    return isLate ? { kind: 'incomplete', reason: 'time' } : undefined;
  }

  private ended(execution: Execution, { end, trouble, output, isIntact }: RunEnd): void {
    const { tally, recheck, search, request } = this;
    const trace = traceOf(execution);
    const memo = recheck.note(execution, trace, trouble);
    const isNewTrace = tally.note(execution, trace, output);
    const number = tally.executions;
    if (isNewTrace && request.seeksRaces === true) this.seekRaces(execution, number);
    const failure =
      end.kind === 'redundant'
        ? undefined
        : failureOf({ execution, trouble, number }, request, CHECKS_PER_TICK);
    search.ended(execution, failure?.signature);
    const isNew = failure !== undefined && this.failed(execution, { failure, memo });
    // Whatever ends a program writes about it, a traceback mostly, where no execution wrote before.
    const isWritten = trouble !== undefined && trouble.kind !== 'race';
    this.goOn(isIntact, isNew || isWritten);
  }

  private seekRaces(execution: Execution, number: number): void {
    this.races.look(execution, number, () =>
      scheduleTextOf(execution, this.request, CHECKS_PER_TICK),
    );
  }

  /** @returns true if it has to happen again before it is told */
  private failed(execution: Execution, seen: Seen): boolean {
    const { tally, search } = this;
    const { failure, memo } = seen;
    tally.failed();
    if ('best' in search) {
      if (search.best === execution) this.best = seen;
      return false;
    }
    if (tally.signatures.has(failure.signature)) return false;
    tally.signatures.add(failure.signature);
    this.unconfirmed = failure;
    this.recheck.doubt(memo);
    return true;
  }

  private goOn(isIntact: boolean, isThorough: boolean): void {
    const looksAtAll = isThorough || this.isWary;
    const reset = isIntact ? this.resetPoint.quickReset(looksAtAll) : 'impossible';
    this.isIntact = reset !== 'impossible';
    if (!this.isIntact) {
      // It can't happen again here. If nothing was left behind, who replays it sees whether it does.
      const failure = this.isWary ? this.unconfirmed : undefined;
      if (failure) this.host.send({ kind: 'failureFound', failure });
      const message = 'The interpreter can’t be used for another execution.';
      return this.finish({ kind: 'crashed', message });
    }
    if (reset === 'late') this.recheck.doubtAll();
    this.report();
    this.next();
  }

  private get resetPoint(): ResetPoint {
    return this.start?.point ?? this.restored.snapshot;
  }

  private report(): void {
    const now = this.host.time.now();
    if (now < this.nextReport) return;
    this.nextReport = now + REPORT_INTERVAL;
    const progress = this.tally.progress(now - this.started);
    this.host.send({ kind: 'exploring', progress });
  }

  private breathe(then: () => void): void {
    this.host.time.after(0, () => {
      this.nextBreath = this.host.time.now() + BREATH_INTERVAL;
      then();
    });
  }

  private finish(verdict: ExploreVerdict): void {
    this.isOver = true;
    if (this.best) this.host.send({ kind: 'failureFound', failure: this.best.failure });
    const traces = Float64Array.from(this.tally.traces);
    const progress = this.tally.progress(this.host.time.now() - this.started);
    const races = this.races.told;
    this.host.send({ kind: 'explored', progress, verdict, traces, races });
  }
}
