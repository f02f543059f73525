// Running other programs from the scripts: one way to start them, one way to say what went wrong.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Something the person at the keyboard can mend: printed as one line, without a stack. */
export class ScriptError extends Error {}

/**
 * Runs a program to its end. With `isQuiet` its output is only shown if it fails; after `timeout`
 * milliseconds it is ended.
 * @throws ScriptError if it can't be started or its exit code is not 0.
 */
export function run(command, args, options = {}) {
  const { cwd = projectRoot, env = process.env, isQuiet = false, timeout } = options;
  return new Promise((resolve, reject) => {
    const channel = isQuiet ? 'pipe' : 'inherit';
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', channel, channel], timeout });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => reject(new ScriptError(`${command}: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new ScriptError(`${output}${args.join(' ')} ended with ${code ?? signal}`));
    });
  });
}

/** The environment without what `npm run` adds, for programs that start npm or node themselves. */
export function plainEnvironment() {
  const isOurs = ([name]) => !name.toLowerCase().startsWith('npm_') && name !== 'INIT_CWD';
  return Object.fromEntries(Object.entries(process.env).filter(isOurs));
}

/** Runs a script's main function; a failure ends the process with exit code 1. */
export async function runMain(main) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24) {
    console.error(`Weft is built with Node 24, this is ${process.version}: use "npm run …".`);
    process.exit(1);
  }
  try {
    await main();
  } catch (error) {
    console.error(error instanceof ScriptError ? error.message : error);
    process.exit(1);
  }
}
