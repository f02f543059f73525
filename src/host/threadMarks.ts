// Which lines of source are marked with which threads. Pure: the editor draws what is said here.

import type { Nanoseconds, ObjectId } from '../core/base/ids.ts';
import { unreachable } from '../core/base/errors.ts';
import type { Tables, Thread, World } from '../core/trace/world.ts';
import { userSite } from '../session/batchEvents.ts';

export type MarkKind = 'running' | 'ready' | 'blocked' | 'waiting' | 'sleeping';

/** One line with the threads that are on it. */
export interface LineMark {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Of the thread that matters most: a line looks like it. */
  readonly kind: MarkKind;
  /** `worker-1 waits for lock` */
  readonly text: string;
  /** One sentence a thread. */
  readonly details: readonly string[];
}

export interface MarkedRun {
  readonly world: World;
  readonly tables: Tables;
  readonly names: Readonly<Record<ObjectId, string>>;
}

interface ThreadMark {
  readonly file: string;
  readonly line: number;
  readonly kind: MarkKind;
  readonly text: string;
}

/** More names than this on one line are counted, not listed. */
const MOST_NAMES = 4;
const BY_IMPORTANCE: readonly MarkKind[] = ['running', 'blocked', 'waiting', 'sleeping', 'ready'];

/** Marks for all threads that are alive and have a line in the user's own code. */
export function lineMarks(run: MarkedRun): readonly LineMark[] {
  const threads = Object.values(run.world.threads).filter((thread) => !thread.isLibrary);
  const marks = threads.flatMap((thread) => threadMark(run, thread) ?? []);
  const lines = Map.groupBy(marks, (mark) => `${mark.line} ${mark.file}`);
  return [...lines.values()].flatMap((members) => lineMark(members) ?? []);
}

function lineMark(members: readonly ThreadMark[]): LineMark | undefined {
  const sorted = [...members].sort(
    (a, b) => BY_IMPORTANCE.indexOf(a.kind) - BY_IMPORTANCE.indexOf(b.kind),
  );
  const [first] = sorted;
  if (first === undefined) return undefined;
  const details = sorted.map((mark) => mark.text);
  const listed = details.slice(0, MOST_NAMES);
  const more = details.length - listed.length;
  if (more > 0) listed.push(`${more} more`);
  return {
    file: first.file,
    line: first.line,
    kind: first.kind,
    text: listed.join(', '),
    details,
  };
}

function threadMark(run: MarkedRun, thread: Thread): ThreadMark | undefined {
  const state = markState(run, thread);
  const site = state && userSite(thread.at, run.tables);
  if (!site) return undefined;
  const text = state.text === '' ? thread.name : `${thread.name} ${state.text}`;
  return { file: site.file, line: site.line, kind: state.kind, text };
}

function markState(
  run: MarkedRun,
  { state }: Thread,
): { readonly kind: MarkKind; readonly text: string } | undefined {
  switch (state.kind) {
    case 'running':
      return { kind: 'running', text: 'runs' };
    case 'ready':
      return { kind: 'ready', text: 'is ready' };
    case 'blocked':
      return { kind: 'blocked', text: `waits for ${nameOf(run, state.on)}` };
    case 'waiting':
      return { kind: 'waiting', text: `waits ${waitedFor(run, state.wait)}` };
    case 'sleeping':
      return { kind: 'sleeping', text: `sleeps until ${seconds(state.until)}` };
    case 'new':
    case 'finished':
    case 'crashed':
    case 'cutOff':
      return undefined;
    default:
      return unreachable(state);
  }
}

type WaitOf<K> = Extract<Thread['state'], { kind: K }> extends { wait: infer W } ? W : never;

function waitedFor(run: MarkedRun, wait: WaitOf<'waiting'>): string {
  switch (wait.kind) {
    case 'object':
      return `for ${nameOf(run, wait.object)}`;
    case 'join':
    case 'shutdown':
      return `for ${run.world.threads[wait.thread]?.name ?? 'a thread'} to end`;
    case 'start':
      return `for ${run.world.threads[wait.thread]?.name ?? 'a thread'} to start`;
    case 'input':
      return 'for input';
    default:
      return unreachable(wait);
  }
}

/** An object that implements another is called by the other's name. */
function nameOf(run: MarkedRun, id: ObjectId): string {
  const object = run.world.objects[id];
  if (object?.partOf !== undefined) return nameOf(run, object.partOf);
  return run.names[id] ?? (object ? `${object.typeName} ${id}` : 'an object');
}

function seconds(time: Nanoseconds): string {
  return `${Number((time / 1e9).toFixed(3))} s`;
}
