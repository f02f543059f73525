// esbuild plugin: `import bytes from './native.wat'` gives the compiled WebAssembly module.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import openWabt from 'wabt';

export const watPlugin = {
  name: 'wat',
  setup(build) {
    const wabt = openWabt();
    build.onLoad({ filter: /\.wat$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = compile(await wabt, basename(path), source);
      return { contents, loader: 'binary', watchFiles: [path] };
    });
  },
};

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
