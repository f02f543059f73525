// The table of schedules to the first bug as a page of the documentation.

export interface Bug {
  readonly name: string;
  readonly from: string;
}

export interface Measured {
  readonly seeds: number;
  readonly most: number;
  readonly date: Date;
  readonly machine: string;
  readonly strategies: readonly string[];
  /** Programs that were not measured, or not with all strategies. */
  readonly missing: readonly string[];
  /** One number for each seed, null where the bug was not found. */
  readonly found: (bug: string, strategy: string) => readonly (number | null)[] | undefined;
}

/**
 * Means of 20 trials with at most 10,000 schedules, of the programs in C: Zhao et al., ASPLOS 2025.
 * undefined: not found in any trial.
 */
const PUBLISHED: Readonly<Record<string, readonly (number | undefined)[]>> = {
  account: [18, 4, 4, 6],
  bluetooth_driver: [215, 112, 36, 70],
  carter: [1, 5, 2],
  circular_buffer: [4, 9, 2, 3],
  deadlock01: [3, 13, 4, 2],
  flagged_fifo: [1, 3, 1, 2],
  lazy: [21, 5, 5, 2],
  reorder_3: [undefined, 185, 86, 7],
  reorder_4: [undefined, 554, 533, 7],
  reorder_5: [undefined, 647, 2169, 10],
  stack: [176, 3, 2, 5],
  twostage: [464, 13, 15, 8],
  wronglock: [36, 58, 11, 9],
};
const PUBLISHED_STRATEGIES = ['random walk', 'PCT, d = 3', 'POS', 'SURW'];

export function benchmarkPage(bugs: readonly Bug[], measured: Measured): string {
  const { seeds, most, date, machine, missing } = measured;
  const limit = most.toLocaleString('en-US');
  const day = date.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return `# Schedules to the first bug

How many schedules each strategy runs until it has found the bug, the failing one included: the median
of ${seeds} seeds. \`npm run bench:strategies\` measures it and writes this page; this is of ${day}
(${machine}). The numbers do not depend on the machine: the same
seed tries the same schedules everywhere. The programs are those of \`test/programs/bugs\`; each has a corrected twin, of which no
search says anything (\`test/runtime/bugs.test.ts\`).

A dash means that half of the seeds or more did not find the bug in ${limit} schedules; in parentheses
is how many of the seeds found it, where not all did. Preemption bounding and partial-order reduction
have no seed. The portfolio is what \`weft check\` does, with one worker.
${missingText(missing)}
${table(bugs, measured)}

## Beside published numbers

Published are means of 20 trials of the original programs in C, with at most 10,000 schedules (Zhao et
al., ASPLOS 2025; “never” is in no trial). They are not the same measure: ours are medians, our programs
are in Python and smaller (fewer rounds of the loops), and have scheduling points where Python has them,
an access to a variable included. So the two tell the order of magnitude, and which strategy is good at
what.

${published(bugs, measured)}

## Where the programs are from

${bugs.map(({ name, from }) => `- \`${name}\`: ${from}`).join('\n')}
`;
}

function missingText(missing: readonly string[]): string {
  if (missing.length === 0) return '';
  return `\nNot measured yet: ${missing.map((name) => `\`${name}\``).join(', ')}.\n`;
}

function table(bugs: readonly Bug[], measured: Measured): string {
  const { strategies, found } = measured;
  return markdownTable(
    ['program', ...strategies],
    bugs.map(({ name }) => [
      `\`${name}\``,
      ...strategies.map((each) => cell(found(name, each) ?? [])),
    ]),
  );
}

function published(bugs: readonly Bug[], { found }: Measured): string {
  const rows = bugs.flatMap(({ name }) => {
    const numbers = PUBLISHED[name];
    if (numbers === undefined) return [];
    const pairs = PUBLISHED_STRATEGIES.map((strategy, index) => {
      const theirs = index < numbers.length ? (numbers[index]?.toString() ?? 'never') : '';
      return [cell(found(name, strategy) ?? []), theirs];
    });
    return [[`\`${name}\``, ...pairs.flat()]];
  });
  const heads = PUBLISHED_STRATEGIES.flatMap((strategy) => [strategy, 'published']);
  return markdownTable(['program', ...heads], rows);
}

function cell(found: readonly (number | null)[]): string {
  const sorted = found.map((number) => number ?? Infinity).sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low = Infinity, high = Infinity] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  const median = (low + high) / 2;
  const hits = found.filter((number) => number !== null).length;
  const text = median < Infinity ? median.toLocaleString('en-US') : '–';
  return hits === found.length || found.length === 1 ? text : `${text} (${hits}/${found.length})`;
}

function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, 4, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => pad(text, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = widths.map(
    (width, column) => '-'.repeat(width - (column > 0 ? 1 : 0)) + (column > 0 ? ':' : ''),
  );
  return [line(heads), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}
