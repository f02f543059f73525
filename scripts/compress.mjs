// Big files of `dist/` are stored with zstd: the VSIX's own compression is weaker.

import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const compress = promisify(zlib.zstdCompress);
const decompress = promisify(zlib.zstdDecompress);

const isProduction = process.argv.includes('--production');

/** Writes `bytes` to `file` (ending in .zst); small with `--production`, else fast. */
export async function writeCompressed(file, bytes) {
  const params = {
    [zlib.constants.ZSTD_c_compressionLevel]: isProduction ? 19 : 3,
    [zlib.constants.ZSTD_c_windowLog]: 25,
  };
  await writeFile(file, await compress(bytes, { params }));
}

export async function readCompressed(file) {
  return decompress(await readFile(file));
}
