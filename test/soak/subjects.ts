// What is replayed: every program of `test/programs` that comes to an end, and the examples.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { exampleCatalogue, examplesFolder } from '../support/programs/exampleCatalogue.ts';
import { exploredPrograms } from '../support/programs/exploreProgram.ts';
import type { ProgramOptions } from '../support/programs/runProgram.ts';
import { onlyFiles, smallPrograms } from '../support/programs/smallPrograms.ts';
import { testPrograms, type ProgramFolder } from '../support/programs/testPrograms.ts';

export interface Subject {
  readonly name: string;
  readonly options: ProgramOptions;
}

/** Low, so that hostile programs soon come to one. */
const LIMITS = { steps: 50_000, outputBytes: 1_000_000, threads: 200, memoryBytes: 64 * 2 ** 20 };
/** Ended from outside, at a moment that no schedule knows. */
const ENDLESS = new Set(['stopped', 'hang while others go on']);

/** The same list in each process. */
export function subjects(): readonly Subject[] {
  return [
    ...shelf('ok'),
    ...shelf('deadlock', { limits: { steps: 50_000 } }),
    ...shelf('fails'),
    ...shelf('hostile', { limits: LIMITS }),
    ...small(),
    ...shelf('predicted'),
    ...shelf('races', { detectRaces: true }),
    ...shelf('raceFree', { detectRaces: true }),
    ...bugs(),
    ...exploredPrograms().map(({ name, path }) => ({ name, options: { script: path } })),
    ...exampleCatalogue.map(({ file }) => ({
      name: file,
      options: { script: join(examplesFolder, file) },
    })),
  ];
}

function shelf(folder: ProgramFolder, common: Partial<ProgramOptions> = {}): Subject[] {
  return testPrograms(folder)
    .filter(({ expect }) => !ENDLESS.has(expect))
    .map(({ name, path, args, stdin }) => ({
      name: `${folder}/${name}`,
      options: { script: path, args, stdin, ...common },
    }));
}

function small(): Subject[] {
  return [...smallPrograms()].flatMap(([file, programs]) =>
    programs
      .filter(({ expect }) => !ENDLESS.has(expect))
      .map(({ name, source }) => {
        const script = `/small/${name}.py`;
        const reader = onlyFiles({ [script]: new TextEncoder().encode(source) });
        return { name: `${file}: ${name}`, options: { script, reader, limits: LIMITS } };
      }),
  );
}

function bugs(): Subject[] {
  const folder = join(import.meta.dirname, '../programs/bugs');
  return readdirSync(folder).map((name) => ({
    name: `bugs/${name}`,
    options: { script: join(folder, name), limits: { steps: 50_000 } },
  }));
}
