// Understands the `# expect:` lines of programs that are not compared with python3:
//
//   stopped                            endless; the user's Stop ended it
//   deadlock
//   limit "words"                      a limit was reached; the message has these words
//   memory                             MemoryError or the memory limit: both are clear
//   exit 1 | any end                   then, if wanted: , stdout|stderr contains "words"

import assert from 'node:assert/strict';

import type { ProgramRun } from './runProgram.ts';

const EXIT = /^exit (?<code>\d+)|^any end/;
const CONTAINS = /, (?<stream>stdout|stderr) contains "(?<words>[^"]+)"$/;

export function assertExpected(expect: string, run: ProgramRun): void {
  const seen = `${JSON.stringify(run.outcome)}\n${tail(run.stdout)}\n${tail(run.stderr)}`;
  const limit = /^limit "(?<words>[^"]+)"$/.exec(expect)?.groups?.words;
  const isMemory = expect === 'memory';
  if (expect === 'stopped') assert.equal(run.outcome.kind, 'stopped', seen);
  else if (expect === 'deadlock') assert.equal(run.outcome.kind, 'deadlocked', seen);
  else if (limit !== undefined) assert.ok(isLimit(run, limit), seen);
  else if (isMemory) assert.ok(isLimit(run, 'memory') || /MemoryError/.test(run.stderr), seen);
  else assertEnd(expect, run, seen);
  assertClear(run);
}

function assertEnd(expect: string, run: ProgramRun, seen: string): void {
  const end = EXIT.exec(expect);
  assert.ok(end, `unknown expectation: ${expect}`);
  const code = end.groups?.code;
  if (code !== undefined) {
    assert.equal(run.outcome.kind, 'exited', seen);
    assert.equal(run.exitCode, Number(code), seen);
  }
  const { stream, words } = CONTAINS.exec(expect)?.groups ?? {};
  if (words === undefined) assert.equal(end[0], expect);
  else assert.ok((stream === 'stdout' ? run.stdout : run.stderr).includes(words), seen);
}

function isLimit({ outcome }: ProgramRun, words: string): boolean {
  return outcome.kind === 'limit' && outcome.message.includes(words);
}

/** An end that the program did not choose is told in a sentence, not in the terms of the machine. */
function assertClear({ outcome, message }: ProgramRun): void {
  if (outcome.kind !== 'limit' && outcome.kind !== 'crashed') return;
  assert.match(message, /^[A-Z][^]{20,600}[.!]$/);
  assert.doesNotMatch(message, /undefined|\[object|wasm-function|\n {4}at |internal error/);
}

function tail(text: string): string {
  return text.slice(-1_500);
}
