// A run as a Mermaid sequence diagram, which GitHub, GitLab and many editors draw. Threads are
// participants, and the objects that they meet at; a bar on a lock is the time that it is held.
// Diagrams are for short runs: of a longer one the beginning and the end are shown.

import type { ObjectId, Step, ThreadId } from '../base/ids.ts';
import { WorldFold } from '../trace/fold.ts';
import type { Trace } from '../trace/trace.ts';
import type { SyncObject, Thread } from '../trace/world.ts';
import { momentOf, sceneAt, shownObject, type ExportedRun } from './exportedRun.ts';
import {
  linesOf,
  objectLine,
  threadLine,
  type DiagramLine,
  type Lifeline,
} from './mermaidMessages.ts';
import { numberText, outcomeText } from './words.ts';

export interface StepRange {
  readonly from: Step;
  /** The step after the last one. */
  readonly to: Step;
}

export interface SequenceDiagram {
  readonly text: string;
  /** What is not in it, and what to do about that; undefined if all is there. */
  readonly notice: string | undefined;
}

/** Mermaid itself refuses more than 50,000 characters; and nobody reads so many lines. */
const FIRST = 80;
const LAST = 220;
const TEXT_LENGTH = 100;
const FINDING_LENGTH = 300;

export function mermaidSequence(run: ExportedRun, range?: StepRange): SequenceDiagram {
  const all = stepLines(run, range);
  const { lines, notice } = shortened(all);
  const threads = threadNames(run.trace);
  const used = participants(lines);
  const body = [...lines, ...barsToClose(lines)].map((line) => `  ${lineText(line)}`);
  const heading = range ? `, steps ${range.from} to ${range.to}` : '';
  const text = [
    'sequenceDiagram',
    `  accTitle: ${encoded(`${run.title}${heading}`)}`,
    ...used.map((line) => `  participant ${line} as ${encoded(nameOf(line, run, threads))}`),
    ...body,
    '',
  ];
  return { text: text.join('\n'), notice };
}

interface StepLine {
  readonly step: Step;
  readonly line: DiagramLine;
}

function stepLines(run: ExportedRun, range: StepRange | undefined): StepLine[] {
  const { trace } = run;
  const { from, to } = range ?? { from: 0 as Step, to: trace.length };
  const fold = new WorldFold(trace.worldAt(from));
  const findings = run.findings.map((finding) => ({ finding, ...momentOf(run, finding) }));
  const lines: StepLine[] = heldAt(fold).map((line) => ({ step: from, line }));
  for (const event of trace.events(from, to)) {
    const { step } = fold;
    for (const line of linesOf(event, sceneAt(run, fold.world))) lines.push({ step, line });
    fold.apply(event);
    for (const each of findings) {
      if (each.step !== fold.step) continue;
      lines.push({ step, line: findingNote(each.finding.threads, each.finding.title) });
    }
    if (event.kind !== 'end') continue;
    const threads = Object.keys(fold.world.threads).map(Number) as ThreadId[];
    lines.push({ step, line: findingNote(threads, outcomeText(event.outcome)) });
  }
  return lines;
}

function findingNote(threads: readonly ThreadId[], text: string): DiagramLine {
  const lines = threads.length > 0 ? threads : [1 as ThreadId];
  const ends = [Math.min(...lines), Math.max(...lines)] as [ThreadId, ThreadId];
  return { kind: 'note', over: [threadLine(ends[0]), threadLine(ends[1])], text };
}

type ThreadNames = ReadonlyMap<ThreadId, string>;

function threadNames(trace: Trace): ThreadNames {
  const threads = Object.values<Thread>(trace.worldAt(trace.length).threads);
  return new Map(threads.map(({ id, name }) => [id, name]));
}

/** Locks that are held when a part of a run begins. */
function heldAt({ world }: WorldFold): DiagramLine[] {
  const locks = Object.values<SyncObject>(world.objects).filter(({ owner }) => owner !== undefined);
  const shown = locks.flatMap(({ id }) => shownObject(world, id)?.id ?? []);
  return shown.map((id) => ({ kind: 'activate', line: objectLine(id) }));
}

/** Leaves out the middle of what is too long. */
function shortened(all: readonly StepLine[]): {
  readonly lines: readonly DiagramLine[];
  readonly notice: string | undefined;
} {
  const lines = all.map(({ line }) => line);
  const [start, end] = [all[FIRST], all[all.length - LAST]];
  if (start === undefined || end === undefined || all.length <= FIRST + LAST) {
    return { lines, notice: undefined };
  }
  const head = lines.slice(0, FIRST);
  const tail = lines.slice(-LAST);
  const steps = `steps ${numberText(start.step)} to ${numberText(end.step)}`;
  const gap: DiagramLine = {
    kind: 'note',
    over: outermost([...head, ...tail]),
    text: leftOut(steps),
  };
  const notice =
    `The run is too long for one diagram: ${steps} of ${numberText(all.at(-1)?.step ?? 0)} are left ` +
    'out. Ask for a range of steps to see them.';
  return { lines: [...head, gap, ...barsAcross(lines), ...tail], notice };
}

function leftOut(steps: string): string {
  return `${steps} are left out`;
}

/** What the lines that are left out do to the bars. */
function barsAcross(lines: readonly DiagramLine[]): DiagramLine[] {
  const before = activeAfter(lines.slice(0, FIRST));
  const after = activeAfter(lines.slice(0, -LAST));
  const ended = [...before].filter((line) => !after.has(line));
  const begun = [...after].filter((line) => !before.has(line));
  return [
    ...ended.map((line) => ({ kind: 'deactivate', line }) as const),
    ...begun.map((line) => ({ kind: 'activate', line }) as const),
  ];
}

function activeAfter(lines: readonly DiagramLine[]): Set<Lifeline> {
  const active = new Set<Lifeline>();
  for (const line of lines) {
    if (line.kind === 'activate') active.add(line.line);
    else if (line.kind === 'deactivate') active.delete(line.line);
  }
  return active;
}

function barsToClose(lines: readonly DiagramLine[]): DiagramLine[] {
  return [...activeAfter(lines)].map((line) => ({ kind: 'deactivate', line }));
}

/** Threads first, each kind in order of its ids. */
function participants(lines: readonly DiagramLine[]): Lifeline[] {
  const used = new Set(lines.flatMap(linesIn));
  const rank = (line: Lifeline): number => Number(line.slice(1)) + (line[0] === 'T' ? 0 : 1e9);
  return [...used].sort((one, other) => rank(one) - rank(other));
}

function linesIn(line: DiagramLine): readonly Lifeline[] {
  if (line.kind === 'message') return [line.from, line.to];
  return line.kind === 'note' ? line.over : [line.line];
}

function outermost(lines: readonly DiagramLine[]): readonly [Lifeline, Lifeline] {
  const used = participants(lines);
  return [used[0] ?? 'T1', used.at(-1) ?? 'T1'];
}

function nameOf(line: Lifeline, { names }: ExportedRun, threads: ThreadNames): string {
  const id = Number(line.slice(1));
  if (line.startsWith('T')) return threads.get(id as ThreadId) ?? `thread ${id}`;
  return names[id as ObjectId] ?? `object ${id}`;
}

function lineText(line: DiagramLine): string {
  switch (line.kind) {
    case 'message':
      return `${line.from}${line.arrow}${line.to}: ${encoded(cut(line.text, TEXT_LENGTH))}`;
    case 'note': {
      const [first, last] = line.over;
      const over = first === last ? first : `${first},${last}`;
      return `Note over ${over}: ${encoded(cut(line.text, FINDING_LENGTH))}`;
    }
    case 'activate':
    case 'deactivate':
      return `${line.kind} ${line.line}`;
  }
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** What has a meaning of its own in Mermaid is written by its number. */
function encoded(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.replace(/[#;<>&"%\\`{}]/g, (sign) => `#${sign.charCodeAt(0)};`) || '(no name)';
}
