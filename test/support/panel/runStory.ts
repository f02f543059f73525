// A run told step by step, for tests of the panel: threads, objects and events in, a RunView and
// batches out. Sites are lines of one script.

import type { ObjectId, StackId, Step, ThreadId } from '../../../src/core/base/ids.ts';
import { MAIN_THREAD, NO_STACK, NO_THREAD } from '../../../src/core/base/ids.ts';
import type { FindingView, RunState, RunView } from '../../../src/core/protocol/panel.ts';
import type { TraceBatch } from '../../../src/core/trace/batch.ts';
import { BatchWriter, writeEvent } from '../../../src/core/trace/encode.ts';
import type {
  EventBody,
  ObjectKind,
  ObjectState,
  Outcome,
  Site,
  Stack,
  Wait,
} from '../../../src/core/trace/events.ts';
import { WorldFold } from '../../../src/core/trace/fold.ts';
import { runHeader } from '../runHeader.ts';
import { findingView } from './findingView.ts';

interface ObjectOptions {
  readonly state?: ObjectState;
  readonly typeName?: string;
  readonly partOf?: ObjectId;
  readonly lock?: ObjectId;
  readonly isLibrary?: boolean;
}

export class RunStory {
  private readonly writer = new BatchWriter();
  private readonly fold = new WorldFold();
  private readonly sites: Site[] = [];
  private readonly stacks: Stack[] = [];
  private readonly names: Record<ObjectId, string> = {};
  private readonly findings: FindingView[] = [];
  private readonly script: string;
  private time = 0;
  private threads = 0;
  private objects = 0;
  /** Where the next events happen. */
  private here: StackId = NO_STACK;

  constructor(script: string) {
    this.script = script;
    this.place(1, '<module>');
    this.thread('MainThread');
    this.run(MAIN_THREAD);
  }

  /** Moves the clock to `seconds`. */
  at(seconds: number): this {
    this.time = Math.round(seconds * 1e9);
    return this;
  }

  /** The next events happen at this line. `library` frames may be on top of it. */
  place(line: number, qualifiedName: string, library?: string): this {
    this.here = this.frame(this.script, line, qualifiedName, NO_STACK);
    if (library !== undefined) {
      this.here = this.frame('/lib/threading.py', 300, library, this.here);
    }
    return this;
  }

  /** The next events happen in the library, called by nobody. */
  libraryPlace(qualifiedName: string): this {
    this.here = this.frame('/lib/threading.py', 300, qualifiedName, NO_STACK);
    return this;
  }

  private frame(file: string, line: number, name: string, caller: StackId): StackId {
    const isLibrary = file.startsWith('/lib/');
    const site: Site = {
      ...{ file, line, column: 5, endLine: line, endColumn: 20 },
      ...{ function: name, isLibrary },
    };
    this.sites.push(site);
    const stack: Stack = { site: this.writer.addSite(site), caller };
    this.stacks.push(stack);
    return this.writer.addStack(stack);
  }

  /** The step that the next event is. */
  get step(): Step {
    return this.fold.world.step;
  }

  emit(by: ThreadId, body: EventBody): this {
    const event = { time: this.time, by, at: by === NO_THREAD ? NO_STACK : this.here, ...body };
    writeEvent(this.writer, event);
    this.fold.apply(event);
    return this;
  }

  /** Made and started by the main thread. */
  thread(name: string, options: { daemon?: boolean; isLibrary?: boolean } = {}): ThreadId {
    const thread = this.newThread(name, options);
    this.emit(MAIN_THREAD, { kind: 'threadStart', thread });
    return thread;
  }

  newThread(name: string, options: { daemon?: boolean; isLibrary?: boolean } = {}): ThreadId {
    const thread = ++this.threads as ThreadId;
    const { daemon = false, isLibrary = false } = options;
    const ident = 1000 + thread;
    this.emit(MAIN_THREAD, { kind: 'threadNew', thread, name, daemon, ident, isLibrary });
    return thread;
  }

  object(objectKind: ObjectKind, name: string, options: ObjectOptions = {}): ObjectId {
    const object = ++this.objects as ObjectId;
    const { typeName = objectKind, partOf, lock, isLibrary = false } = options;
    const { state = { kind: 'none' } } = options;
    const body = { kind: 'objectNew', object, objectKind, typeName, partOf, lock } as const;
    this.emit(MAIN_THREAD, { ...body, isLibrary, state });
    if (name !== '') this.names[object] = name;
    return object;
  }

  run(thread: ThreadId): this {
    return this.emit(NO_THREAD, { kind: 'run', thread, isPreemption: false });
  }

  take(by: ThreadId, object: ObjectId, count = 1): this {
    return this.run(by).emit(by, { kind: 'acquire', object, count });
  }

  free(by: ThreadId, object: ObjectId, count = 0): this {
    return this.run(by).emit(by, { kind: 'release', object, count });
  }

  /** @param until seconds; undefined is for ever */
  wait(by: ThreadId, wait: Wait, until?: number): this {
    const end = until === undefined ? undefined : Math.round(until * 1e9);
    return this.run(by).emit(by, { kind: 'wait', wait, until: end });
  }

  waitLock(by: ThreadId, object: ObjectId, until?: number): this {
    return this.wait(by, { kind: 'lock', object }, until);
  }

  waitFor(by: ThreadId, object: ObjectId, operation: string, until?: number): this {
    return this.wait(by, { kind: 'object', object, operation }, until);
  }

  wake(thread: ThreadId): this {
    return this.emit(NO_THREAD, { kind: 'wake', thread, reason: 'granted' });
  }

  state(object: ObjectId, state: ObjectState): this {
    return this.emit(MAIN_THREAD, { kind: 'objectState', object, state });
  }

  endThread(thread: ThreadId): this {
    return this.run(thread).emit(thread, { kind: 'threadEnd', thread });
  }

  crash(thread: ThreadId, typeName: string, message: string): this {
    this.run(thread).emit(thread, { kind: 'exception', typeName, message });
    return this.emit(thread, { kind: 'threadEnd', thread });
  }

  end(outcome: Outcome): this {
    return this.emit(NO_THREAD, { kind: 'end', outcome });
  }

  find(finding: Partial<FindingView>): this {
    this.findings.push(findingView({ id: `finding-${this.findings.length + 1}`, ...finding }));
    return this;
  }

  /** What the host would send now. */
  view(state: RunState = { kind: 'paused', reason: 'pause' }, speed = 1): RunView {
    this.writer.take();
    return {
      header: { ...runHeader(), script: this.script },
      title: this.script.slice(this.script.lastIndexOf('/') + 1),
      ...{ state, speed },
      world: this.fold.snapshot(),
      tables: { sites: [...this.sites], stacks: [...this.stacks] },
      names: { ...this.names },
      findings: [...this.findings],
      control: { frozen: [], next: undefined },
      pastStep: undefined,
      lastStep: this.fold.world.step,
    };
  }

  /** Everything since the last `view` or `batch`. */
  batch(): TraceBatch {
    return this.writer.take();
  }
}
