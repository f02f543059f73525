// Which files of a workspace have tests that may use threads: those that import threading or its
// like, themselves or through modules beside them or at the root. No file is run for that.

/** The text of a file; undefined if there is none. Paths have `/` and are absolute. */
export type ReadText = (path: string) => Promise<string | undefined>;

/** Modules that are followed from one file. */
const MOST_FILES = 50;

/** @param root the workspace folder, or the file's own folder */
export async function mayHaveThreads(path: string, root: string, read: ReadText): Promise<boolean> {
  const { importedModules, importsThreads } = await import('../../core/analysis/pythonTests.ts');
  const waiting = [path];
  const seen = new Set(waiting);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const text = await read(next);
    if (text === undefined) continue;
    if (importsThreads(text)) return true;
    for (const candidate of filesOf(importedModules(text), next, root)) {
      if (seen.has(candidate) || seen.size >= MOST_FILES * 4) continue;
      seen.add(candidate);
      waiting.push(candidate);
    }
  }
  return false;
}

/** Where the modules may be, as far as a look at the names tells. */
function filesOf(modules: readonly string[], from: string, root: string): string[] {
  const folder = from.slice(0, from.lastIndexOf('/'));
  return modules.flatMap((name) => {
    const dots = /^\.*/.exec(name)?.[0].length ?? 0;
    const path = name.slice(dots).replaceAll('.', '/');
    if (path === '') return [];
    const bases = dots === 0 ? [folder, root] : [above(folder, dots - 1)];
    return [...new Set(bases)].flatMap((base) => [
      `${base}/${path}.py`,
      `${base}/${path}/__init__.py`,
    ]);
  });
}

function above(folder: string, levels: number): string {
  let path = folder;
  for (let level = 0; level < levels; level++) path = path.slice(0, path.lastIndexOf('/'));
  return path;
}
