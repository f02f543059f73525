// A run as a table with a column for each thread, one act a row, read from top to bottom: the form
// of Lincheck's traces (Koval et al., CAV 2023), in words. It says when the processor went from one
// thread to another, and why.

import type { ObjectId, Step, ThreadId, VariableId } from '../base/ids.ts';
import { NO_THREAD } from '../base/ids.ts';
import type { Outcome, RacingAccess, Site, TraceEvent } from '../trace/events.ts';
import { isAlive, WorldFold } from '../trace/fold.ts';
import type { Trace } from '../trace/trace.ts';
import type { Thread, World } from '../trace/world.ts';
import { accessWords, eventWords } from './eventWords.ts';
import { objectName, siteText, threadName, userSite, type Scene } from './scene.ts';
import { wholeOf } from './waitGraph.ts';

export interface InterleavingRow {
  readonly step: Step;
  readonly thread: ThreadId;
  /** Without a full stop. */
  readonly text: string;
  /**
   * - `act`: the thread did something.
   * - `wait`: it can't go on, and says for what.
   * - `interrupted`: it could have gone on, and another thread was chosen.
   * - `failure`: what is wrong at the end.
   */
  readonly kind: 'act' | 'wait' | 'interrupted' | 'failure';
  readonly site: Site | undefined;
  /** How often it comes in a row; at least 1. */
  readonly count: number;
}

export interface Interleaving {
  /** The columns. */
  readonly threads: readonly { readonly id: ThreadId; readonly name: string }[];
  readonly rows: readonly InterleavingRow[];
  /** Rows in the middle that were left out, and the row before which they were. */
  readonly omitted: { readonly count: number; readonly before: number };
}

export interface Recorded {
  readonly trace: Trace;
  readonly names: Readonly<Record<ObjectId, string>>;
}

const MOST_ROWS = 120;

export function interleavingOf({ trace, names }: Recorded, mostRows = MOST_ROWS): Interleaving {
  const table = new Table(trace, names);
  const early = earlyAccesses(trace);
  for (const event of trace.events()) {
    table.before(early);
    table.see(event);
  }
  const { rows, threads } = table.finish();
  const extra = rows.length - mostRows;
  if (extra <= 0) return { threads, rows, omitted: { count: 0, before: 0 } };
  // How it ends is worth more than how it begins.
  const head = Math.floor(mostRows / 3);
  const shown = [...rows.slice(0, head), ...rows.slice(head + extra)];
  return { threads, rows: shown, omitted: { count: extra, before: head } };
}

class Table {
  private readonly fold = new WorldFold();
  private readonly rows: InterleavingRow[] = [];
  private readonly trace: Trace;
  private readonly names: Readonly<Record<ObjectId, string>>;
  private readonly locations = new Map<VariableId, string>();
  private running: ThreadId = NO_THREAD;

  constructor(trace: Trace, names: Readonly<Record<ObjectId, string>>) {
    this.trace = trace;
    this.names = names;
  }

  /** What was done before it was known that the location is shared. */
  before(early: ReadonlyMap<Step, readonly NamedAccess[]>): void {
    for (const access of early.get(this.fold.step) ?? []) this.access(access);
  }

  see(event: TraceEvent): void {
    if (event.kind === 'location') this.locations.set(event.location, event.name);
    if (event.kind === 'access') {
      const name = this.locations.get(event.location) ?? '?';
      this.access({ ...event, thread: event.by, name });
    }
    if (event.kind === 'run') this.switched(event.thread, event.isPreemption);
    else if (event.kind === 'end') this.ended(event.outcome);
    else this.act(event);
    this.fold.apply(event);
  }

  finish(): Pick<Interleaving, 'rows' | 'threads'> {
    const { world } = this.fold;
    const shown = new Set(this.rows.map(({ thread }) => thread));
    const threads = Object.values<Thread>(world.threads)
      .filter(({ id }) => shown.has(id))
      .map(({ id, name }) => ({ id, name }));
    return { rows: this.rows, threads };
  }

  private get scene(): Scene {
    return { world: this.fold.world, tables: this.trace.tables, names: this.names };
  }

  private access(access: Omit<NamedAccess, 'step'>): void {
    const { thread, at, name } = access;
    if (!isMine(this.fold.world, thread)) return;
    const site = userSite(this.trace.tables, at);
    this.add({ thread, text: accessWords(access, name), kind: 'act', site });
  }

  private switched(to: ThreadId, isPreemption: boolean): void {
    const from = this.running;
    this.running = to;
    // A thread that waits or has ended says so itself.
    if (!isPreemption || from === NO_THREAD || from === to || !isMine(this.fold.world, from)) {
      return;
    }
    const site = userSite(this.trace.tables, this.fold.world.threads[from]?.at ?? (0 as never));
    this.add({ thread: from, text: 'is interrupted', kind: 'interrupted', site });
  }

  private act(event: TraceEvent): void {
    const thread = event.kind === 'wake' ? event.thread : event.by;
    if (!isMine(this.fold.world, thread)) return;
    const text = eventWords(event, this.scene);
    if (text === undefined) return;
    const kind =
      event.kind === 'wait' ? 'wait' : event.kind === 'exception' ? 'failure' : ('act' as const);
    this.add({ thread, text, kind, site: userSite(this.trace.tables, event.at) });
  }

  /** Those that hang say what they wait for in vain. */
  private ended(outcome: Outcome): void {
    const { world } = this.fold;
    if (outcome.kind === 'limit') {
      const text = `does not come to an end: ${outcome.message}`;
      this.add({ thread: this.running, text, kind: 'failure', site: undefined });
    }
    if (outcome.kind === 'crashed') return;
    for (const thread of Object.values<Thread>(world.threads)) {
      const goal = goalOf(thread, this.scene);
      if (goal === undefined || thread.daemon || !isAlive(thread)) continue;
      if (outcome.kind === 'limit' && !thread.isStuck) continue;
      const site = userSite(this.trace.tables, thread.at);
      const text = `waits for ${goal} for ever`;
      this.add({ thread: thread.id, text, kind: 'failure', site });
    }
  }

  private add(row: Omit<InterleavingRow, 'step' | 'count'>): void {
    const last = this.rows.at(-1);
    const isSame = last?.thread === row.thread && last.text === row.text;
    if (isSame && last.site?.line === row.site?.line) {
      this.rows[this.rows.length - 1] = { ...last, count: last.count + 1 };
    } else {
      this.rows.push({ ...row, step: this.fold.step, count: 1 });
    }
  }
}

type NamedAccess = Pick<RacingAccess, 'thread' | 'at' | 'step' | 'mode' | 'value'> & {
  readonly name: string;
};

/**
 * Accesses of the only thread so far are no events; those that a race is about are told with it.
 * By the step at which they were made.
 */
function earlyAccesses(trace: Trace): ReadonlyMap<Step, readonly NamedAccess[]> {
  const shared = new Map<VariableId, { readonly name: string; readonly step: number }>();
  const early = new Map<Step, NamedAccess[]>();
  let step = 0;
  for (const event of trace.events()) {
    if (event.kind === 'location') shared.set(event.location, { name: event.name, step });
    step++;
    const location = event.kind === 'race' ? shared.get(event.location) : undefined;
    if (event.kind !== 'race' || !location) continue;
    for (const access of event.accesses.filter((each) => each.step <= location.step)) {
      const there = early.get(access.step) ?? [];
      const isKnown = there.some(({ at, mode }) => at === access.at && mode === access.mode);
      if (!isKnown) early.set(access.step, [...there, { ...access, name: location.name }]);
    }
  }
  return early;
}

/** Threads that the standard library makes for itself are no column. */
function isMine(world: World, thread: ThreadId): boolean {
  return thread !== NO_THREAD && world.threads[thread]?.isLibrary === false;
}

function goalOf({ state }: Thread, scene: Scene): string | undefined {
  if (state.kind === 'blocked') return objectName(scene, wholeOf(scene.world, state.on));
  if (state.kind !== 'waiting') return undefined;
  const { wait } = state;
  switch (wait.kind) {
    case 'object':
      return objectName(scene, wholeOf(scene.world, wait.object));
    case 'join':
    case 'shutdown':
      return `the end of ${threadName(scene, wait.thread)}`;
    case 'start':
    case 'input':
      return undefined;
  }
}

/** `takes left · bank.py:12` */
export function rowText({ text, site, count }: InterleavingRow): string {
  const place = site === undefined ? '' : ` · ${siteText(site)}`;
  return `${text}${place}${count > 1 ? ` (${count} times)` : ''}`;
}
