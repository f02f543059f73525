// One finding in Markdown, with all that somebody needs who has nothing but the text: the ring,
// the code around each place, how it came to this, what would help, and how to see it again.

import type { ExplainedFinding } from '../analysis/findingView.ts';
import type { FindingSite, RingEdge, RingNode } from '../analysis/ring.ts';
import { functionName, siteText, type SourceLines } from '../analysis/scene.ts';
import type { Site } from '../trace/events.ts';
import type { RunHeader } from '../trace/header.ts';
import type { Thread } from '../trace/world.ts';
import type { ExportedRun } from './exportedRun.ts';
import { codeBlock, escaped, shellWord } from './markdownText.ts';
import { numberText, secondsText } from './words.ts';

/** Of a call stack; the rest is counted. */
const CALLERS_SHOWN = 4;
/** Lines of the program above and below. */
const AROUND = 2;

const CERTAINTY: Readonly<Record<ExplainedFinding['certainty'], string>> = {
  certain: 'It has happened, and nothing that the program can still do ends it.',
  likely: 'It has happened; the text names what could still end it.',
  passing: 'It has happened, and a timeout ends it.',
  happened: 'It happened in this run.',
  predicted: 'It did not happen in this run, but under another schedule it can.',
};

/** For an issue or a chat. */
export function findingReport(run: ExportedRun, finding: ExplainedFinding): string {
  const replay = run.schedule === '' ? [] : ['', ...replaySection(run, '####')];
  return [...findingSection(run, finding, '###'), ...replay, ''].join('\n');
}

/** @param heading the marks before the title */
export function findingSection(
  run: ExportedRun,
  finding: ExplainedFinding,
  heading: string,
): string[] {
  const { title, sentences, certainty, cure, sites } = finding;
  return [
    `${heading} ${escaped(title)}`,
    '',
    escaped(sentences.join(' ')),
    '',
    `*${CERTAINTY[certainty]}*`,
    ...ringLines(run, finding),
    ...storyLines(finding),
    ...sites.flatMap((site) => siteLines(site, run.source)),
    ...(cure === '' ? [] : ['', '**What would help**', '', escaped(cure)]),
  ];
}

function storyLines({ why, unavoidableAt }: ExplainedFinding): string[] {
  if (why.length === 0) return [];
  const clauses = why.map((clause, index) => `${index + 1}. ${escaped(clause)}`);
  const end =
    unavoidableAt === undefined
      ? []
      : [
          '',
          `From step ${numberText(unavoidableAt.step)} (${secondsText(unavoidableAt.time)}) on ` +
            'there was no way out.',
        ];
  return ['', '**How it came to this**', '', ...clauses, ...end];
}

function ringLines(run: ExportedRun, { ring }: ExplainedFinding): string[] {
  if (ring.length === 0) return [];
  const names = threadNames(run);
  const lines = ring.map((edge) => edgeText(edge, (node) => nodeName(node, run, names)));
  return ['', '**Who waits for whom**', '', ...codeBlock('text', lines.join('\n'))];
}

/** `painter ╌wants╌▶ pen` or `pen ──held by──▶ writer`: read in turn, a cycle is a way round. */
function edgeText({ kind, from, to }: RingEdge, nameOf: (node: RingNode) => string): string {
  return kind === 'wants'
    ? `${nameOf(from)} ╌╌ wants ╌╌▶ ${nameOf(to)}`
    : `${nameOf(to)} ── held by ──▶ ${nameOf(from)}`;
}

function nodeName(node: RingNode, run: ExportedRun, threads: ReadonlyMap<number, string>): string {
  if (node.kind === 'thread') return threads.get(node.id) ?? `thread ${node.id}`;
  return run.names[node.id] ?? `object ${node.id}`;
}

function threadNames({ trace }: ExportedRun): ReadonlyMap<number, string> {
  const threads = Object.values<Thread>(trace.worldAt(trace.length).threads);
  return new Map(threads.map(({ id, name }) => [id, name]));
}

function siteLines({ label, stack, step }: FindingSite, source: SourceLines): string[] {
  const [site, ...callers] = stack;
  if (site === undefined) return [];
  const when = step === undefined ? '' : ` (step ${numberText(step)})`;
  const excerpt = excerptOf(site, source);
  const called = callers.slice(0, CALLERS_SHOWN).map(frameText).join(', ');
  const more = callers.length - CALLERS_SHOWN;
  const rest = more > 0 ? ` and ${more} more` : '';
  return [
    '',
    `**${escaped(label)}** at ${frameText(site)}${when}`,
    ...(called === '' ? [] : ['', `called from ${called}${rest}`]),
    ...(excerpt === '' ? [] : ['', ...codeBlock('text', excerpt)]),
  ];
}

function frameText(site: Site): string {
  return `\`${siteText(site)}\` in \`${functionName(site)}\``;
}

/** The line with those around it; empty if the file is not at hand. */
function excerptOf({ file, line }: Site, source: SourceLines): string {
  if (source(file, line) === undefined) return '';
  const first = Math.max(1, line - AROUND);
  const numbers = Array.from({ length: line + AROUND - first + 1 }, (_, index) => first + index);
  const shown = numbers.flatMap((number) => {
    const text = source(file, number);
    return text === undefined ? [] : [{ number, text }];
  });
  const width = String(shown.at(-1)?.number ?? 0).length;
  return shown
    .map(({ number, text }) => {
      const mark = number === line ? '>' : ' ';
      return `${mark} ${String(number).padStart(width)}  ${text}`.trimEnd();
    })
    .join('\n');
}

/** How to see the same run again, if its schedule is known. */
export function replaySection({ trace, schedule }: ExportedRun, heading: string): string[] {
  return [
    `${heading} See it again`,
    '',
    'The same schedule gives the same run, event by event:',
    '',
    ...codeBlock('sh', replayCommand(trace.header, schedule)),
  ];
}

function replayCommand({ script, args }: RunHeader, schedule: string): string {
  const words = ['npx', 'weft', 'run', '--schedule', schedule, script, ...args];
  return words.map(shellWord).join(' ');
}
