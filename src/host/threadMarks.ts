// Which lines of source are marked with which threads. Pure: the editor draws what is said here.

import { objectName, type Scene, threadName, userSite } from '../core/analysis/scene.ts';
import { unreachable } from '../core/base/errors.ts';
import type { Nanoseconds, ObjectId } from '../core/base/ids.ts';
import type { Thread } from '../core/trace/world.ts';

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
  /** A line of text for each thread, up to a number that can be read. */
  readonly details: readonly string[];
}

interface ThreadMark {
  readonly file: string;
  readonly line: number;
  readonly kind: MarkKind;
  readonly text: string;
}

/** More threads than this on one line are counted, not listed. */
const MOST_NAMES = 4;
const MOST_DETAILS = 20;
const BY_IMPORTANCE: readonly MarkKind[] = ['running', 'blocked', 'waiting', 'sleeping', 'ready'];

/** Marks for all threads that are alive and have a line in the user's own code. */
export function lineMarks(scene: Scene): readonly LineMark[] {
  const threads = Object.values(scene.world.threads).filter((thread) => !thread.isLibrary);
  const marks = threads.flatMap((thread) => threadMark(scene, thread) ?? []);
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
  return {
    file: first.file,
    line: first.line,
    kind: first.kind,
    text: upTo(MOST_NAMES, details).join(', '),
    details: upTo(MOST_DETAILS, details),
  };
}

function upTo(most: number, items: readonly string[]): readonly string[] {
  const more = items.length - most;
  return more > 0 ? [...items.slice(0, most), `${more} more`] : items;
}

function threadMark(scene: Scene, thread: Thread): ThreadMark | undefined {
  const state = markState(scene, thread);
  const site = state && userSite(scene.tables, thread.at);
  if (!site) return undefined;
  const text = state.text === '' ? thread.name : `${thread.name} ${state.text}`;
  return { file: site.file, line: site.line, kind: state.kind, text };
}

function markState(
  scene: Scene,
  { state }: Thread,
): { readonly kind: MarkKind; readonly text: string } | undefined {
  switch (state.kind) {
    case 'running':
      return { kind: 'running', text: 'runs' };
    case 'ready':
      return { kind: 'ready', text: 'is ready' };
    case 'blocked':
      return { kind: 'blocked', text: `waits for ${nameOf(scene, state.on)}` };
    case 'waiting':
      return { kind: 'waiting', text: `waits ${waitedFor(scene, state.wait)}` };
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

function waitedFor(scene: Scene, wait: WaitOf<'waiting'>): string {
  switch (wait.kind) {
    case 'object':
      return `for ${nameOf(scene, wait.object)}`;
    case 'join':
    case 'shutdown':
      return `for ${threadName(scene, wait.thread)} to end`;
    case 'start':
      return `for ${threadName(scene, wait.thread)} to start`;
    case 'input':
      return 'for input';
    default:
      return unreachable(wait);
  }
}

/** An object that implements another is called by the other's name. */
function nameOf(scene: Scene, id: ObjectId): string {
  const whole = scene.world.objects[id]?.partOf;
  return whole === undefined ? objectName(scene, id) : nameOf(scene, whole);
}

function seconds(time: Nanoseconds): string {
  return `${Number((time / 1e9).toFixed(3))} s`;
}
