// A real VS Code for tests and `npm start`: code-server from npm, kept in `.cache/vscode`.
// Nothing is installed outside the project.

import { spawn } from 'node:child_process';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plainEnvironment, projectRoot, run, runMain, ScriptError } from './run.mjs';

const version = '4.139.1';
const hasGroups = process.platform !== 'win32';
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

/** A server's own folders: nothing is read from or written to the user's home. */
function isolation(directory) {
  return [
    ...['--user-data-dir', join(directory, 'user')],
    ...['--extensions-dir', join(directory, 'extensions')],
    ...['--config', join(directory, 'config.yaml')],
  ];
}

/**
 * Installs a VSIX into the server that lives in `directory`.
 * @param {string} directory
 * @param {string} vsix
 */
export async function installExtension(directory, vsix) {
  await mkdir(directory, { recursive: true });
  const entry = await codeServerEntry();
  const args = [entry, ...isolation(directory), '--install-extension', vsix, '--force'];
  await run(process.execPath, args, { env: serverEnvironment(), isQuiet: true });
}

/**
 * Starts a server and waits until it listens; `dispose` ends it and waits for that.
 * @param {string} directory
 * @param {number} [port] 0 takes a free one
 * @returns {Promise<{ address: string, pid: number | undefined, dispose: () => Promise<void> }>}
 */
export async function startCodeServer(directory, port = 0) {
  const address = ['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'];
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'];
  const args = [await codeServerEntry(), ...isolation(directory), ...address, ...quiet];
  const options = {
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: hasGroups,
  };
  const server = spawn(process.execPath, args, options);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const dispose = async () => {
    endGroup(server, 'SIGTERM');
    await ended;
    endGroup(server, 'SIGKILL');
  };
  return { address: await listening(server), pid: server.pid, dispose };
}

/** A server can leave an extension host behind that was about to start: all its group ends. */
function endGroup(server, signal) {
  try {
    process.kill(hasGroups ? -server.pid : server.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function listening(server) {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk) => {
      output += chunk;
      const [, address] = /HTTP server listening on (http:\S+?)\/?\s/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('error', reject);
    server.once('close', () => reject(new ScriptError(`VS Code did not start:\n${output}`)));
  });
}

/** A terminal inside VS Code sets variables that would lead the server to that window. */
function serverEnvironment() {
  const isForeign = (name) => name.startsWith('VSCODE_') || name === 'PORT' || name === 'PASSWORD';
  const all = Object.entries(plainEnvironment());
  return Object.fromEntries(all.filter(([name]) => !isForeign(name)));
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
