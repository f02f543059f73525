// The options of `weft export`.

import { InvalidArgumentError, Option, type Command } from 'commander';

import { EXPORT_FORMATS, type ExportFormat } from '../core/export/formats.ts';

export interface ExportCommand {
  readonly kind: 'export';
  readonly file: string;
  readonly format: ExportFormat;
  /** Where to write; undefined is stdout. */
  readonly output: string | undefined;
  /** Of a sequence diagram: the first step, and the one after the last. */
  readonly steps: readonly [from: number, to: number] | undefined;
}

interface ExportFlags {
  readonly format: ExportFormat;
  readonly output?: string;
  readonly steps?: readonly [number, number];
}

export function addExport(program: Command, done: (command: ExportCommand) => void): void {
  const formats = Object.entries(EXPORT_FORMATS);
  const names = formats.map(([name]) => name);
  const width = Math.max(...names.map((name) => name.length));
  const lines = formats.map(
    ([name, { title, detail }]) => `  ${name.padEnd(width)}  ${title}: ${detail}`,
  );
  program
    .command('export')
    .description('Write a recorded run in a format that other programs and people read.')
    .argument('<file>', 'a trace that "weft run --trace" or Weft: Save Recording has saved')
    .addOption(
      new Option('-f, --format <name>', 'one of the formats below')
        .choices(names)
        .makeOptionMandatory(),
    )
    .option('-o, --output <file>', 'where to write; stdout if left out')
    .addOption(
      new Option('--steps <from-to>', 'only these steps; for mermaid').argParser(stepRange),
    )
    .addHelpText('after', `\nFormats:\n${lines.join('\n')}\n`)
    .action((file: string, { format, output, steps }: ExportFlags) => {
      done({ kind: 'export', file, format, output, steps });
    });
}

function stepRange(text: string): readonly [number, number] {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  if (Number(from) < Number(to)) return [Number(from), Number(to)];
  throw new InvalidArgumentError('It must be two steps, such as 100-250.');
}
