// Runs bench programs in Pyodide as it comes, in the same Node: what WebAssembly itself costs.

import { readFileSync } from 'node:fs';
import { loadPyodide } from 'pyodide';

const programs = new URL('programs/', import.meta.url);

/** Gives a function that answers the milliseconds that a program takes. */
export async function bootPyodide(): Promise<(program: string, rounds: number) => number> {
  const python = await loadPyodide();
  return (program, rounds) => {
    const source = readFileSync(new URL(program, programs), 'utf8');
    python.runPython(`import sys; sys.argv = ['${program}', '${rounds}']`);
    const start = performance.now();
    python.runPython(source);
    return performance.now() - start;
  };
}
