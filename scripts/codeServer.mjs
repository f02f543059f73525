// A real VS Code for tests and `npm start`: code-server from npm, kept in `.cache/vscode`.
// Nothing is installed outside the project.

import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainEnvironment, projectRoot, run, runMain } from './run.mjs';

const version = '4.139.1';
const cacheDirectory = join(projectRoot, '.cache', 'vscode');
const serverDirectory = join(cacheDirectory, `code-server-${version}`);

/** Where code-server's own packages are; its post-install would compile things we don't need. */
const innerPackages = ['lib/vscode', 'lib/vscode/extensions'];

/** Gives the program to run with Node 24; installs it first when it is missing (1 to 3 minutes). */
export async function codeServerEntry() {
  const entry = join(serverDirectory, 'node_modules/code-server/out/node/entry.js');
  if (!(await exists(entry))) await install();
  return entry;
}

// Installed beside the final place and renamed when complete, so that an interrupted or a
// second simultaneous install leaves nothing half done.
async function install() {
  console.log(`Installing VS Code (code-server ${version}) into .cache/vscode …`);
  const partial = `${serverDirectory}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
  await npmInstall(partial, `code-server@${version}`);
  for (const inner of innerPackages) {
    await npmInstall(join(partial, 'node_modules/code-server', inner), '--omit=dev');
  }
  try {
    await rename(partial, serverDirectory);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(serverDirectory))) throw error;
  }
}

function npmInstall(cwd, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  return run(npm, ['install', ...quiet, ...args], { cwd, env: plainEnvironment() });
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

if (process.argv[1] === import.meta.filename) {
  await runMain(async () => console.log(await codeServerEntry()));
}
