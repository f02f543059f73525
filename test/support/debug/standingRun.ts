// A run of a small script that stands somewhere, and is asked questions.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ThreadId } from '../../../src/core/base/ids.ts';
import type {
  FrameView,
  InspectAnswer,
  InspectQuery,
  ValueView,
  VariableView,
} from '../../../src/core/protocol/debug.ts';
import type { Session } from '../../../src/session/session.ts';
import type { WorkerPool } from '../programs/runProgram.ts';
import { newPool, openProgram } from '../programs/runProgram.ts';

type AnswerTo<K extends InspectAnswer['kind']> = Extract<InspectAnswer, { kind: K }>;
export type Context = Extract<InspectQuery, { kind: 'evaluate' }>['context'];

export class StandingRun {
  readonly session: Session;
  private readonly folder: string;

  private constructor(session: Session, folder: string) {
    this.session = session;
    this.folder = folder;
  }

  /** Runs the source until virtual time `seconds`, where it pauses. */
  static async at(pool: WorkerPool, seconds: number, source: string): Promise<StandingRun> {
    const folder = mkdtempSync(join(tmpdir(), 'weft-inspect-'));
    const script = join(folder, 'script.py');
    writeFileSync(script, source);
    const session = await openProgram(pool, { script, args: [], pauseAt: seconds });
    const run = new StandingRun(session, folder);
    const stands = run.whenStanding();
    session.start();
    await stands;
    return run;
  }

  /** Resolves when the run has paused; rejects if it ends instead. */
  whenStanding(): Promise<void> {
    return new Promise((resolve, reject) => {
      const listener = this.session.onState((state) => {
        if (state.kind === 'running' || state.kind === 'starting') return;
        listener.dispose();
        if (state.kind === 'paused') resolve();
        else reject(new Error(`the run is ${state.kind}`));
      });
    });
  }

  async ask<K extends InspectQuery['kind']>(
    query: Extract<InspectQuery, { kind: K }>,
  ): Promise<AnswerTo<K>> {
    const answer = await this.session.debug.inspect(query);
    assert.equal(answer.kind, query.kind, JSON.stringify(answer));
    return answer as AnswerTo<K>;
  }

  /** The message of the error that the question is answered with. */
  async refusal(query: InspectQuery): Promise<string> {
    const answer = await this.session.debug.inspect(query);
    assert.ok(answer.kind === 'error', JSON.stringify(answer));
    return answer.message;
  }

  /** Frames of the user's code, innermost first. */
  async frames(thread: number): Promise<readonly FrameView[]> {
    const { frames } = await this.ask({ kind: 'stack', thread: thread as ThreadId });
    return frames.filter(({ site }) => !site.isLibrary);
  }

  async frame(thread: number, name: string): Promise<number> {
    const frames = await this.frames(thread);
    const found = frames.find(({ site }) => site.function === name);
    assert.ok(found, `no frame ${name} in ${frames.map(({ site }) => site.function).join()}`);
    return found.id;
  }

  async value(frame: number | undefined, expression: string, context: Context = 'watch') {
    const answer = await this.ask({ kind: 'evaluate', frame, expression, context });
    return answer.result;
  }

  /** The text of a value, or of the error. */
  async text(frame: number | undefined, expression: string, context: Context = 'watch') {
    const query = { kind: 'evaluate', frame, expression, context } as const;
    const answer = await this.session.debug.inspect(query);
    return answer.kind === 'evaluate' ? answer.result.value : errorOf(answer);
  }

  async scope(frame: number, name: string): Promise<readonly VariableView[]> {
    const { scopes } = await this.ask({ kind: 'scopes', frame });
    const scope = scopes.find((each) => each.name === name);
    assert.ok(scope, `no scope ${name}`);
    return this.inside(scope);
  }

  async inside({ reference }: Pick<ValueView, 'reference'>): Promise<readonly VariableView[]> {
    const page = { filter: undefined, start: 0, count: undefined };
    const { variables } = await this.ask({ kind: 'variables', reference, ...page });
    return variables;
  }

  /** Goes on until it stands again. */
  async goOn(): Promise<void> {
    const stands = this.whenStanding();
    this.session.resume();
    await stands;
  }

  /** Goes on to the end; everything that the run has recorded, as text. */
  async rest(): Promise<string> {
    this.session.resume();
    const { outcome } = await this.session.whenEnded;
    const { trace } = this.session;
    return JSON.stringify({ outcome, events: [...trace.events()], tables: trace.tables });
  }

  dispose(): void {
    this.session.dispose();
    rmSync(this.folder, { recursive: true });
  }
}

function errorOf(answer: InspectAnswer): string {
  assert.ok(answer.kind === 'error');
  return answer.message;
}

/** `name = value` lines. */
export function lines(variables: readonly VariableView[]): string[] {
  return variables.map(({ name, value }) => (value === '' ? name : `${name} = ${value}`));
}

/** Makes runs that stand, for the tests of the suite that calls it; each is disposed after its test. */
export function standingRuns(): (source: string, seconds?: number) => Promise<StandingRun> {
  const pool = newPool();
  const runs: StandingRun[] = [];
  afterEach(() => {
    for (const run of runs.splice(0)) run.dispose();
  });
  after(() => pool.dispose());
  return async (source, seconds = 1.5) => {
    const run = await StandingRun.at(pool, seconds, source);
    runs.push(run);
    return run;
  };
}

/** Stands at 1.5 seconds: worker-1 sleeps and holds `counter.lock`, worker-2 waits for it. */
export const COUNTER = `
import threading, time

class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0
    def get(self):
        with self.lock:
            return self.value
    def __repr__(self):
        return f'Counter({self.get()})'

counter = Counter()
other = Counter()
other.value = 7
done = threading.Event()

def work(times, note=None):
    total = 0
    names = ['a', 'b']
    for i in range(times):
        with counter.lock:
            time.sleep(1)
            counter.value += 1
            total += i
    done.wait(1)
    return total

threads = [threading.Thread(target=work, args=(3,), name=f'worker-{k}') for k in (1, 2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(counter, id(object()), [id(each) for each in {Counter() for _ in range(9)}])
`;
