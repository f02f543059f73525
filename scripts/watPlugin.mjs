// esbuild plugin: `import bytes from './native.wat'` gives the compiled WebAssembly module.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import openWabt from 'wabt';

/** @param {(name: string, source: string) => string} change what is compiled instead of a source */
export function watPluginWith(change) {
  return {
    name: 'wat',
    setup(build) {
      build.onLoad({ filter: /\.wat$/ }, async ({ path }) => {
        return { contents: await compileWat(path, change), loader: 'binary', watchFiles: [path] };
      });
    },
  };
}

const asItIs = (_name, source) => source;

export const watPlugin = watPluginWith(asItIs);

/** @returns the WebAssembly module in a file */
export async function compileWat(path, change = asItIs) {
  const source = change(basename(path), await readFile(path, 'utf8'));
  return compile(await openWabt(), basename(path), source);
}

function compile(wabt, name, source) {
  const features = { exceptions: true, tail_call: true, multi_memory: true };
  const module = wabt.parseWat(name, source, features);
  try {
    module.validate(features);
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}
