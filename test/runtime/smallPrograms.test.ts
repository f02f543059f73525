// Hostile programs by the hundred, and sources that are no proper text: each has its end, and the
// next run works.

import assert from 'node:assert/strict';

import { assertExpected } from '../support/programs/expectation.ts';
import {
  finishProgram,
  newPool,
  openProgram,
  runProgram,
  type ProgramRun,
  type WorkerPool,
} from '../support/programs/runProgram.ts';
import { onlyFiles, smallPrograms } from '../support/programs/smallPrograms.ts';

const LIMITS = {
  steps: 100_000,
  outputBytes: 1_000_000,
  threads: 200,
  memoryBytes: 64 * 2 ** 20,
};
const HEALTHY = text(`
import threading
lock = threading.Lock()
with lock:
    print('healthy')
`);

describe('small hostile programs', () => {
  let pool: WorkerPool;
  before(() => (pool = newPool()));
  after(() => pool.dispose());

  for (const [file, programs] of smallPrograms()) {
    describe(file, () => {
      for (const { name, expect, source } of programs) {
        it(`${name}: ${expect}`, async () => {
          assertExpected(expect, await run(name, text(source), expect === 'stopped'));
          await assertHealthy();
        });
      }
    });
  }

  describe('sources', () => {
    for (const { name, bytes, expect } of sources()) {
      it(`${name}: ${expect}`, async () => {
        assertExpected(expect, await run(name, bytes, false));
        await assertHealthy();
      });
    }
  });

  async function run(name: string, source: Uint8Array, isEndless: boolean): Promise<ProgramRun> {
    const script = `/small/${name.replaceAll(' ', '_')}.py`;
    const reader = onlyFiles({ [script]: source });
    const session = await openProgram(pool, { script, reader, limits: LIMITS });
    try {
      if (isEndless) session.onState(() => session.stop());
      return await finishProgram(session);
    } finally {
      session.dispose();
    }
  }

  async function assertHealthy(): Promise<void> {
    const script = '/small/healthy.py';
    const next = await runProgram(pool, { script, reader: onlyFiles({ [script]: HEALTHY }) });
    assert.equal(next.stdout, 'healthy\n', next.stderr + next.message);
  }
});

interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expect: string;
}

function sources(): readonly Source[] {
  const prints = (encoding: BufferEncoding) => Buffer.from("print('é')\n", encoding);
  const bom = [0xef, 0xbb, 0xbf];
  const declared = (name: string) =>
    Buffer.from(`# -*- coding: ${name} -*-\nprint('é')\n`, 'latin1');
  const saysE = 'exit 0, stdout contains "é"';
  return [
    { name: 'empty', bytes: Buffer.of(), expect: 'exit 0' },
    { name: 'only a comment', bytes: text('# nothing'), expect: 'exit 0' },
    { name: 'UTF-8', bytes: prints('utf8'), expect: saysE },
    { name: 'UTF-8 with BOM', bytes: Buffer.of(...bom, ...prints('utf8')), expect: saysE },
    { name: 'declared latin-1', bytes: declared('latin-1'), expect: saysE },
    { name: 'declared cp1252', bytes: declared('cp1252'), expect: saysE },
    {
      name: 'undeclared latin-1',
      bytes: prints('latin1'),
      expect: 'exit 1, stderr contains "but no encoding declared"',
    },
    {
      name: 'unknown encoding',
      bytes: declared('klingon'),
      expect: 'exit 1, stderr contains "unknown encoding: klingon"',
    },
    {
      name: 'BOM and another encoding',
      bytes: Buffer.of(...bom, ...declared('latin-1')),
      expect: 'exit 1, stderr contains "SyntaxError"',
    },
    {
      name: 'UTF-16',
      bytes: Buffer.of(0xff, 0xfe, ...prints('utf16le')),
      expect: 'exit 1, stderr contains "SyntaxError"',
    },
    {
      name: 'NUL byte',
      bytes: text('print(1)\n\0print(2)\n'),
      expect: 'exit 1, stderr contains "source code string cannot contain null bytes"',
    },
    {
      name: 'CRLF',
      bytes: text("if True:\r\n    print('''a\r\nb''')\r\n"),
      expect: 'exit 0, stdout contains "a\nb"',
    },
    {
      name: 'CR',
      bytes: text("print('a')\rprint('b')\r"),
      expect: 'exit 0, stdout contains "a\nb"',
    },
    {
      name: 'form feed',
      bytes: text("\fprint('a')\n\f\nprint('b')"),
      expect: 'exit 0, stdout contains "b"',
    },
    {
      name: 'no newline at the end',
      bytes: text("if 1:\n  print('a')"),
      expect: 'exit 0, stdout contains "a"',
    },
    {
      name: 'a lone backslash',
      bytes: text('x = 1 \\'),
      expect: 'exit 1, stderr contains "SyntaxError"',
    },
    {
      name: 'tabs and spaces',
      bytes: text('if 1:\n\tx = 1\n        y = 2\n'),
      expect: 'exit 1, stderr contains "TabError"',
    },
    {
      name: 'unfinished string',
      bytes: text("print('''a"),
      expect: 'exit 1, stderr contains "unterminated triple-quoted"',
    },
    {
      name: 'unfinished bracket',
      bytes: text('print((1,'),
      expect: 'exit 1, stderr contains "was never closed"',
    },
    {
      name: 'an ELF file',
      bytes: Buffer.from('7f454c46020101000000000000', 'hex'),
      expect: 'exit 1, stderr contains "SyntaxError"',
    },
    {
      name: 'a compiled module',
      bytes: Buffer.from('2b0e0d0a00000000e3000000', 'hex'),
      expect: 'exit 1, stderr contains "SyntaxError"',
    },
    {
      name: 'invisible names',
      bytes: text('a\u200bb = 1'),
      expect: 'exit 1, stderr contains "invalid non-printable character U+200B"',
    },
    {
      name: 'names in other scripts',
      bytes: text('имя = "да"\nprint(имя)'),
      expect: 'exit 0, stdout contains "да"',
    },
    {
      name: 'a shebang',
      bytes: text("#!/usr/bin/python3 -E\nprint('ran')"),
      expect: 'exit 0, stdout contains "ran"',
    },
    {
      name: 'another shell',
      bytes: text('#!/bin/sh\necho hello\n'),
      expect: 'exit 1, stderr contains "SyntaxError"',
    },
    {
      name: 'a return outside',
      bytes: text('return 5'),
      expect: 'exit 1, stderr contains "outside function"',
    },
    {
      name: 'a future that is none',
      bytes: text('from __future__ import braces'),
      expect: 'exit 1, stderr contains "not a chance"',
    },
  ];
}

function text(source: string): Uint8Array {
  return new TextEncoder().encode(source);
}
