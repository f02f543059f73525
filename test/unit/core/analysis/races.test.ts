// Happens-before by epochs finds what whole vector clocks find; what interferes with a read and a
// write; and what a function's text says of the two.

import assert from 'node:assert/strict';
import fc from 'fast-check';

import { CallSites } from '../../../../src/core/analysis/predictions/callSites.ts';
import { PythonSources } from '../../../../src/core/analysis/pythonSource.ts';
import {
  RaceDetector,
  SharedLocation,
  type Race,
} from '../../../../src/core/analysis/races/raceDetector.ts';
import { readShape } from '../../../../src/core/analysis/races/readShape.ts';
import type { SiteId, StackId, Step, ThreadId } from '../../../../src/core/base/ids.ts';
import { NO_STACK } from '../../../../src/core/base/ids.ts';
import { EventCode } from '../../../../src/core/trace/encode.ts';
import type { AccessMode } from '../../../../src/core/trace/events.ts';

interface Touch {
  readonly kind: 'read' | 'write';
  readonly thread: number;
  readonly variable: number;
}

type Act =
  Touch | { readonly kind: 'take' | 'give'; readonly thread: number; readonly lock: number };

function isTouch(act: Act): act is Touch {
  return act.kind === 'read' || act.kind === 'write';
}

/** A detector that is fed in words: `1 reads x`, at a place of its own unless one is named. */
class Script {
  readonly races: Race[] = [];
  private readonly detector = new RaceDetector((race) => this.races.push(race));
  private readonly locations = new Map<string, SharedLocation>();
  private step = 0;

  /** `1 take L`, `1 give L`, `1 read x@3`, `1 write x@4`, `1 update x@4`: the place is a number. */
  run(...lines: readonly string[]): this {
    for (const line of lines) this.line(line);
    return this;
  }

  get told(): string[] {
    return this.races.map(({ form, accesses }) => {
      const acts = accesses.map(({ thread, mode, site }) => `${thread} ${mode}s @${site}`);
      return `${form}: ${acts.join(', ')}`;
    });
  }

  private line(line: string): void {
    const [thread = '', act = '', what = ''] = line.split(' ');
    const by = Number(thread) as ThreadId;
    this.step++;
    const lock = what.charCodeAt(0);
    if (act === 'take') this.detector.number(EventCode.acquire, by, lock, 1);
    else if (act === 'give') this.detector.number(EventCode.release, by, lock, 0);
    else if (act === 'start') this.detector.number(EventCode.threadStart, by, Number(what), 0);
    else this.access(by, act as AccessMode, what);
  }

  private access(thread: ThreadId, mode: AccessMode, what: string): void {
    const [name = '', place = String(this.step)] = what.split('@');
    const location =
      this.locations.get(name) ?? new SharedLocation((this.locations.size + 1) as never, thread);
    this.locations.set(name, location);
    this.detector.access(location, {
      ...{ thread, mode, manner: 'plain', value: undefined, isFlag: false },
      ...{ site: Number(place), frame: 0, step: this.step as Step, at: () => NO_STACK },
    });
  }
}

// ── the law ──

const acts = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('read' as const, 'write' as const),
      thread: fc.integer({ min: 1, max: 3 }),
      variable: fc.nat(1),
    }),
    fc.record({
      kind: fc.constantFrom('take' as const, 'give' as const),
      thread: fc.integer({ min: 1, max: 3 }),
      lock: fc.nat(1),
    }),
  ),
  { maxLength: 40 },
);

/** Without what no program can do: a lock is taken when it is free, and given back by its owner. */
function feasible(list: readonly Act[]): Act[] {
  const owners = new Map<number, number>();
  return list.filter((act) => {
    if (act.kind === 'take') {
      if (owners.has(act.lock)) return false;
      owners.set(act.lock, act.thread);
    } else if (act.kind === 'give') {
      if (owners.get(act.lock) !== act.thread) return false;
      owners.delete(act.lock);
    }
    return true;
  });
}

/** Of each variable the first access that an earlier one races with; each event has a whole clock. */
function firstRaces(list: readonly Act[]): Map<number, number> {
  const clocks = new Map<number, number[]>();
  const released = new Map<number, number[]>();
  const past: { act: Touch; clock: number[] }[] = [];
  const found = new Map<number, number>();
  list.forEach((act, index) => {
    const clock = [...(clocks.get(act.thread) ?? [0, 0, 0, 0])];
    if (act.kind === 'take') {
      (released.get(act.lock) ?? []).forEach((count, at) => {
        clock[at] = Math.max(clock[at] ?? 0, count);
      });
    }
    clock[act.thread] = (clock[act.thread] ?? 0) + 1;
    clocks.set(act.thread, clock);
    if (act.kind === 'give') released.set(act.lock, clock);
    if (!isTouch(act)) return;
    const { thread, variable, kind } = act;
    const races = past.some((earlier) => {
      if (earlier.act.variable !== variable || earlier.act.thread === thread) return false;
      if (earlier.act.kind === 'read' && kind === 'read') return false;
      return (clock[earlier.act.thread] ?? 0) < (earlier.clock[earlier.act.thread] ?? 0);
    });
    if (races && !found.has(variable)) found.set(variable, index);
    past.push({ act, clock });
  });
  return found;
}

function wordsOf(act: Act, index: number): string {
  return isTouch(act)
    ? `${act.thread} ${act.kind} ${act.variable}@${index}`
    : `${act.thread} ${act.kind} ${act.lock === 0 ? 'L' : 'M'}`;
}

describe('data races by happens-before', () => {
  it('begin where whole vector clocks see the first one', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const program = feasible(list);
        const script = new Script().run(...program.map(wordsOf));
        const first = new Map<number, number>();
        for (const { form, location, accesses } of script.races) {
          const at = accesses[1]?.site ?? 0;
          const act = program[at];
          if (form !== 'unordered' || !act || !isTouch(act)) continue;
          assert.ok(location > 0);
          first.set(act.variable, Math.min(first.get(act.variable) ?? Infinity, at));
        }
        assert.deepEqual([...first].sort(), [...firstRaces(program)].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('are none between what a lock, a start or one step keeps apart', () => {
    const lock = ['1 take L', '1 write x', '1 give L', '2 take L', '2 write x', '2 give L'];
    assert.deepEqual(new Script().run(...lock).told, []);
    const start = ['1 write x', '1 start 2', '2 write x'];
    assert.deepEqual(new Script().run(...start).told, []);
  });
});

describe('a write that goes back to a read', () => {
  const TURN = ['1 read x@1', '1 write x@2'];

  it('is lost if another write comes in between', () => {
    const { told } = new Script().run('2 write x@3', '1 read x@1', '2 write x@4', '1 write x@2');
    assert.ok(told.includes('lost: 1 reads @1, 2 writes @4, 1 writes @2'), told.join('\n'));
  });

  it('can be lost to a write at another time', () => {
    const { told } = new Script().run(...TURN, '2 write x@3');
    assert.ok(told.includes('loose: 1 reads @1, 1 writes @2, 2 writes @3'), told.join('\n'));
  });

  it('is safe with a lock from the one to the other', () => {
    const lines = ['1 take L', ...TURN, '1 give L', '2 take L', '2 write x@3', '2 give L'];
    assert.deepEqual(new Script().run(...lines).told, []);
  });

  it('is not safe if the lock is free in between', () => {
    const one = ['1 take L', '1 read x@1', '1 give L', '1 take L', '1 write x@2', '1 give L'];
    const { told } = new Script().run(...one, '2 take L', '2 write x@3', '2 give L');
    assert.deepEqual(told, ['loose: 1 reads @1, 1 writes @2, 2 writes @3']);
  });

  it('does not go back to a read that was made again with the lock', () => {
    const one = ['1 read x@1', '1 take L', '1 read x@2', '1 write x@3', '1 give L'];
    const two = ['2 take L', '2 read x@2', '2 write x@3', '2 give L'];
    const { told } = new Script().run(...one, ...two);
    assert.deepEqual(
      told.filter((line) => !line.startsWith('unordered')),
      [],
    );
  });
});

// ── what the text says ──

/** Of a function whose `x` is read on line 2 at the first `x`, and written at the last one. */
function shapeOf(...lines: readonly string[]): string {
  const text = ['def f():', ...lines.map((line) => `    ${line}`)].join('\n');
  const calls = new CallSites(new PythonSources(new Map([['/a.py', text]])));
  const all = [...text.matchAll(/\bx\b/g)].map(({ index }) => index);
  const sites = [all[0] ?? 0, all.at(-1) ?? 0].map((offset) => {
    const line = text.slice(0, offset).split('\n').length;
    const column = offset - text.lastIndexOf('\n', offset - 1);
    const at = { line, column, endLine: line, endColumn: column + 1 };
    return { file: '/a.py', ...at, function: 'f', isLibrary: false };
  });
  const stacks = [1, 2].map((site) => ({ site: site as SiteId, caller: NO_STACK }));
  const [read, write] = [1, 2].map((at) => calls.at(at as StackId, { sites, stacks }));
  assert.ok(read && write);
  return readShape(read, write) ?? 'nothing';
}

describe('the text between a read and a write', () => {
  const cases: readonly (readonly [shape: string, ...lines: string[]])[] = [
    ['update', 'x += 1'],
    ['update', 'seen = x', 'x = seen + 1'],
    ['update', 'seen = x', 'more = seen * 2', 'x = more'],
    ['check', 'if x is None:', '    x = 1'],
    ['check', 'if x is not None:', '    return', 'x = 1'],
    ['check', 'seen = x', 'if seen is None:', '    x = 1'],
    ['nothing', 'print(x)', 'x = 0'],
    ['nothing', 'seen = x', 'x = 0'],
    ['nothing', 'if x is None:', '    print(1)', 'x = 0'],
  ];
  for (const [shape, ...lines] of cases) {
    it(`${lines.join(' ⏎ ')}: ${shape}`, () => assert.equal(shapeOf(...lines), shape));
  }
});
