// Launch requests with anything in them, and schedules that somebody has damaged or made up: one clear
// error each, or a run that ends; no crash.

import assert from 'node:assert/strict';
import fc from 'fast-check';

import { UserError } from '../../src/core/base/errors.ts';
import { parseSchedule } from '../../src/core/schedule/scheduleText.ts';
import { environmentOf } from '../../src/cli/dap.ts';
import { DirectClient } from '../support/adapter/directClient.ts';
import { newExploration } from '../support/exploration/explore.ts';
import { newPool } from '../support/programs/runProgram.ts';
import { scriptFolder, type ScriptFolder } from '../support/programs/scriptFolder.ts';

const PROGRAM = `
import threading
lock = threading.Lock()
def work(name):
    for _ in range(3):
        with lock: print(name)
threads = [threading.Thread(target=work, args=(name,)) for name in 'ab']
for thread in threads: thread.start()
for thread in threads: thread.join()
`;
/** What a bug of ours would say. */
const BUG = /TypeError|RangeError|undefined|is not a function|Cannot read|assert|\[object/i;
const NUM_RUNS = Number(process.env.WEFT_FUZZ ?? 1) * 20;

const text = fc.oneof(
  fc.constantFrom('', 'max', 'real', 'random', '/', '.', '..', '\0', 'A=B', '\ud800', '/no/such'),
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const number = fc.oneof(
  fc.constantFrom(0, -1, 0.5, 1e300, 2 ** 31, 2 ** 31 - 1, 2 ** 53, 5e-324, NaN, Infinity),
  fc.integer(),
);
const value = fc.oneof(text, number, fc.boolean(), fc.jsonValue({ maxDepth: 2 }));
/** Each wrong in one way or right; two of them at most, so that many requests are right. */
const ATTRIBUTES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  args: fc.array(text),
  env: fc.dictionary(text, text),
  cwd: text,
  test: text,
  ...{ seed: number, speed: number, pauseAt: number, goToStep: number },
  ...{ stopOnEntry: value, noDebug: value, detectRaces: fc.boolean(), justMyCode: value },
  ...{ strategy: value, schedule: value, console: value, stopOnDeadlock: value, unknown: value },
};
const attribute = fc
  .constantFrom(...Object.keys(ATTRIBUTES))
  .chain((name) => fc.tuple(fc.constant(name), fc.oneof(ATTRIBUTES[name] ?? value, value)));
const attributes = fc.array(attribute, { maxLength: 2 }).map((some) => Object.fromEntries(some));

/** A text with some characters taken out, put in or changed. */
function damaged(whole: string): fc.Arbitrary<string> {
  const character = fc.constantFrom(
    '0',
    '1',
    '9',
    '.',
    '_',
    'x',
    'w',
    't',
    'u',
    'l',
    'e',
    'a',
    '-',
    'é',
    '9'.repeat(14),
  );
  const edit = fc.tuple(fc.nat(whole.length), fc.nat(2), fc.oneof(fc.constant(''), character));
  return fc
    .array(edit, { minLength: 1, maxLength: 3 })
    .map((edits) =>
      edits.reduce((now, [at, cut, put]) => now.slice(0, at) + put + now.slice(at + cut), whole),
    );
}

const schedules = fc.oneof(
  damaged('weft1_7_1750000000000_101_1x3.2.3x2.2x4.1'),
  damaged('weft1_0_1750000000000_101_2.w4t2000u90000.3'),
  damaged('weft2_7_1750000000000_101_l5000000e0a_1x3.2.3'),
);

function isReadable(schedule: string): boolean {
  try {
    parseSchedule(schedule);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

describe('a damaged schedule', () => {
  it('is read, or refused with a clear error', () => {
    fc.assert(
      fc.property(fc.oneof(schedules, fc.string()), (schedule) => {
        assert.equal(typeof isReadable(schedule), 'boolean');
      }),
      { numRuns: NUM_RUNS * 300 },
    );
  });
});

describe('a launch request with anything in it', function () {
  this.timeout(0);
  const pool = newPool();
  let files: ScriptFolder;
  before(() => {
    files = scriptFolder({ 'main.py': PROGRAM });
  });
  after(() => {
    pool.dispose();
    files.dispose();
  });

  /** Launches, and stops what stands or goes on. @returns how it was refused, or has ended */
  async function launch(args: object): Promise<string> {
    const client = new DirectClient(environmentOf(pool.take));
    try {
      await client.request('initialize', { adapterID: 'weft' });
      await client.request('configurationDone');
      const { success, message } = await client.request('launch', args);
      if (!success) return message ?? '';
      const { session } = client;
      session?.onState(({ kind }) => kind === 'paused' && session.stop());
      session?.onInputWanted(() => session.provideInput(undefined));
      if (session?.state.kind === 'paused') session.stop();
      const { outcome } = (await session?.whenEnded) ?? {};
      return outcome && 'message' in outcome ? `${outcome.kind}: ${outcome.message}` : 'ended';
    } finally {
      client.adapter.dispose();
    }
  }

  async function isClear(args: object): Promise<void> {
    const said = await launch(args);
    assert.notEqual(said, '');
    assert.doesNotMatch(said, BUG);
    assert.doesNotMatch(said, /^crashed/);
  }

  it('runs, or is refused with a clear error', async () => {
    const program = files.path('main.py');
    await fc.assert(
      fc.asyncProperty(attributes, (args) => isClear({ speed: 'max', ...args, program })),
      { numRuns: NUM_RUNS },
    );
  });

  it('is refused with a clear error if it is none, or its program is none', async () => {
    const request = fc.oneof(value, fc.record({ program: value }));
    await fc.assert(
      fc.asyncProperty(request, async (args) => {
        const said = await launch(args as object);
        assert.doesNotMatch(said, BUG);
        assert.match(said, /program|script/i);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  it('runs a damaged schedule that can be read, or says that it does not fit', async () => {
    const program = files.path('main.py');
    await fc.assert(
      fc.asyncProperty(schedules.filter(isReadable), (schedule) =>
        isClear({ speed: 'max', program, schedule }),
      ),
      { numRuns: NUM_RUNS },
    );
  });

  it('lets `weft check` say of a damaged schedule whether it still fails', async () => {
    await fc.assert(
      fc.asyncProperty(schedules.filter(isReadable), async (schedule) => {
        const exploration = await newExploration(pool, files.path('main.py'), { schedules: 2 });
        const { result } = await exploration.expect(schedule);
        exploration.dispose();
        assert.match(result.expected ?? '', /^(passes|doesNotFit)$/);
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
