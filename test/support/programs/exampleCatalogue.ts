// The examples and what their catalogue says of them, as tests read it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ExampleEntry {
  readonly file: string;
  readonly title: string;
  readonly concept: string;
  readonly description: string;
  readonly expect: {
    readonly outcome: 'exits' | 'deadlocks';
    readonly exitCode?: number;
    readonly findingIncludes?: readonly string[];
    readonly outputIncludes: readonly string[];
  };
}

export const examplesFolder = join(import.meta.dirname, '../../../examples');

export const exampleCatalogue = JSON.parse(
  readExample('catalogue.json'),
) as readonly ExampleEntry[];

export const exampleScripts: readonly string[] = readdirSync(examplesFolder)
  .filter((file) => file.endsWith('.py'))
  .sort();

export function readExample(file: string): string {
  return readFileSync(join(examplesFolder, file), 'utf8');
}
