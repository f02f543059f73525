// The test programs: Python files sorted by folder, each saying in its first lines what to expect.
//
//   # expect: same output as python3 | same lines, any order    (differential)
//   # expect: exit 1, stderr contains "…" | exit 0, stdout contains "…" | any end | stopped | …
//   # requires: 3.13     python3 may be too old for it; the output is at the end, after `# output:`
//   # args: a b          arguments of the script
//   # predicted: lockOrder a b, leakyAcquire c     what is foretold: kind and names, and no more
//   # races: lostUpdate n 8,8,9; dataRace! …      kind, `!` if it has happened, location, lines
// In `deadlock`, `# expect:` is one of
//   deadlock                          nobody can ever run again
//   hang, then exit 0                 threads hang, the others come to the program's end
//   hang while others go on           threads hang, the others never end: the test stops them
//   stall, then exit 0                threads hang until a timeout
//   livelock                          `# steps:` are reached, and nothing got on
// and further lines tell the findings:
//   # kind: lockCycle, nobodyActs     of each, in order
//   # certainty: likely               of the first, if it is not certain
//   # says: …                         the title, a sentence or the cure, word for word; in order
// `x.stdin` beside `x.py` is its standard input; a folder with a `main.py` is one program.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestProgram {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly expect: string;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly predicted: readonly string[];
  readonly races: readonly string[];
  /** Kinds of its findings. */
  readonly kinds: readonly string[];
  readonly certainty: string;
  /** Titles, sentences and cures that must be among those of the findings. */
  readonly says: readonly string[];
  /** The limit of steps, if it has one of its own. */
  readonly steps: number | undefined;
  /** Stands for python3's own where that may be too old to run the program. */
  readonly output: string | undefined;
}

export type ProgramFolder =
  'ok' | 'fails' | 'hostile' | 'deadlock' | 'predicted' | 'races' | 'raceFree';

const SAYS = '# says: ';
const root = join(import.meta.dirname, '../../programs');

/** All programs of `test/programs/<folder>`, by name. */
export function testPrograms(folder: ProgramFolder): readonly TestProgram[] {
  const names = readdirSync(join(root, folder)).sort();
  return names.flatMap((name) => {
    const path = join(root, folder, name);
    if (name.endsWith('.py')) return [readProgram(name.slice(0, -3), path)];
    const main = join(path, 'main.py');
    return existsSync(main) ? [readProgram(name, main)] : [];
  });
}

export function testProgram(folder: ProgramFolder, name: string): TestProgram {
  return readProgram(name, join(root, folder, `${name}.py`));
}

function readProgram(name: string, path: string): TestProgram {
  const lines = readFileSync(path, 'utf8').split('\n');
  const field = (key: string) =>
    lines.find((line) => line.startsWith(`# ${key}: `))?.slice(key.length + 4);
  const expect = field('expect');
  if (expect === undefined) throw new Error(`${path} does not say what to expect`);
  const stdin = path.replace(/\.py$/, '.stdin');
  return {
    name,
    path,
    expect,
    args: field('args')?.split(' ') ?? [],
    stdin: existsSync(stdin) ? readFileSync(stdin, 'utf8') : '',
    predicted: field('predicted')?.split(', ') ?? [],
    races: field('races')?.split('; ') ?? [],
    kinds: field('kind')?.split(', ') ?? [],
    certainty: field('certainty') ?? 'certain',
    says: lines.filter((line) => line.startsWith(SAYS)).map((line) => line.slice(SAYS.length)),
    steps: field('steps') === undefined ? undefined : Number(field('steps')),
    output: field('requires') === undefined ? undefined : recordedOutput(lines),
  };
}

function recordedOutput(lines: readonly string[]): string {
  const start = lines.indexOf('# output:');
  if (start < 0) throw new Error('a program with "# requires:" needs "# output:" at its end');
  const recorded = lines.slice(start + 1).filter((line) => line !== '');
  return recorded.map((line) => line.replace(/^# ?/, '') + '\n').join('');
}
