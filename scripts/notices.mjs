// Writes ThirdPartyNotices.md from what is really inside `dist/`: the packages in the bundles
// (esbuild's metafile) and the files that are copied. `--check` fails if the file is out of date.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, runMain, ScriptError } from './run.mjs';

const noticesFile = join(projectRoot, 'ThirdPartyNotices.md');

await runMain(async () => {
  const notices = await makeNotices();
  if (!process.argv.includes('--check')) return writeFile(noticesFile, notices);
  const current = await readFile(noticesFile, 'utf8').catch(() => '');
  if (current === notices) return;
  throw new ScriptError(
    'ThirdPartyNotices.md is out of date: run "npm run notices" and commit it.',
  );
});

async function makeNotices() {
  const { inputs } = JSON.parse(await readFile(join(projectRoot, 'dist/meta.json'), 'utf8'));
  const packages = new Set(Object.keys(inputs).flatMap(packageOf));
  packages.add('@vscode/codicons');
  const sections = [await pyodideSection()];
  for (const name of [...packages].sort()) sections.push(await packageSection(name));
  const head =
    '# Third-party notices\n\nWeft contains the following software. ' +
    'This file is made by `npm run notices`.\n';
  return `${head}\n${sections.join('\n')}`;
}

/** `node_modules/@a/b/x.js` → `@a/b`; the last one counts where packages are nested. */
function packageOf(path) {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  return name === undefined ? [] : [name];
}

async function packageSection(name) {
  const folder = join(projectRoot, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = await readdir(folder);
  const licenseFile = files.find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
  const text = licenseFile && (await readFile(join(folder, licenseFile), 'utf8'));
  return section(`${name} ${version} (${license})`, text ?? `License: ${license}`);
}

async function pyodideSection() {
  const file = join(projectRoot, 'node_modules/pyodide/package.json');
  const { version } = JSON.parse(await readFile(file, 'utf8'));
  const source =
    `Unmodified files of the npm package, stored in another compression. Source code: ` +
    `https://github.com/pyodide/pyodide/tree/${version}`;
  return [
    section(`Pyodide ${version} (MPL-2.0)`, `${source}\n\n${await license('mpl-2.0')}`),
    section('CPython and its standard library (Python-2.0)', await license('python')),
    section('Libraries inside Pyodide', await license('libraries')),
  ].join('\n');
}

function license(name) {
  return readFile(join(projectRoot, 'scripts/licenses', `${name}.txt`), 'utf8');
}

function section(title, text) {
  const lines = text.trim().replaceAll('\r\n', '\n');
  return `## ${title}\n\n\`\`\`\`text\n${lines}\n\`\`\`\`\n`;
}
