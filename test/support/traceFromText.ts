// A trace as a picture: a column for each thread, a row for each moment. The first row names
// the threads (`*` marks a daemon), further rows say what they do; `.` is nothing.
//
//   take A · try A · free A        a Lock, or an RLock if its name starts with R
//   wait E · set E · clear E       an Event; `wait C` any other object, for ever
//   notify C                       a Condition: lets the first that waits go on
//   down S · up S                  a Semaphore that starts at 0
//   get Q · put Q                  a Queue; a get from an empty one waits
//   join t · sleep 2 · wake        `wake` is the clock's doing
//   crash · end
//   stuck E                        nobody who can still run has a reference to E, which it waits for
//
// Objects are made by the first thread before the first row, in order of mention. The event
// of row n happens at n milliseconds, in line n of a file named after the thread.

import type { ObjectId, StackId, Step, ThreadId } from '../../src/core/base/ids.ts';
import { MAIN_THREAD, NO_STACK, NO_THREAD } from '../../src/core/base/ids.ts';
import { BatchWriter, writeEvent } from '../../src/core/trace/encode.ts';
import type { EventBody, ObjectKind, ObjectState, Outcome } from '../../src/core/trace/events.ts';
import { WorldFold } from '../../src/core/trace/fold.ts';
import { Trace } from '../../src/core/trace/trace.ts';
import type { SyncObject } from '../../src/core/trace/world.ts';
import { runHeader } from './runHeader.ts';

export interface TracePicture {
  readonly trace: Trace;
  readonly names: Readonly<Record<ObjectId, string>>;
}

const MILLISECOND = 1_000_000;
const VERBS_WITHOUT_OBJECT = ['join', 'sleep', 'wake', 'crash', 'end', '.'];

/** @param outcome how the run ends after the last row; undefined: it does not */
export function traceFromText(text: string, outcome?: Outcome): TracePicture {
  const rows = text
    .split('\n')
    .map((row) => row.trim().split(/\s{2,}/))
    .filter((cells) => cells[0] !== '');
  const [threads = [], ...moments] = rows;
  const painter = new Painter(threads);
  for (const cell of moments.flat()) painter.declare(cell);
  moments.forEach((cells, index) => painter.moment(index + 1, cells));
  if (outcome !== undefined) painter.emit(NO_THREAD, { kind: 'end', outcome });
  return painter.finish();
}

class Painter {
  private readonly writer = new BatchWriter();
  private readonly fold = new WorldFold();
  private readonly threads: string[];
  private readonly objects: string[] = [];
  private row = 0;

  constructor(headings: readonly string[]) {
    this.threads = headings.map((heading) => heading.replace('*', ''));
    headings.forEach((heading, index) => {
      const thread = (index + 1) as ThreadId;
      const name = this.threads[index] ?? '';
      const daemon = heading.endsWith('*');
      const ident = 1000 + thread;
      const by = index === 0 ? NO_THREAD : MAIN_THREAD;
      this.emit(by, { kind: 'threadNew', thread, name, daemon, ident, isLibrary: false });
      this.emit(by, { kind: 'threadStart', thread });
    });
  }

  declare(cell: string): void {
    const [verb = '', name = ''] = cell.split(' ');
    if (VERBS_WITHOUT_OBJECT.includes(verb) || this.objects.includes(name)) return;
    this.objects.push(name);
    this.emit(MAIN_THREAD, {
      kind: 'objectNew',
      object: this.objects.length as ObjectId,
      objectKind: kindFor(verb, name),
      typeName: kindFor(verb, name),
      partOf: undefined,
      lock: undefined,
      isLibrary: false,
      state: stateFor(verb),
    });
  }

  moment(row: number, cells: readonly string[]): void {
    this.row = row;
    cells.forEach((cell, index) => {
      if (cell !== '.') this.act((index + 1) as ThreadId, cell);
    });
  }

  emit(by: ThreadId, body: EventBody): void {
    const at = by === NO_THREAD ? NO_STACK : this.stackOf(by);
    const event = { time: this.row * MILLISECOND, by, at, ...body };
    writeEvent(this.writer, event);
    this.fold.apply(event);
  }

  finish(): TracePicture {
    const trace = new Trace(runHeader());
    trace.append(this.writer.take());
    const names = Object.fromEntries(this.objects.map((name, index) => [index + 1, name]));
    return { trace, names };
  }

  private stackOf(thread: ThreadId): StackId {
    const site = this.writer.addSite({
      file: `/${this.threads[thread - 1] ?? ''}.py`,
      line: Math.max(1, this.row),
      column: 1,
      endLine: Math.max(1, this.row),
      endColumn: 9,
      function: this.threads[thread - 1] ?? '',
      isLibrary: false,
    });
    return this.writer.addStack({ site, caller: NO_STACK });
  }

  private act(by: ThreadId, cell: string): void {
    const [verb, argument = ''] = cell.split(' ');
    if (verb === 'wake')
      return this.emit(NO_THREAD, { kind: 'wake', thread: by, reason: 'timeout' });
    if (verb === 'stuck') {
      const object = this.objectNamed(argument).id;
      return this.emit(NO_THREAD, { kind: 'unreachable', thread: by, object });
    }
    this.emit(by, { kind: 'run', thread: by, isPreemption: false });
    switch (verb) {
      case 'join':
        return this.join(by, (this.threads.indexOf(argument) + 1) as ThreadId);
      case 'sleep': {
        const until = (this.row + Number(argument) * 1000) * MILLISECOND;
        return this.emit(by, { kind: 'wait', wait: { kind: 'sleep' }, until });
      }
      case 'crash':
        this.emit(by, { kind: 'exception', typeName: 'ValueError', message: 'bad' });
        return this.end(by);
      case 'end':
        return this.end(by);
      default:
        return this.actOn(by, String(verb), this.objectNamed(argument));
    }
  }

  private objectNamed(name: string): SyncObject {
    const object = this.fold.world.objects[(this.objects.indexOf(name) + 1) as ObjectId];
    if (object === undefined) throw new Error(`no object ${name} in the picture`);
    return object;
  }

  private actOn(by: ThreadId, verb: string, object: SyncObject): void {
    switch (verb) {
      case 'take':
        return this.take(by, object);
      case 'try':
        return this.emit(by, { kind: 'acquireFailed', object: object.id });
      case 'free':
        return this.free(by, object);
      case 'set':
      case 'clear':
        this.setState(by, object, { kind: 'event', flag: verb === 'set' });
        return object.waiters.forEach((waiter) => this.grant(by, waiter));
      case 'notify': {
        const [waiter] = object.waiters;
        this.emit(by, { kind: 'notify', object: object.id, woken: waiter === undefined ? 0 : 1 });
        return waiter === undefined ? undefined : this.grant(by, waiter);
      }
      case 'wait':
        if (object.state.kind === 'event' && object.state.flag) return;
        return this.waitFor(by, object, 'wait');
      case 'down':
      case 'get':
        if (amount(object) === 0)
          return this.waitFor(by, object, verb === 'get' ? 'get' : 'acquire');
        return this.setState(by, object, withAmount(object.state, amount(object) - 1));
      case 'up':
      case 'put': {
        const [waiter] = object.waiters;
        if (waiter !== undefined) return this.grant(by, waiter);
        return this.setState(by, object, withAmount(object.state, amount(object) + 1));
      }
      default:
        throw new Error(`no verb ${verb} in pictures`);
    }
  }

  private take(by: ThreadId, { id, owner, kind }: SyncObject): void {
    const isAgain = owner === by && kind === 'RLock';
    if (owner !== undefined && !isAgain) {
      this.emit(by, { kind: 'wait', wait: { kind: 'lock', object: id }, until: undefined });
      return;
    }
    this.emit(by, { kind: 'acquire', object: id, count: this.countOf(by, id) + 1 });
  }

  /** Hands the lock over to the first that waits for it. */
  private free(by: ThreadId, { id, waiters, owner = by }: SyncObject): void {
    const count = this.countOf(owner, id) - 1;
    this.emit(by, { kind: 'release', object: id, count });
    const [heir] = waiters;
    if (count > 0 || heir === undefined) return;
    this.grant(by, heir);
    this.emit(heir, { kind: 'acquire', object: id, count: 1 });
  }

  private countOf(thread: ThreadId, object: ObjectId): number {
    const holds = this.fold.world.threads[thread]?.holds ?? [];
    return holds.find((held) => held.object === object)?.count ?? 0;
  }

  private waitFor(by: ThreadId, { id }: SyncObject, operation: string): void {
    const wait = { kind: 'object', object: id, operation } as const;
    this.emit(by, { kind: 'wait', wait, until: undefined });
  }

  private setState(by: ThreadId, { id }: SyncObject, state: ObjectState): void {
    this.emit(by, { kind: 'objectState', object: id, state });
  }

  private grant(by: ThreadId, thread: ThreadId): void {
    this.emit(by, { kind: 'wake', thread, reason: 'granted' });
  }

  private join(by: ThreadId, thread: ThreadId): void {
    const state = this.fold.world.threads[thread]?.state.kind;
    if (state === 'finished' || state === 'crashed') return;
    this.emit(by, { kind: 'wait', wait: { kind: 'join', thread }, until: undefined });
  }

  private end(by: ThreadId): void {
    this.emit(by, { kind: 'threadEnd', thread: by });
    for (const { id, state } of Object.values(this.fold.world.threads)) {
      const joins = state.kind === 'waiting' && state.wait.kind === 'join';
      if (joins && state.wait.thread === by) this.grant(by, id);
    }
  }
}

function kindFor(verb: string, name: string): ObjectKind {
  if (['wait', 'notify', 'set', 'clear'].includes(verb))
    return name.startsWith('C') ? 'Condition' : 'Event';
  if (['up', 'down'].includes(verb)) return 'Semaphore';
  if (['get', 'put'].includes(verb)) return 'Queue';
  return name.startsWith('R') ? 'RLock' : 'Lock';
}

function stateFor(verb: string): ObjectState {
  switch (verb) {
    case 'wait':
    case 'set':
    case 'clear':
      return { kind: 'event', flag: false };
    case 'up':
    case 'down':
      return { kind: 'semaphore', value: 0, initial: 0 };
    case 'get':
    case 'put':
      return { kind: 'queue', size: 0, maxsize: 0, unfinished: 0, isShutdown: false };
    default:
      return { kind: 'none' };
  }
}

function amount({ state }: SyncObject): number {
  if (state.kind === 'semaphore') return state.value;
  return state.kind === 'queue' ? state.size : 0;
}

function withAmount(state: ObjectState, count: number): ObjectState {
  if (state.kind === 'semaphore') return { ...state, value: count };
  return state.kind === 'queue' ? { ...state, size: count, unfinished: count } : state;
}

/** The step at which a row is over and the next has not begun. */
export function stepAfterRow({ trace }: TracePicture, row: number): Step {
  let step = 0;
  for (const event of trace.events()) {
    if (event.time > row * MILLISECOND) break;
    step++;
  }
  return step as Step;
}
