// Small programs that share a file: `## name: what to expect` (see expectation.ts) begins each.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FileReader } from '../../../src/session/sandboxFiles.ts';

export interface SmallProgram {
  readonly name: string;
  readonly expect: string;
  readonly source: string;
}

const folder = join(import.meta.dirname, '../../programs/hostile/small');
const HEADER = /^## (?<name>\w+): (?<expect>.+)$/;

/** By file, in the order in which they stand there. */
export function smallPrograms(): ReadonlyMap<string, readonly SmallProgram[]> {
  const files = readdirSync(folder).sort();
  return new Map(files.map((file) => [file.replace('.py', ''), programsIn(join(folder, file))]));
}

function programsIn(path: string): SmallProgram[] {
  const parts = readFileSync(path, 'utf8').split(/^(?=## )/m);
  return parts.filter((part) => part.startsWith('## ')).map(programOf);
}

function programOf(text: string): SmallProgram {
  const end = text.indexOf('\n');
  const { name, expect } = HEADER.exec(text.slice(0, end))?.groups ?? {};
  if (name === undefined || expect === undefined) throw new Error(`what is ${text.slice(0, end)}?`);
  return { name, expect, source: text.slice(end + 1) };
}

/** A folder with these files and no others; sources may be bytes of any kind. */
export function onlyFiles(contents: Readonly<Record<string, Uint8Array>>): FileReader {
  const read = (path: string): Promise<Uint8Array> => {
    const content = contents[path];
    return content ? Promise.resolve(content) : Promise.reject(new Error('ENOENT'));
  };
  return {
    list: () =>
      Promise.resolve(
        Object.keys(contents).map((path) => ({
          name: path.slice(path.lastIndexOf('/') + 1),
          kind: 'file',
        })),
      ),
    size: async (path) => (await read(path)).byteLength,
    read,
  };
}
