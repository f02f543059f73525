// esbuild plugin: `import bytes from './native.wat'` gives the compiled WebAssembly module.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import openWabt from 'wabt';

/** @param {(name: string, source: string) => string} change what is compiled instead of a source */
export function watPluginWith(change) {
  return {
    name: 'wat',
    setup(build) {
      const wabt = openWabt();
      build.onLoad({ filter: /\.wat$/ }, async ({ path }) => {
        const source = change(basename(path), await readFile(path, 'utf8'));
        const contents = compile(await wabt, basename(path), source);
        return { contents, loader: 'binary', watchFiles: [path] };
      });
    },
  };
}

export const watPlugin = watPluginWith((_name, source) => source);

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
