// V8 translates WebAssembly and JavaScript quickly and badly at first, and well what has run for a
// while; and an activation of the eval loop keeps the translation with which it began, so a program
// that computes in its main thread would never get the better one. So an interpreter that waits runs a
// program of ours, and is put back to its snapshot: what follows finds the same bytes.

import { assert } from '../core/base/errors.ts';
import { DEFAULT_LIMITS, type LaunchRequest } from '../core/protocol/worker.ts';
import type { RealTime } from './driver.ts';
import { Program } from './program.ts';
import source from './python/py/warmUp.py';
import type { RestoredMachine } from './restore.ts';

/** Milliseconds that nobody has wanted anything of the interpreter: a run that has just begun comes first. */
const DELAY = 2_000;
const ROUNDS = 6;
const SCRIPT = '/tmp/warmUp.py';

export class WarmUp {
  private readonly restored: RestoredMachine;
  private readonly time: RealTime;
  private readonly done: () => void;
  private program: Program | undefined;
  private cancel: (() => void) | undefined;

  /** `done` is called if nobody wants the interpreter before that. */
  constructor(restored: RestoredMachine, time: RealTime, done: () => void) {
    this.restored = restored;
    this.time = time;
    this.done = done;
    this.cancel = time.after(DELAY, () => this.start());
  }

  /** The interpreter is wanted: it is as new when this returns. */
  end(): void {
    // It says that it has ended.
    this.program?.receive({ kind: 'stop' });
    this.cancel?.();
    this.putBack();
  }

  private start(): void {
    const { machine } = this.restored;
    const program = new Program(machine, this.restored, launch(), {
      time: this.time,
      send: ({ kind }) => {
        if (kind === 'ended') this.cancel = this.time.after(0, () => this.finish());
      },
    });
    this.program = program;
    program.start();
  }

  private finish(): void {
    this.putBack();
    this.done();
  }

  private putBack(): void {
    if (!this.program) return;
    const isNew = this.program.isOverAndIntact && this.restored.snapshot.reset();
    this.program = undefined;
    assert(isNew, 'the interpreter is put back after it has warmed up');
  }
}

function launch(): LaunchRequest {
  return {
    script: SCRIPT,
    displayPath: SCRIPT,
    argv0: SCRIPT,
    args: [String(ROUNDS)],
    cwd: '/tmp',
    env: {},
    files: [{ path: SCRIPT, content: new TextEncoder().encode(source) }],
    seed: 0,
    startTime: 0,
    strategy: { kind: 'roundRobin' },
    speed: Infinity,
    limits: DEFAULT_LIMITS,
    stopOnEntry: false,
    stopOnDeadlock: false,
    detectRaces: false,
    pauseAt: undefined,
    input: [],
  };
}
