// The states in which a user may press Stop, and how a run comes to be in each of them.

import assert from 'node:assert/strict';

import type { DirectClient } from './directClient.ts';

interface Launch {
  readonly program: string;
}
type Reach = (client: DirectClient, launch: Launch) => Promise<unknown>;

export interface StopState {
  readonly program: string;
  /** Of the launch request. */
  readonly options?: object;
  /** Launches, and resolves in the state; that is when it has said `begun`, if left out. */
  readonly reach?: Reach;
}

const SPINS = `
print('begun', flush=True)
while True: pass
`;
const CATCHES = `
print('begun', flush=True)
while True:
    try:
        while True: pass
    except BaseException: pass
`;
const THREADS = `
import threading
def work():
    while True: pass
for name in ('ada', 'ben'): threading.Thread(target=work, name=name).start()
print('begun', flush=True)
`;
const MAKES_THREADS = `
import threading
print('begun', flush=True)
while True:
    thread = threading.Thread(target=print)
    thread.start()
    thread.join()
`;
const BLOCKS = `
import threading
lock = threading.Lock()
lock.acquire()
print('begun', flush=True)
lock.acquire(timeout=1000)
`;
const SLEEPS = `
import time
print('begun', flush=True)
time.sleep(1000)
`;
const TWO_LOCKS = `
import threading
a, b = threading.Lock(), threading.Lock()
barrier = threading.Barrier(2)
def take(first, second):
    with first:
        barrier.wait()
        with second: pass
threading.Thread(target=take, args=(a, b)).start()
threading.Thread(target=take, args=(b, a)).start()
`;
/** Takes a while up to its line 6, and never comes back from there. */
const COUNTS = `
def spin():
    while True: pass
for _ in range(3_000_000):
    pass
spin()
`;
const BREAKPOINT = 6;

const ENDLESS_C = `__import__('collections').deque(__import__('itertools').repeat(0), maxlen=0)`;
/** Calls of code in C that have no end, or none that anybody waits for. */
const CALLS_OF_C: Readonly<Record<string, string>> = {
  deque: ENDLESS_C,
  sum: `sum(iter(int, 1))`,
  sort: `a, b = (bytes([1]) * 20_000_000 for _ in 'ab')\n([a, b] * 100_000).sort()`,
  re: `__import__('re').match('(a+)+b', 'a' * 60)`,
  power: `(7 ** 300_000) ** 3_000`,
};

function callingC(code: string): StopState {
  return { program: `print('begun', flush=True)\n${code}\n` };
}

const begun: Reach = async (client, launch) => {
  await client.launch(launch);
  await client.event('output', ({ output }) => String(output).startsWith('begun'));
};

const stopped: Reach = async (client, launch) => {
  await client.launch(launch);
  await client.event('stopped');
};

/** From a breakpoint. */
function after(act: (client: DirectClient) => unknown): StopState {
  const reachIt: Reach = async (client, launch) => {
    const breakpoints = [{ line: BREAKPOINT }];
    await client.request('initialize', { adapterID: 'weft' });
    await client.request('setBreakpoints', { source: { path: launch.program }, breakpoints });
    await client.request('launch', launch);
    await client.request('configurationDone');
    await client.event('stopped');
    await act(client);
  };
  return { program: COUNTS, reach: reachIt };
}

function watching(expression: string): StopState {
  return after(async (client) => {
    const { body } = await client.request('stackTrace', { threadId: 1 });
    const frameId = body.stackFrames[0].id as number;
    void client.request('evaluate', { expression, context: 'watch', frameId });
  });
}

const paused: Reach = async (client, launch) => {
  await begun(client, launch);
  await client.request('pause', { threadId: 1 });
  await client.event('stopped');
};

const replaying: Reach = async (client, launch) => {
  await begun(client, launch);
  await client.stop();
  const schedule = client.session?.end?.schedule;
  assert.ok(schedule !== undefined);
  const again = client.count('output');
  await client.request('restart', { arguments: { ...launch, schedule } });
  await client.event('output', () => client.count('output') > again);
};

const opening: Reach = async (client, launch) => {
  await client.request('initialize', { adapterID: 'weft' });
  void client.request('launch', launch);
};

const waitingForInput: Reach = async (client, launch) => {
  await client.launch(launch);
  await client.event('weft/inputWanted');
};

export const STOP_STATES: ReadonlyMap<string, StopState> = new Map<string, StopState>([
  ['opening its files', { program: SPINS, reach: opening }],
  ['starting', { program: SPINS, reach: (client, launch) => client.launch(launch) }],
  ['at its entry', { program: SPINS, options: { stopOnEntry: true }, reach: stopped }],
  ['running a loop', { program: SPINS }],
  ['catching everything', { program: CATCHES }],
  ['running threads', { program: THREADS }],
  ['making threads', { program: MAKES_THREADS }],
  ['flooding its output', { program: `while True: print('begun' * 200)\n` }],
  ['waiting for input', { program: `input('? ')\n`, reach: waitingForInput }],
  ['blocked', { program: BLOCKS, options: { speed: 'real' } }],
  ['sleeping', { program: SLEEPS, options: { speed: 'real' } }],
  ['deadlocked', { program: TWO_LOCKS, reach: stopped }],
  ...Object.entries(CALLS_OF_C).map(([name, code]): [string, StopState] => [
    `in a call of C: ${name}`,
    callingC(code),
  ]),
  ['paused', { program: THREADS, reach: paused }],
  ['at a breakpoint', after(() => undefined)],
  ['stepping over a call without end', after((client) => client.request('next', { threadId: 1 }))],
  ['evaluating a loop', watching('[0 for _ in iter(int, 1)]')],
  ['evaluating a call of C', watching(ENDLESS_C)],
  ['stepping back', after((client) => void client.request('stepBack', { threadId: 1 }))],
  ['in the past', after((client) => client.request('weft/goToStart'))],
  [
    'running in the past',
    after(async (client) => {
      await client.request('weft/goToStart');
      await client.request('continue', { threadId: 1 });
    }),
  ],
  ['replaying', { program: THREADS, reach: replaying }],
]);

/** Brings a run into the state. */
export async function reach(
  client: DirectClient,
  state: StopState,
  program: string,
): Promise<void> {
  await (state.reach ?? begun)(client, { program, ...state.options });
}
