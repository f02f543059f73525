// Who may import whom, as in ARCHITECTURE.md. The linter and test/unit/layers.test.ts read
// this one table.

import { posix } from 'node:path';

const core = [
  ...['base', 'trace', 'schedule', 'analysis', 'recording', 'exploration', 'protocol', 'timeline'],
  'export',
].map((folder) => `src/core/${folder}`);

/**
 * The layer of a file is the entry with the longest matching path. `types` may only be imported
 * as types. A package ending in `:` or `/` stands for all that begin so.
 */
const layers = {
  'src/core/base': { imports: [], packages: [] },
  'src/core/trace': { imports: ['src/core/base'], packages: [] },
  'src/core/schedule': { imports: ['src/core/base', 'src/core/trace'], packages: [] },
  'src/core/analysis': { imports: ['src/core/base', 'src/core/trace'], packages: ['@lezer/'] },
  'src/core/recording': {
    imports: ['src/core/base', 'src/core/trace', 'src/core/analysis'],
    types: ['src/core/protocol'],
    packages: ['fflate'],
  },
  'src/core/exploration': {
    imports: ['src/core/base', 'src/core/trace', 'src/core/schedule', 'src/core/analysis'],
    packages: [],
  },
  'src/core/export': {
    imports: ['src/core/base', 'src/core/trace', 'src/core/analysis', 'src/core/timeline'],
    packages: ['fflate'],
  },
  'src/core/protocol': {
    imports: ['src/core/base'],
    types: core.filter((folder) => folder !== 'src/core/base'),
    packages: [],
  },
  'src/core/timeline': {
    imports: ['src/core/base', 'src/core/trace', 'src/core/analysis'],
    types: ['src/core/protocol'],
    packages: [],
  },
  // Tested without Python.
  'src/runtime/kernel': { imports: core, packages: [] },
  // The only place that touches Pyodide.
  'src/runtime/python': {
    imports: ['src/runtime/kernel', ...core],
    packages: ['pyodide', 'node:'],
  },
  'src/runtime/threadModule': {
    imports: ['src/runtime/kernel', 'src/runtime/python', ...core],
    packages: [],
  },
  // The worker and what ties the parts of the runtime together.
  'src/runtime': {
    imports: ['src/runtime/kernel', 'src/runtime/python', 'src/runtime/threadModule', ...core],
    packages: ['node:'],
  },
  'src/session': { imports: core, packages: [] },
  // The session's only Node edge: src/session/nodeFiles.ts and its like.
  'src/session/node': { imports: ['src/session', ...core], packages: ['node:'] },
  'src/adapter': { imports: ['src/session', ...core], packages: ['@vscode/'] },
  'src/cli': {
    imports: ['src/adapter', 'src/session', 'src/session/node', ...core],
    packages: ['node:', 'commander', '@vscode/'],
  },
  'src/host': {
    imports: ['src/adapter', 'src/session', 'src/session/node', ...core],
    packages: ['vscode', 'node:', '@vscode/'],
  },
  'src/extension.ts': {
    imports: ['src/host', 'src/adapter', 'src/session', 'src/session/node', ...core],
    packages: ['vscode'],
  },
  webview: {
    imports: ['webview/toolkit.ts', ...core],
    packages: ['lit-html', '@tanstack/virtual-core'],
  },
  'webview/toolkit.ts': {
    imports: ['webview'],
    packages: ['@vscode/webview-ui-toolkit', '@microsoft/fast-element'],
  },
};

/**
 * Says what is wrong with an import, or undefined. `file` is relative to the project root with
 * forward slashes; files outside every layer (tests, scripts) may import anything.
 */
export function layerViolation({ file, specifier, isTypeOnly }) {
  const from = layerOf(file);
  if (from === undefined) return undefined;
  const rules = layers[from];
  if (!specifier.startsWith('.')) {
    const isAllowed = rules.packages.some((name) => matchesPackage(specifier, name));
    return isAllowed ? undefined : `${from} may not import the package ${specifier}`;
  }
  const target = posix.join(posix.dirname(file), specifier);
  const to = layerOf(target);
  const allowed = [from, ...rules.imports, ...(isTypeOnly ? (rules.types ?? []) : [])];
  if (to !== undefined && allowed.includes(to)) return undefined;
  const how = rules.types?.includes(to) ? 'only types of' : 'nothing of';
  return `${from} may import ${how} ${to ?? target}`;
}

function layerOf(file) {
  const matching = Object.keys(layers).filter((layer) => isInside(file, layer));
  return matching.sort((a, b) => b.length - a.length)[0];
}

function isInside(file, layer) {
  const isPrefix = layer === 'src/session/node';
  return file === layer || file.startsWith(isPrefix ? layer : `${layer}/`);
}

function matchesPackage(specifier, name) {
  if (/[:/]$/.test(name)) return specifier.startsWith(name);
  return specifier === name || specifier.startsWith(`${name}/`);
}
