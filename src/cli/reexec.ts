// A Node without WebAssembly stack switching (20) starts a newer one in its place, if it can.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/** Tells the child not to look any further. */
const MARK = 'WEFT_NODE';

/** The Node of the `node` package, if that is installed where weft is. */
export function otherNode(environment: NodeJS.ProcessEnv): string | undefined {
  if (environment[MARK] !== undefined) return undefined;
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    return join(dirname(manifest), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined; // not installed
  }
}

/** Runs this very command under another Node. @returns its exit code, 128 + n for signal n. */
export function runUnder(node: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...environment, [MARK]: node },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(signal ? 128 + constants.signals[signal] : (code ?? 0)),
    );
  });
}
