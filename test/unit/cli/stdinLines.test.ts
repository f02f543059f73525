import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';

import { StdinLines } from '../../../src/cli/stdinLines.ts';

describe('lines of stdin', () => {
  it('come one by one, however they arrive', async () => {
    const stream = new PassThrough();
    const lines = new StdinLines(stream);
    const first = lines.next();
    stream.write('on');
    stream.write('e\ntwo\nth');
    assert.equal(await first, 'one');
    assert.equal(await lines.next(), 'two');
    stream.end('ree');
    assert.equal(await lines.next(), 'three');
    assert.equal(await lines.next(), undefined);
    assert.equal(await lines.next(), undefined);
  });

  it('keep empty lines and characters of several bytes', async () => {
    const stream = new PassThrough();
    const lines = new StdinLines(stream);
    const bytes = new TextEncoder().encode('\nñ🧵\n');
    const [empty, threads] = [lines.next(), lines.next()];
    for (const byte of bytes) stream.write(Uint8Array.of(byte));
    assert.deepEqual([await empty, await threads], ['', 'ñ🧵']);
  });

  it('are at their end when the stream breaks', async () => {
    const stream = new PassThrough();
    const lines = new StdinLines(stream);
    const line = lines.next();
    stream.destroy(new Error('EIO'));
    assert.equal(await line, undefined);
  });

  it('leave the stream alone until a line is wanted', () => {
    const stream = new PassThrough();
    new StdinLines(stream);
    assert.equal(stream.readableFlowing, null);
  });
});
