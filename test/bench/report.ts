// Tables of what was measured: printed, and put into docs/performance.md in place of those that were
// measured before. What that file says around them is written by hand.

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../../scripts/run.mjs';

export interface Table {
  /** Its heading in docs/performance.md. */
  readonly title: string;
  /** Of all columns but the first. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [name: string, ...values: string[]])[];
}

const path = join(projectRoot, 'docs/performance.md');

export function print({ title, columns, rows }: Table): void {
  const width = Math.max(...rows.map(([name]) => name.length), title.length) + 2;
  const line = ([name = '', ...values]: readonly string[]): string =>
    name.padEnd(width) + values.map((value) => value.padStart(18)).join('');
  console.log(line([title, ...columns]));
  for (const row of rows) console.log(line(row));
  console.log('');
}

/** Replaces the table below its heading, and says when and where it was measured. */
export async function publish(table: Table): Promise<void> {
  const text = withTable(readFileSync(path, 'utf8'), table, conditions());
  const config = await resolveConfig(path);
  writeFileSync(path, await format(text, { ...config, filepath: path }));
}

/** Below a new heading at the end if there is none of the title. */
export function withTable(text: string, { title, columns, rows }: Table, when: string): string {
  const heading = `## ${title}\n`;
  const sections = text.split(/^(?=## )/m);
  if (!sections.some((section) => section.startsWith(heading))) sections.push(heading);
  const index = sections.findIndex((section) => section.startsWith(heading));
  const prose = (sections[index] ?? '')
    .split('\n')
    .filter((line) => !line.startsWith('|') && !line.startsWith('_Measured '));
  const head = [['', ...columns], ['---', ...columns.map(() => '---:')], ...rows];
  const lines = head.map((cells) => `| ${cells.join(' | ')} |`);
  const parts = [prose.join('\n').trimEnd(), lines.join('\n'), `_Measured ${when}._`];
  return (
    sections
      .with(index, `${parts.join('\n\n')}\n\n`)
      .join('')
      .trimEnd() + '\n'
  );
}

function conditions(): string {
  const day = new Date().toLocaleDateString('en-GB', { dateStyle: 'long' });
  const [processor] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${day}, ${cpus().length} × ${processor?.model.trim() ?? 'unknown'}, ${memory}, Node ${process.versions.node}`;
}
