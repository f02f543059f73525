// A finding as text for a terminal, and in brief for a place with little room. Both need nothing but
// the finding; lines of the program are shown if at hand. As Markdown: export/findingReport.

import type { Site } from '../trace/events.ts';
import type { ExplainedFinding } from './findingView.ts';
import type { FindingSite } from './ring.ts';
import { functionName, siteText, type SourceLines } from './scene.ts';

/** Fields of a `FindingView` that the text is made of. */
export type TextFinding = Pick<
  ExplainedFinding,
  'title' | 'sentences' | 'why' | 'cure' | 'sites' | 'unavoidableAt'
>;

const NO_SOURCE: SourceLines = () => undefined;
/** Of a call stack; the rest is counted. */
const FRAMES_SHOWN = 5;
/** Columns of a terminal. */
const WIDTH = 100;

/** Lines of plain text; the first is the title. */
export function findingText(finding: TextFinding, source: SourceLines = NO_SOURCE): string {
  const why = storyLines(finding).map((line) => (line === '' ? '' : `  ${line}`));
  const story = why.length > 0 ? ['', 'How it came to this:', ...why] : [];
  const sites = sitePairs(finding.sites).flatMap((pair) => ['', ...sideBySide(pair, source)]);
  const cure = finding.cure === '' ? [] : ['', ...wrapped(finding.cure)];
  return [finding.title, ...wrapped(finding.sentences.join(' ')), ...story, ...sites, ...cure].join(
    '\n',
  );
}

/** Kinds that have a sentence for each thread. */
const CYCLES: readonly string[] = ['lockCycle', 'mixedCycle', 'joinCycle'];
/** The rest is counted. */
const THREADS_IN_BRIEF = 4;

/** Lines: the title, what is so of a few threads, what would help. */
export function findingBrief(
  finding: Pick<ExplainedFinding, 'kind' | 'title' | 'sentences' | 'cure' | 'threads'>,
): string {
  const { kind, title, sentences, cure, threads } = finding;
  const more = threads.length - THREADS_IN_BRIEF;
  const isLong = CYCLES.includes(kind) && more > 0;
  const shown = isLong ? [...sentences.slice(0, THREADS_IN_BRIEF), `And ${more} more.`] : sentences;
  return [title, shown.join(' '), cure].filter((line) => line !== '').join('\n');
}

function storyLines({ why, unavoidableAt }: TextFinding): string[] {
  const lines = why.map((clause, index) => `${index + 1}. ${clause}`);
  if (unavoidableAt === undefined || lines.length === 0) return lines;
  const { step, time } = unavoidableAt;
  return [
    ...lines,
    '',
    `From step ${step} (${(time / 1e9).toFixed(3)} s) on there was no way out.`,
  ];
}

/** Where a thread took its last lock and where it waits belong together. */
function sitePairs(sites: readonly FindingSite[]): FindingSite[][] {
  const pairs: FindingSite[][] = [];
  for (const site of sites) {
    const last = pairs.at(-1);
    const isPair = last?.length === 1 && last[0]?.role === 'holds' && site.role === 'wants';
    if (isPair && last[0]?.thread === site.thread) last.push(site);
    else pairs.push([site]);
  }
  return pairs;
}

function sideBySide(pair: readonly FindingSite[], source: SourceLines): string[] {
  const [left = [], right] = pair.map((site) => [site.label, ...stackLines(site, source)]);
  if (right === undefined) return left;
  const width = Math.max(...left.map((line) => line.length));
  if (width + Math.max(...right.map((line) => line.length)) + 3 > WIDTH) return [...left, ...right];
  const rows = Math.max(left.length, right.length);
  return Array.from({ length: rows }, (_, row) =>
    `${(left[row] ?? '').padEnd(width)}   ${right[row] ?? ''}`.trimEnd(),
  );
}

function stackLines({ stack }: FindingSite, source: SourceLines): string[] {
  const lines = stack.slice(0, FRAMES_SHOWN).flatMap((site) => frameLines(site, source));
  const more = stack.length - FRAMES_SHOWN;
  return more > 0 ? [...lines, `  … and ${more} more`] : lines;
}

function frameLines(site: Site, source: SourceLines): string[] {
  const code = source(site.file, site.line)?.trim();
  const frame = `  ${siteText(site)} in ${functionName(site)}`;
  return code === undefined || code === '' ? [frame] : [frame, `    ${code}`];
}

/** In lines of a terminal; a word is never broken. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < WIDTH) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
