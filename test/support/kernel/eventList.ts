// A recorder that keeps events as plain values and writes them as lines for tests to compare.

import type { Nanoseconds, ObjectId, StackId, ThreadId } from '../../../src/core/base/ids.ts';
import { unreachable } from '../../../src/core/base/errors.ts';
import type { EventBody, TraceEvent, Wait } from '../../../src/core/trace/events.ts';
import type { NewThread, Recorder, WakeReason } from '../../../src/runtime/kernel/recorder.ts';

export class EventList implements Recorder {
  readonly events: TraceEvent[] = [];
  /** Called after each event, with the number of events. */
  onEvent: (step: number) => void = () => undefined;

  get step(): number {
    return this.events.length;
  }

  private add(time: Nanoseconds, by: ThreadId, at: StackId, body: EventBody): void {
    this.events.push({ time, by, at, ...body });
    this.onEvent(this.events.length);
  }

  threadNew(time: Nanoseconds, by: ThreadId, at: StackId, thread: NewThread): void {
    this.add(time, by, at, { kind: 'threadNew', ...thread });
  }

  threadStart(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId): void {
    this.add(time, by, at, { kind: 'threadStart', thread });
  }

  threadName(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId, name: string): void {
    this.add(time, by, at, { kind: 'threadName', thread, name });
  }

  threadEnd(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId): void {
    this.add(time, by, at, { kind: 'threadEnd', thread });
  }

  run(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId, isPreemption: boolean): void {
    this.add(time, by, at, { kind: 'run', thread, isPreemption });
  }

  wait(
    time: Nanoseconds,
    by: ThreadId,
    at: StackId,
    wait: Wait,
    until: Nanoseconds | undefined,
  ): void {
    this.add(time, by, at, { kind: 'wait', wait, until });
  }

  wake(time: Nanoseconds, by: ThreadId, at: StackId, thread: ThreadId, reason: WakeReason): void {
    this.add(time, by, at, { kind: 'wake', thread, reason });
  }

  acquire(time: Nanoseconds, by: ThreadId, at: StackId, object: ObjectId, count: number): void {
    this.add(time, by, at, { kind: 'acquire', object, count });
  }

  release(time: Nanoseconds, by: ThreadId, at: StackId, object: ObjectId, count: number): void {
    this.add(time, by, at, { kind: 'release', object, count });
  }

  acquireFailed(time: Nanoseconds, by: ThreadId, at: StackId, object: ObjectId): void {
    this.add(time, by, at, { kind: 'acquireFailed', object });
  }

  /** One line per event, without times and stacks: `2 acquire 1`. */
  get lines(): readonly string[] {
    return this.events.map((event) => `${event.by} ${describe(event)}`);
  }

  /** The lines from the first one that equals `line`, which must be there. */
  linesFrom(line: string): readonly string[] {
    const start = this.lines.indexOf(line);
    if (start < 0) throw new Error(`no event ${line} in\n${this.lines.join('\n')}`);
    return this.lines.slice(start);
  }
}

function describe(event: TraceEvent): string {
  switch (event.kind) {
    case 'threadNew':
      return `new ${event.thread} ${event.name}`;
    case 'threadStart':
      return `start ${event.thread}`;
    case 'threadName':
      return `rename ${event.thread} ${event.name}`;
    case 'threadEnd':
      return `end ${event.thread}`;
    case 'run':
      return `${event.isPreemption ? 'switch to' : 'run'} ${event.thread}`;
    case 'wait':
      return `wait ${describeWait(event.wait)}`;
    case 'wake':
      return `wake ${event.thread} ${event.reason}`;
    case 'acquire':
      return `acquire ${event.object}` + (event.count === 1 ? '' : ` x${event.count}`);
    case 'release':
      return `release ${event.object}` + (event.count === 0 ? '' : ` x${event.count}`);
    case 'acquireFailed':
      return `acquireFailed ${event.object}`;
    default:
      throw new Error(`the kernel does not record ${event.kind}`);
  }
}

function describeWait(wait: Wait): string {
  switch (wait.kind) {
    case 'lock':
      return `lock ${wait.object}`;
    case 'object':
      return `${wait.operation} ${wait.object}`;
    case 'join':
    case 'shutdown':
      return `${wait.kind} ${wait.thread}`;
    case 'sleep':
    case 'input':
      return wait.kind;
    default:
      return unreachable(wait);
  }
}
