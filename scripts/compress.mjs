// Big files of `dist/` are stored with zstd: the VSIX's own compression is weaker.

import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { projectRoot } from './run.mjs';

const compress = promisify(zlib.zstdCompress);
const decompress = promisify(zlib.zstdDecompress);

const isProduction = process.argv.includes('--production');

/** What was compressed last, by file name: the best level takes half a minute for all files. */
const kept = join(projectRoot, '.cache', 'zstd');

/** Writes `bytes` to `file` (ending in .zst); small with `--production`, else fast. */
export async function writeCompressed(file, bytes) {
  await writeFile(
    file,
    isProduction ? await smallest(basename(file), bytes) : await zstd(bytes, 3),
  );
}

async function smallest(name, bytes) {
  const path = join(kept, name);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if ((await textOf(`${path}.sha256`)) === digest) return readFile(path);
  const compressed = await zstd(bytes, 19);
  await mkdir(kept, { recursive: true });
  await rm(`${path}.sha256`, { force: true });
  await writeFile(path, compressed);
  await writeFile(`${path}.sha256`, digest);
  return compressed;
}

async function textOf(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function zstd(bytes, level) {
  const params = {
    [zlib.constants.ZSTD_c_compressionLevel]: level,
    [zlib.constants.ZSTD_c_windowLog]: 25,
  };
  return compress(bytes, { params });
}

export async function readCompressed(file) {
  return decompress(await readFile(file));
}
