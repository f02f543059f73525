// `npm start`: builds, packs and installs the extension, and opens VS Code on a copy of the
// examples. In the browser by default; `-- --desktop` uses the installed `code`, and
// `-- --port 8080` chooses the port.

import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installExtension, startCodeServer } from './codeServer.mjs';
import { packageExtension } from './package.mjs';
import { projectRoot, run, runMain, ScriptError } from './run.mjs';

const directory = join(projectRoot, '.cache', 'start');
const folder = join(directory, 'examples');

await runMain(async () => {
  const { values } = parseArgs({
    options: { desktop: { type: 'boolean' }, port: { type: 'string', default: '0' } },
  });
  await run(process.execPath, ['esbuild.mjs']);
  await mkdir(directory, { recursive: true });
  const vsix = await packageExtension(join(directory, 'weft.vsix'), { isQuiet: true });
  await copyExamples();
  if (values.desktop) await openDesktop(vsix);
  else await serve(vsix, Number(values.port));
});

/** Scripts that were edited there stay as they are. */
async function copyExamples() {
  const isScript = (source) => !source.endsWith('.json');
  await cp(join(projectRoot, 'examples'), folder, {
    recursive: true,
    force: false,
    filter: isScript,
  });
}

async function openDesktop(vsix) {
  const code = process.platform === 'win32' ? 'code.cmd' : 'code';
  try {
    await run(code, ['--install-extension', vsix, '--force']);
    await run(code, [folder]);
  } catch (error) {
    const advice = 'is "code" on the PATH? Without --desktop, VS Code opens in the browser.';
    throw new ScriptError(`${error.message}\nVS Code could not be started: ${advice}`);
  }
}

async function serve(vsix, port) {
  await installExtension(directory, vsix);
  await writeFirstSettings();
  const server = await startCodeServer(directory, port);
  const url = `${server.address}/?folder=${encodeURIComponent(folder)}`;
  const answer = await fetch(url);
  if (!answer.ok) throw new ScriptError(`VS Code answers ${answer.status} at ${url}`);
  console.log(`\nWeft is ready: open ${url} (Ctrl+C ends it)`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.dispose();
}

async function writeFirstSettings() {
  const file = join(directory, 'user', 'User', 'settings.json');
  if (existsSync(file)) return;
  await mkdir(join(directory, 'user', 'User'), { recursive: true });
  const settings = { 'telemetry.telemetryLevel': 'off', 'workbench.startupEditor': 'none' };
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}
