// Runs one test module to its end. A test that hangs or ends the interpreter is noted, and the rest
// of the module runs in a new one.

import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';

import type { Outcome } from '../../src/core/trace/events.ts';
import { outcomeMessage } from '../../src/session/exitCode.ts';
import type { StartRuntime } from '../../src/session/runtimePort.ts';
import {
  finish,
  openScript,
  startInterpreter,
  type InterpreterRequest,
  type Script,
} from './interpreter.ts';
import { SANDBOX_ROOT, testFiles } from './testFiles.ts';

export interface TestEnd {
  /** Without the leading `test.`. */
  readonly test: string;
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'hung' | 'crashed';
  /** A traceback, or why it was skipped. */
  readonly detail: string;
}

/** What runTests.py says, a line of JSON each. */
interface Told {
  readonly start?: string;
  readonly test?: string;
  readonly outcome?: TestEnd['outcome'];
  readonly detail?: string;
  readonly interpreter?: InterpreterRequest;
  readonly finished?: boolean;
}

const MARK = '\x1e';
const STDERR_TAIL = 2_000;
const driver = readFileSync(new URL('runTests.py', import.meta.url));

export async function runModule(
  library: string,
  module: string,
  startRuntime: StartRuntime,
): Promise<readonly TestEnd[]> {
  const path = `${SANDBOX_ROOT}/runTests.py`;
  const files = [...testFiles(library, module), { path, content: driver }];
  const ends = new Map<string, TestEnd>();
  for (;;) {
    const args = [module, JSON.stringify([...ends.keys()].map((test) => `test.${test}`))];
    const part = new PartOfModule({ path, args, env: {}, files }, startRuntime, ends);
    const { outcome, cutOff, isFinished, stderr } = await part.run();
    if (isFinished) return [...ends.values()];
    const test = cutOff ?? module;
    const end = { test, ...deathOf(outcome) };
    ends.set(test, cutOff === undefined ? { ...end, detail: `${end.detail}\n${stderr}` } : end);
    if (cutOff === undefined) return [...ends.values()];
  }
}

interface PartEnd {
  readonly outcome: Outcome;
  /** The test that did not come to an end. */
  readonly cutOff: string | undefined;
  readonly isFinished: boolean;
  readonly stderr: string;
}

/** One interpreter's share of a module's tests. */
class PartOfModule {
  private readonly script: Script;
  private readonly startRuntime: StartRuntime;
  private readonly ends: Map<string, TestEnd>;
  private rest = '';
  private stderr = '';
  private isFinished = false;
  private running: string | undefined;
  private answers: string[] = [];
  private wantsAnswer: ((line: string) => void) | undefined;

  constructor(script: Script, startRuntime: StartRuntime, ends: Map<string, TestEnd>) {
    this.script = script;
    this.startRuntime = startRuntime;
    this.ends = ends;
  }

  async run(): Promise<PartEnd> {
    const session = await openScript(this.script, this.startRuntime);
    session.onOutput(({ stream, text }) => {
      if (stream === 'stdout') this.hear(text);
      else this.stderr = (this.stderr + text).slice(-STDERR_TAIL);
    });
    session.onInputWanted(() => this.nextAnswer((line) => session.provideInput(line)));
    const outcome = await finish(session);
    const { isFinished, stderr } = this;
    return { outcome, cutOff: this.running, isFinished, stderr };
  }

  private hear(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      const mark = line.indexOf(MARK);
      if (mark >= 0) this.told(JSON.parse(line.slice(mark + 1)) as Told);
    }
  }

  private told({ start, test, outcome, detail = '', interpreter, finished }: Told): void {
    if (start !== undefined) this.running = withoutTest(start);
    if (test !== undefined && outcome !== undefined) {
      const name = withoutTest(test);
      // A test whose parts fail one after the other has failed once.
      if (this.ends.get(name)?.outcome !== 'failed')
        this.ends.set(name, { test: name, outcome, detail });
      this.running = undefined;
    }
    this.isFinished ||= finished === true;
    if (interpreter) void this.answer(interpreter);
  }

  private async answer(request: InterpreterRequest): Promise<void> {
    const answer = await startInterpreter(request, this.script.files, this.startRuntime).catch(
      (error: unknown) => ({
        rc: 255,
        out: '',
        err: Buffer.from(String(error)).toString('base64'),
      }),
    );
    this.answers.push(JSON.stringify(answer));
    this.giveAnswer();
  }

  private nextAnswer(take: (line: string) => void): void {
    this.wantsAnswer = take;
    this.giveAnswer();
  }

  private giveAnswer(): void {
    const take = this.wantsAnswer;
    const line = take && this.answers.shift();
    if (line === undefined) return;
    this.wantsAnswer = undefined;
    take?.(line);
  }
}

function withoutTest(id: string): string {
  return id.replace(/^test\./, '');
}

function deathOf(outcome: Outcome): Pick<TestEnd, 'outcome' | 'detail'> {
  if (outcome.kind === 'stopped') return { outcome: 'hung', detail: 'went on for ever' };
  if (outcome.kind === 'deadlocked') return { outcome: 'hung', detail: 'nobody could go on' };
  return { outcome: 'crashed', detail: outcomeMessage(outcome) ?? JSON.stringify(outcome) };
}
