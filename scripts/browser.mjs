// Finds Chromium; on Debian as root it installs the package, elsewhere it says what to install.

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, ScriptError } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium or Chrome; the variable CHROME_PATH comes first. */
export async function chromiumPath() {
  const found = process.env.CHROME_PATH ?? find();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await run('apt-get', ['update', '-q']);
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium']);
  }
  const installed = find();
  if (installed !== undefined) return installed;
  throw new ScriptError('Chromium is needed: install it, or set CHROME_PATH to its program.');
}

function find() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find((path) => existsSync(path));
}
