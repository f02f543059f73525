// A run for Perfetto, chrome://tracing and speedscope: a track for each thread with its states, a
// track for each lock with its owners, arrows from waker to woken, marks for findings and output,
// curves for semaphores and queues. Times are virtual.

import { MAIN_THREAD, NO_THREAD, type ObjectId, type Step, type ThreadId } from '../base/ids.ts';
import type { EventOf, TraceEvent } from '../trace/events.ts';
import { WorldFold } from '../trace/fold.ts';
import type { Thread, ThreadState, World } from '../trace/world.ts';
import { threadName, type Scene } from '../analysis/scene.ts';
import { momentOf, sceneAt, shownObject, type ExportedRun } from './exportedRun.ts';
import { LockTracks } from './perfettoLocks.ts';
import { PerfettoOutput, type PerfettoEvent, type Track } from './perfettoTrack.ts';
import { countOf, outcomeText, placeText, stateText, wholeName } from './words.ts';

const THREADS = 1;
const OBJECTS = 2;

/** JSON in pieces, as a long run's would be too long for one string. */
export function* perfettoJson(run: ExportedRun): Generator<string> {
  const { script, python, strategy, seed } = run.trace.header;
  const clock = 'virtual time of Weft';
  const otherData = { title: run.title, script, python, strategy, seed, schedule: run.schedule };
  yield `{"displayTimeUnit":"ns","otherData":${JSON.stringify({ ...otherData, clock })},\n`;
  let start = '"traceEvents":[\n';
  for (const event of perfettoEvents(run)) {
    yield start + JSON.stringify(event);
    start = ',\n';
  }
  yield '\n]}\n';
}

export function* perfettoEvents(run: ExportedRun): Generator<PerfettoEvent> {
  const walk = new PerfettoWalk(run);
  for (const event of run.trace.events()) {
    walk.see(event);
    yield* walk.output.take();
  }
  walk.finish();
  yield* walk.output.take();
}

class PerfettoWalk {
  readonly output = new PerfettoOutput();
  private readonly run: ExportedRun;
  private readonly fold = new WorldFold();
  private readonly locks: LockTracks;
  /** States whose slices are open. */
  private readonly open = new Map<ThreadId, ThreadState>();
  /** Findings that have not come to be yet, earliest first. */
  private readonly findings: { readonly step: Step; readonly tell: () => void }[];

  constructor(run: ExportedRun) {
    this.run = run;
    this.locks = new LockTracks(this.output, OBJECTS);
    this.findings = run.findings
      .map((finding) => ({
        step: momentOf(run, finding).step,
        tell: () => {
          const { title, certainty, explanation, threads } = finding;
          const track = trackOf(threads[0] ?? MAIN_THREAD);
          this.output.milestone(track, title, 'finding', { certainty, explanation });
        },
      }))
      .sort((one, other) => one.step - other.step);
    this.nameProcess(THREADS, `${run.title} (threads)`);
    this.nameProcess(OBJECTS, `${run.title} (locks)`);
  }

  see(event: TraceEvent): void {
    this.output.moveTo(event.time);
    const { step } = this.fold;
    const states = this.statesOf(event);
    const hasWoken = event.kind === 'wake' && isWoken(event, this.fold.world);
    this.act(event, this.scene);
    this.fold.apply(event);
    const after = this.scene;
    for (const id of states) this.follow(id, after);
    this.locks.see(event, after);
    if (hasWoken) this.output.flow('to', trackOf(event.thread), step);
    this.name(event);
    this.tellFindings(this.fold.step);
  }

  /** Slices that are open stay open: who waits at the end has not been woken. */
  finish(): void {
    this.tellFindings(this.run.trace.length);
    this.output.settle();
  }

  /** Of the present moment: its world changes with the next event. */
  private get scene(): Scene {
    return sceneAt(this.run, this.fold.world);
  }

  private nameProcess(pid: number, name: string): void {
    this.output.metadata({ pid, tid: 0 }, 'process_name', { name });
    this.output.metadata({ pid, tid: 0 }, 'process_sort_index', { sort_index: pid });
  }

  private name(event: TraceEvent): void {
    if (event.kind !== 'threadNew' && event.kind !== 'threadName') return;
    const { name, thread } = event;
    this.output.metadata(trackOf(thread), 'thread_name', { name });
    this.output.metadata(trackOf(thread), 'thread_sort_index', { sort_index: thread });
  }

  /** Threads whose state the event may change. */
  private statesOf(event: TraceEvent): readonly ThreadId[] {
    const { threads, running } = this.fold.world;
    switch (event.kind) {
      case 'end':
        return Object.values<Thread>(threads).map(({ id }) => id);
      case 'run':
        return running === undefined ? [event.thread] : [running, event.thread];
      case 'wait':
        return [event.by];
      case 'wake':
      case 'threadStart':
      case 'threadEnd':
        return [event.thread];
      default:
        return [];
    }
  }

  /** Closes and opens the slice of a thread's state. */
  private follow(id: ThreadId, scene: Scene): void {
    const thread = scene.world.threads[id];
    if (thread === undefined || this.open.get(id) === thread.state) return;
    if (this.open.delete(id)) this.output.end(trackOf(id));
    const text = stateText(thread, scene);
    if (text === undefined) return;
    this.open.set(id, thread.state);
    const until = 'until' in thread.state ? thread.state.until : undefined;
    this.output.beginState(trackOf(id), text, thread.state.kind, {
      step: scene.world.step,
      at: placeText(scene, thread.at),
      ...(until !== undefined && { until: until / 1e3 }),
    });
  }

  /** What a thread does, inside of its slice. */
  private act(event: TraceEvent, scene: Scene): void {
    const track = trackOf(event.by);
    const { step } = scene.world;
    const args = { step, at: placeText(scene, event.at) };
    switch (event.kind) {
      case 'wake':
        if (!isWoken(event, scene.world)) return;
        // An arrow begins in a slice: one of its own, as the thread may end at this very moment.
        this.output.begin(track, `wakes ${threadName(scene, event.thread)}`, 'wake', args);
        this.output.flow('from', track, step);
        return this.output.end(track);
      case 'threadStart':
        if (event.by === NO_THREAD) return;
        return this.output.instant(
          track,
          `starts ${threadName(scene, event.thread)}`,
          'thread',
          args,
        );
      case 'acquire':
      case 'release':
      case 'acquireFailed':
        return this.lockAct(event, scene);
      case 'notify': {
        if (shownObject(scene.world, event.object) === undefined) return;
        const name = `notifies ${wholeName(scene, event.object)} (${event.woken} woken)`;
        return this.output.instant(track, name, 'wake', args);
      }
      case 'objectNew':
      case 'objectState':
        return this.count(event.object, event, scene);
      case 'output':
        return this.output.instant(track, event.text.trimEnd(), event.stream, args);
      case 'exception': {
        const text = event.message === '' ? '' : `: ${event.message}`;
        return this.output.instant(track, `${event.typeName}${text}`, 'exception', args);
      }
      case 'notice':
        return this.output.instant(track, event.text, 'notice', args);
      case 'end':
        return this.output.milestone(trackOf(MAIN_THREAD), outcomeText(event.outcome), 'end');
      default:
        return;
    }
  }

  private lockAct(event: EventOf<'acquire' | 'release' | 'acquireFailed'>, scene: Scene): void {
    if (shownObject(scene.world, event.object) === undefined) return;
    const verb = { acquire: 'takes', release: 'releases', acquireFailed: 'fails to take' }[
      event.kind
    ];
    const args = { step: scene.world.step, at: placeText(scene, event.at) };
    const name = `${verb} ${wholeName(scene, event.object)}`;
    this.output.instant(trackOf(event.by), name, 'lock', args);
  }

  private count(
    id: ObjectId,
    { state, ...event }: EventOf<'objectNew' | 'objectState'>,
    scene: Scene,
  ): void {
    const isLibrary =
      event.kind === 'objectNew' ? event.isLibrary : scene.world.objects[id]?.isLibrary !== false;
    const count = countOf(state);
    if (isLibrary || count === undefined) return;
    const [unit, value] = count;
    const name = `${this.run.names[id] ?? `object ${id}`} (${unit})`;
    this.output.counter({ pid: OBJECTS, tid: 0 }, name, { [unit]: value });
  }

  private tellFindings(step: number): void {
    for (let next = this.findings[0]; next && next.step <= step; next = this.findings[0]) {
      this.findings.shift();
      next.tell();
    }
  }
}

/** By another thread, not by the clock, and it did wait. */
function isWoken({ by, thread }: EventOf<'wake'>, { threads }: World): boolean {
  const kind = threads[thread]?.state.kind;
  const isWaiting = kind === 'blocked' || kind === 'waiting' || kind === 'sleeping';
  return by !== NO_THREAD && by !== thread && isWaiting;
}

function trackOf(thread: ThreadId): Track {
  return { pid: THREADS, tid: thread };
}
