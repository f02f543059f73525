import assert from 'node:assert/strict';

import { collectSandboxFiles, type SandboxCaps } from '../../../src/session/sandboxFiles.ts';
import { memoryFiles } from '../../support/session/memoryFiles.ts';

async function collect(
  paths: readonly string[],
  { cwd = '/code', caps = {} }: { cwd?: string; caps?: Partial<SandboxCaps> } = {},
) {
  const reader = memoryFiles(Object.fromEntries(paths.map((path) => [path, `text of ${path}`])));
  const all = { files: 100, folders: 100, bytes: 10_000, bytesPerFile: 1_000, ...caps };
  const { files, notice } = await collectSandboxFiles(reader, '/code/main.py', cwd, all);
  return { paths: files.map((file) => file.path), notice };
}

describe('the files of a run', () => {
  it('are the script, then its folder, nearest first', async () => {
    const { paths, notice } = await collect([
      '/code/pkg/deep/far.py',
      '/code/pkg/near.py',
      '/code/words.txt',
      '/code/main.py',
    ]);
    assert.deepEqual(paths, [
      '/code/main.py',
      '/code/words.txt',
      '/code/pkg/near.py',
      '/code/pkg/deep/far.py',
    ]);
    assert.equal(notice, undefined);
  });

  it('include the working directory, each file once', async () => {
    const { paths } = await collect(['/code/main.py', '/other/numbers.csv'], { cwd: '/other' });
    assert.deepEqual(paths, ['/code/main.py', '/other/numbers.csv']);
    const nested = await collect(['/code/main.py', '/code/sub/a.py'], { cwd: '/code/sub' });
    assert.deepEqual(nested.paths, ['/code/main.py', '/code/sub/a.py']);
  });

  for (const skipped of [
    '.git/config',
    '.env',
    'recorded.weft',
    'node_modules/a/index.js',
    '__pycache__/main.pyc',
    'venv/lib/site.py',
    'lib/site-packages/numpy/__init__.py',
  ]) {
    it(`leave out ${skipped}`, async () => {
      const { paths, notice } = await collect(['/code/main.py', `/code/${skipped}`]);
      assert.deepEqual(paths, ['/code/main.py']);
      assert.equal(notice, undefined);
    });
  }

  it('leave out a virtual environment by any name', async () => {
    const { paths } = await collect(['/code/main.py', '/code/my/pyvenv.cfg', '/code/my/lib/a.py']);
    assert.deepEqual(paths, ['/code/main.py']);
  });

  it('leave out large files, and say so', async () => {
    const { paths, notice } = await collect(['/code/main.py', '/code/a-long-name.bin'], {
      caps: { bytesPerFile: 25 },
    });
    assert.deepEqual(paths, ['/code/main.py']);
    assert.match(notice ?? '', /^1 file larger than/);
  });

  it('stop at the cap on their number, and say so', async () => {
    const many = Array.from({ length: 9 }, (_, index) => `/code/f${index}.py`);
    const { paths, notice } = await collect(['/code/main.py', ...many], { caps: { files: 4 } });
    assert.equal(paths.length, 4);
    assert.match(notice ?? '', /nearest 4 files/);
  });

  it('stop at the cap on their bytes', async () => {
    const { paths, notice } = await collect(['/code/main.py', '/code/a.py', '/code/b.py'], {
      caps: { bytes: 45 },
    });
    assert.deepEqual(paths, ['/code/main.py', '/code/a.py']);
    assert.match(notice ?? '', /nearest 2 files/);
  });

  it('stop at the cap on folders', async () => {
    const { paths, notice } = await collect(['/code/main.py', '/code/a/x.py', '/code/b/y.py'], {
      caps: { folders: 2 },
    });
    assert.deepEqual(paths, ['/code/main.py', '/code/a/x.py']);
    assert.match(notice ?? '', /nearest 2 files/);
  });

  it('never descend from the root of the file system', async () => {
    const { paths } = await collect(['/code/main.py', '/etc/passwd', '/readme.txt'], { cwd: '/' });
    assert.deepEqual(paths, ['/code/main.py', '/readme.txt']);
  });

  it('fail when the script itself is missing', async () => {
    await assert.rejects(collect(['/code/other.py']), /ENOENT: \/code\/main.py/);
  });
});
