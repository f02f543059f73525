// Explores inside a worker: it runs the schedules of a block one after the other by itself, and sends
// what fails.

import type { Block } from '../../core/exploration/blocks.ts';
import { DisposableStore } from '../../core/base/disposable.ts';
import type {
  ExploreBudget,
  ExploreFromWorker,
  ExploreProgress,
  ExploreRequest,
  FoundFailure,
  SearchChoice,
} from '../../core/protocol/explore.ts';
import type { LaunchRequest } from '../../core/protocol/worker.ts';
import type { PointsBefore } from '../../core/schedule/strategy.ts';
import type { RuntimePort, StartRuntime } from '../runtimePort.ts';
import type { BlockEnd, BlockListener, BlockProgress, Explorer, RaceSighting } from './explorer.ts';

export interface ExplorerOptions {
  readonly launch: LaunchRequest;
  readonly take: StartRuntime;
  /** As in the request. */
  readonly losses?: readonly string[];
  readonly comparesStates?: boolean;
  readonly seeksRaces?: boolean;
  readonly seed: number;
  /** undefined: no bound, so partial-order reduction. */
  readonly preemptions: number | undefined;
}

/** Timeouts that are due within 5 ms of each other may end in any order. */
const POINTS: PointsBefore = { lateness: 5_000_000, earlyTimeouts: 0, accesses: true };
/** Steps of one execution, each of them a scheduling point. */
export const STEPS = 20_000;
/** Different failures in a block by chance. */
const MOST_FAILURES = 20;
/** Milliseconds that a worker has to leave a search; in a long call of code in C it does not hear of it. */
const LEAVE_GRACE = 500;

export type SearchBudget = Pick<ExploreBudget, 'executions' | 'failures' | 'allSteps'>;

export class WorkerExplorer implements Explorer {
  private readonly options: ExplorerOptions;
  private port: RuntimePort | undefined;
  private isLeft = false;
  private graceTimer: ReturnType<typeof setTimeout> | undefined;
  /** Ends the search that is under way without its worker. */
  private giveUp: () => void = () => undefined;

  constructor(options: ExplorerOptions) {
    this.options = options;
  }

  async explore(block: Block, listener: BlockListener): Promise<BlockEnd> {
    const search = this.searchOf(block);
    const failures = block.kind === 'all' ? 1 : MOST_FAILURES;
    return this.search(search, { executions: block.count, failures }, listener, block.first);
  }

  /** Any search; the numbers of its schedules begin at `first`. */
  async search(
    search: SearchChoice,
    { executions, failures, allSteps }: SearchBudget,
    listener: BlockListener,
    first: number,
  ): Promise<BlockEnd> {
    const told = new Set<string>();
    const failed = (failure: FoundFailure): void => {
      const { signature: key, schedule, execution } = failure;
      if (told.has(key + schedule)) return;
      told.add(key + schedule);
      listener.failed({ key, number: first + execution - 1, strategy: search.kind, schedule });
    };
    const limits = { executions, failures, ...(allSteps !== undefined && { allSteps }) };
    const budget = { ...limits, milliseconds: Infinity, steps: STEPS };
    const { launch, losses, comparesStates, seeksRaces } = this.options;
    const request: ExploreRequest = {
      ...{ launch, search, points: POINTS, budget },
      ...(losses && { losses }),
      ...(comparesStates && { comparesStates }),
      ...(seeksRaces && { seeksRaces }),
    };
    const heard = { failed, progressed: listener.progressed };
    const end = await this.run(request, heard);
    // What an execution left behind may be what harmed the interpreter in a later one.
    const last = end.kind === 'crashed' ? await this.run({ ...request, isWary: true }, heard) : end;
    const races = last.races.map(({ races, schedule, execution }): RaceSighting => {
      return { races, number: first + execution - 1, strategy: search.kind, schedule };
    });
    return { ...last, races, kind: last.kind === 'crashed' ? 'left' : last.kind };
  }

  private async run(request: ExploreRequest, listener: Listener): Promise<SearchEnd> {
    const port = await this.options.take();
    this.port = port;
    try {
      if (this.isLeft) return LEFT;
      return await explored(port, request, {
        ...listener,
        begun: (giveUp) => (this.giveUp = giveUp),
      });
    } finally {
      clearTimeout(this.graceTimer);
      this.port = undefined;
      port.dispose();
    }
  }

  leave(): void {
    if (this.isLeft) return;
    this.isLeft = true;
    if (this.port === undefined) return;
    this.port.send({ kind: 'stopExploring' });
    this.graceTimer = setTimeout(() => this.giveUp(), LEAVE_GRACE);
  }

  private searchOf({ kind, index }: Block): SearchChoice {
    const { preemptions, seed } = this.options;
    if (kind !== 'all') return sampler(index, seedOf(seed, index));
    if (preemptions !== undefined) return { kind: 'preemptionBounding', preemptions };
    return { kind: 'reduction', prefix: [] };
  }
}

/** No strategy is best for all programs: they take turns. */
function sampler(block: number, seed: number): SearchChoice {
  switch (block % 5) {
    case 0:
      return { kind: 'surw', seed };
    case 1:
      return { kind: 'randomWalk', seed };
    case 2:
      return { kind: 'pct', seed, depth: 3 };
    case 3:
      return { kind: 'pos', seed };
    default:
      return { kind: 'pct', seed, depth: 2 };
  }
}

/** Searches with neighbouring seeds must not run the same schedules. */
function seedOf(seed: number, block: number): number {
  return (Math.imul(seed + 1, 0x9e3779b1) + Math.imul(block, 0x85ebca6b)) & 0x7fffffff;
}

type Explored = Extract<ExploreFromWorker, { readonly kind: 'explored' }>;

interface Listener {
  readonly failed: (failure: FoundFailure) => void;
  readonly progressed: (progress: BlockProgress) => void;
}

interface SearchEnd extends Omit<BlockEnd, 'kind' | 'races'> {
  /** `crashed`: it can't go on with this worker. */
  readonly kind: BlockEnd['kind'] | 'crashed';
  readonly races: Explored['races'];
}

const NOTHING: BlockProgress = { schedules: 0, interleavings: 0, failing: 0, outputs: 0 };
const LEFT: SearchEnd = { ...NOTHING, kind: 'left', message: '', races: [] };

function explored(
  port: RuntimePort,
  request: ExploreRequest,
  { failed, progressed, begun }: Listener & { readonly begun: (giveUp: () => void) => void },
): Promise<SearchEnd> {
  const store = new DisposableStore();
  let last = NOTHING;
  return new Promise<SearchEnd>((resolve) => {
    begun(() => resolve({ ...last, kind: 'left', message: '', races: [] }));
    // A worker that dies takes its block with it; the search goes on with a new one.
    store.add(port.onExit((message) => resolve({ ...last, kind: 'crashed', message, races: [] })));
    store.add(
      port.onMessage((message) => {
        if (message.kind === 'failureFound') failed(message.failure);
        else if (message.kind === 'exploring') progressed((last = progressOf(message.progress)));
        else if (message.kind === 'explored') resolve(endOf(message));
        else if (message.kind === 'failed') {
          resolve({ ...last, kind: 'crashed', message: message.message, races: [] });
        }
      }),
    );
    port.send({ kind: 'explore', request });
  }).finally(() => store.dispose());
}

function progressOf({
  executions,
  redundant,
  traces,
  failing,
  outputs,
}: ExploreProgress): BlockProgress {
  return { schedules: executions - redundant, interleavings: traces, failing, outputs };
}

function endOf({ progress, verdict, races }: Explored): SearchEnd {
  const ran = { ...progressOf(progress), races };
  switch (verdict.kind) {
    case 'verified':
    case 'bounded':
      return { ...ran, kind: 'complete', message: '' };
    case 'incomplete':
      return { ...ran, kind: verdict.reason === 'stopped' ? 'left' : 'done', message: '' };
    case 'nondeterministic':
    case 'crashed':
      return { ...ran, ...verdict };
  }
}
