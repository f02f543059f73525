// A recorder that keeps events as plain values and writes them as lines for tests to compare.

import type { Nanoseconds, ObjectId, StackId, ThreadId } from '../../../src/core/base/ids.ts';
import { unreachable } from '../../../src/core/base/errors.ts';
import { decodeBody } from '../../../src/core/trace/encode.ts';
import type { EventBody, TraceEvent, Wait } from '../../../src/core/trace/events.ts';
import {
  codeOf,
  countOf,
  LENT_WIDTH,
  objectOf,
  stackOf,
  type LentOperations,
} from '../../../src/core/trace/lentEvents.ts';
import type { NewThread, Recorder, WakeReason } from '../../../src/runtime/kernel/recorder.ts';

export class EventList implements Recorder {
  readonly events: TraceEvent[] = [];
  /** Called after each event, with the number of events. */
  onEvent: (step: number) => void = () => undefined;

  private next: Pick<TraceEvent, 'time' | 'by' | 'at'> | undefined = undefined;

  get step(): number {
    return this.events.length;
  }

  stamp(time: Nanoseconds, by: ThreadId, at: StackId): void {
    this.next = { time, by, at };
  }

  threadNew(thread: NewThread): void {
    this.add({ kind: 'threadNew', ...thread });
  }

  threadStart(thread: ThreadId): void {
    this.add({ kind: 'threadStart', thread });
  }

  threadName(thread: ThreadId, name: string): void {
    this.add({ kind: 'threadName', thread, name });
  }

  threadEnd(thread: ThreadId): void {
    this.add({ kind: 'threadEnd', thread });
  }

  run(thread: ThreadId, isPreemption: boolean): void {
    this.add({ kind: 'run', thread, isPreemption });
  }

  wait(wait: Wait, until: Nanoseconds | undefined): void {
    this.add({ kind: 'wait', wait, until });
  }

  wake(thread: ThreadId, reason: WakeReason): void {
    this.add({ kind: 'wake', thread, reason });
  }

  acquire(object: ObjectId, count: number): void {
    this.add({ kind: 'acquire', object, count });
  }

  release(object: ObjectId, count: number): void {
    this.add({ kind: 'release', object, count });
  }

  acquireFailed(object: ObjectId): void {
    this.add({ kind: 'acquireFailed', object });
  }

  lent({ words, from, by, operations, cost, time: start }: LentOperations): void {
    const end = from + operations * LENT_WIDTH;
    for (let [word, time] = [from, start]; word < end; word += LENT_WIDTH, time += cost) {
      const [place = 0, change = 0] = words.subarray(word, word + LENT_WIDTH);
      const [code, at] = [codeOf(place), stackOf(place)];
      const [object, count] = [objectOf(change), countOf(change)];
      this.events.push({ time, by, at: at, ...decodeBody(code, object, count) });
    }
  }

  private add(body: EventBody): void {
    const stamp = this.next;
    if (stamp === undefined) throw new Error(`${body.kind} without a stamp of its own`);
    this.next = undefined;
    this.events.push({ ...stamp, ...body });
    this.onEvent(this.events.length);
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
    case 'start':
      return `${wait.kind} ${wait.thread}`;
    case 'sleep':
    case 'input':
      return wait.kind;
    default:
      return unreachable(wait);
  }
}
