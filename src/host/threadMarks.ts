// Which lines of source are marked with which threads. Pure: the editor draws what is said here.

import { isStanding } from '../core/analysis/certainty.ts';
import { objectName, type Scene, threadName, userSite } from '../core/analysis/scene.ts';
import { unreachable } from '../core/base/errors.ts';
import type { Nanoseconds, ObjectId, ThreadId } from '../core/base/ids.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { Site } from '../core/trace/events.ts';
import type { Thread } from '../core/trace/world.ts';

/** `stuck`: can never go on. `holds`: where a lock was taken that others wait for in vain. */
export type MarkKind = 'running' | 'ready' | 'blocked' | 'waiting' | 'sleeping' | 'stuck' | 'holds';

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

export interface MarkedScene extends Scene {
  /** Newer than the world's, of threads that run or could. */
  readonly positions?: Readonly<Record<ThreadId, Site>> | undefined;
  /** Held back by the user. */
  readonly frozen?: readonly ThreadId[];
  /** Those that have happened mark where their locks are held and wanted. */
  readonly findings?: readonly FindingView[];
}

interface ThreadMark {
  readonly file: string;
  readonly line: number;
  readonly kind: MarkKind;
  /** Asked for only of those that are shown: there may be thousands on a line. */
  readonly text: () => string;
}

/** More threads than this on one line are counted, not listed. */
const MOST_NAMES = 4;
const MOST_DETAILS = 20;
const BY_IMPORTANCE: readonly MarkKind[] = [
  ...(['running', 'stuck', 'holds', 'blocked', 'waiting', 'sleeping', 'ready'] as const),
];

/** Marks for all threads that are alive and have a line in the user's own code. */
export function lineMarks(scene: MarkedScene): readonly LineMark[] {
  const trouble = (scene.findings ?? []).filter(isStanding);
  const stuck = new Set(trouble.flatMap(({ sites }) => sites.flatMap(stuckThread)));
  const threads = Object.values(scene.world.threads).filter((thread) => !thread.isLibrary);
  const marks = [
    ...threads.flatMap((thread) => threadMark(scene, thread, stuck) ?? []),
    ...trouble.flatMap((finding) => holdMarks(scene, finding)),
  ];
  const lines = Map.groupBy(marks, (mark) => `${mark.line} ${mark.file}`);
  return [...lines.values()].flatMap((members) => lineMark(members) ?? []);
}

function stuckThread({ role, thread }: FindingView['sites'][number]): readonly ThreadId[] {
  return role === 'wants' && thread !== undefined ? [thread] : [];
}

/** Where the trouble's locks were taken, as far as they are held in this world. */
function holdMarks(scene: MarkedScene, { sites }: FindingView): ThreadMark[] {
  return sites.flatMap(({ role, thread, object, stack }) => {
    const [site] = stack;
    if (role !== 'holds' || thread === undefined || object === undefined || !site) return [];
    const owner: Thread | undefined = scene.world.threads[thread];
    const isHeld = owner?.holds.some((held) => held.object === object) === true;
    if (!isHeld) return [];
    const text = (): string => `${owner.name} holds ${nameOf(scene, object)} here`;
    return { file: site.file, line: site.line, kind: 'holds', text };
  });
}

function lineMark(members: readonly ThreadMark[]): LineMark | undefined {
  const sorted = BY_IMPORTANCE.flatMap((kind) => members.filter((mark) => mark.kind === kind));
  const [first] = sorted;
  if (first === undefined) return undefined;
  return {
    file: first.file,
    line: first.line,
    kind: first.kind,
    text: textsUpTo(MOST_NAMES, sorted).join(', '),
    details: textsUpTo(MOST_DETAILS, sorted),
  };
}

function textsUpTo(most: number, marks: readonly ThreadMark[]): readonly string[] {
  const texts = marks.slice(0, most).map(({ text }) => text());
  const more = marks.length - most;
  return more > 0 ? [...texts, `${more} more`] : texts;
}

function threadMark(
  scene: MarkedScene,
  thread: Thread,
  stuck: ReadonlySet<ThreadId>,
): ThreadMark | undefined {
  const state = stateOf(scene, thread);
  const site = scene.positions?.[thread.id] ?? userSite(scene.tables, thread.at);
  if (!state || !site) return undefined;
  const { file, line } = site;
  if (stuck.has(thread.id) && state.lock !== undefined) {
    return { file, line, kind: 'stuck', text: () => `${thread.name} wants ${state.lock}` };
  }
  const frozen = scene.frozen?.includes(thread.id) === true ? ', frozen' : '';
  return { file, line, kind: state.kind, text: () => `${thread.name} ${state.text()}${frozen}` };
}

/** `waits for lock`; nothing for a thread that has not begun or has ended. */
export function threadStateText(scene: Scene, thread: Thread): string {
  return stateOf(scene, thread)?.text() ?? '';
}

interface StateWords {
  readonly kind: MarkKind;
  readonly text: () => string;
  /** The lock that it wants, by its name. */
  readonly lock?: string;
}

function stateOf(scene: Scene, { state }: Thread): StateWords | undefined {
  switch (state.kind) {
    case 'running':
      return { kind: 'running', text: () => 'runs' };
    case 'ready':
      return { kind: 'ready', text: () => 'is ready' };
    case 'blocked': {
      const lock = nameOf(scene, state.on);
      return { kind: 'blocked', text: () => `waits for ${lock}`, lock };
    }
    case 'waiting':
      return { kind: 'waiting', text: () => `waits ${waitedFor(scene, state.wait)}` };
    case 'sleeping':
      return { kind: 'sleeping', text: () => `sleeps until ${seconds(state.until)}` };
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
