// A whole run in Markdown: what ran, how it ended, what is wrong, what the threads did.

import type { Nanoseconds } from '../base/ids.ts';
import type { Trace } from '../trace/trace.ts';
import type { Thread } from '../trace/world.ts';
import type { ExportedRun } from './exportedRun.ts';
import { findingSection, replaySection } from './findingReport.ts';
import { codeBlock, escaped, table } from './markdownText.ts';
import { mermaidSequence } from './mermaid.ts';
import { lanesOf } from './runLanes.ts';
import { numberText, outcomeText, secondsText } from './words.ts';

/** Lines of the program's output, from the end. */
const OUTPUT_SHOWN = 30;
/** A picture for a page: longer diagrams are an export of their own. */
const DIAGRAM_LINES = 60;

export function runReport(run: ExportedRun): string {
  const { findings, title } = run;
  const actual = findings.filter(({ certainty }) => certainty !== 'predicted');
  const predicted = findings.filter(({ certainty }) => certainty === 'predicted');
  const section = (heading: string, found: typeof findings): string[] =>
    found.length === 0
      ? []
      : [
          '',
          `## ${heading}`,
          ...found.flatMap((each) => ['', ...findingSection(run, each, '###')]),
        ];
  return [
    `# ${escaped(title)}`,
    '',
    ...factsTable(run),
    ...section('What is wrong', actual),
    ...(actual.length === 0 ? ['', 'No thread hung in this run.'] : []),
    ...section('What could happen under another schedule', predicted),
    '',
    '## Threads',
    '',
    ...threadTable(run.trace),
    ...diagram(run),
    ...output(run.trace),
    ...(run.schedule === '' ? [] : ['', ...replaySection(run, '##')]),
    '',
  ].join('\n');
}

function factsTable({ trace, schedule }: ExportedRun): string[] {
  const { script, args, python, strategy, seed } = trace.header;
  const world = trace.worldAt(trace.length);
  const outcome = world.outcome ? outcomeText(world.outcome) : 'still going on';
  const program = [script, ...args].map(escaped).join(' ');
  return table(
    ['Run', ''],
    [
      ['Program', program],
      ['Outcome', escaped(outcome)],
      ['Events', numberText(trace.length)],
      ['Virtual time', secondsText(world.time)],
      ['Python', escaped(python)],
      ['Strategy', `${escaped(strategy)}, seed ${seed}`],
      ...(schedule === '' ? [] : [['Schedule', `\`${schedule}\``]]),
    ],
  );
}

const COLUMNS = ['running', 'ready', 'blocked', 'waiting', 'sleeping'] as const;

function threadTable(trace: Trace): string[] {
  const lanes = lanesOf(trace);
  const threads = Object.values<Thread>(trace.worldAt(trace.length).threads);
  const rows = threads.map(({ id, name, daemon, state }) => {
    const times = lanes.summary(id);
    return [
      escaped(daemon ? `${name} (daemon)` : name),
      escaped(state.kind === 'crashed' ? `crashed: ${state.exception}` : state.kind),
      ...COLUMNS.map((column) => shortTime(times.get(column) ?? 0)),
    ];
  });
  return table(['Thread', 'At the end', ...COLUMNS.map((column) => `time ${column}`)], rows);
}

function shortTime(time: Nanoseconds): string {
  return time === 0 ? '' : `${Number((time / 1e6).toPrecision(3)).toLocaleString('en-US')} ms`;
}

function diagram(run: ExportedRun): string[] {
  const { text, notice } = mermaidSequence(run);
  const lines = text.trimEnd().split('\n');
  if (notice !== undefined || lines.length > DIAGRAM_LINES) return [];
  return ['', '## What happened', '', ...codeBlock('mermaid', lines.join('\n'))];
}

function output(trace: Trace): string[] {
  let text = '';
  for (const event of trace.events()) if (event.kind === 'output') text += event.text;
  if (text.trim() === '') return [];
  const lines = text.trimEnd().split('\n');
  const more = lines.length - OUTPUT_SHOWN;
  const heading =
    more > 0 ? `## Output (the last ${OUTPUT_SHOWN} lines of ${lines.length})` : '## Output';
  return ['', heading, '', ...codeBlock('text', lines.slice(-OUTPUT_SHOWN).join('\n'))];
}
