import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patchClocks, stillSource } from '../../../src/runtime/python/clocks.ts';

const [REALTIME, MONOTONIC] = [0, 1] as const;
const ADDRESS = 16;

type ClockTimeGet = (id: number, precision: bigint, address: number) => number;

describe('the clock that C asks', () => {
  it('has nanoseconds of any size, in 64 bits', () => {
    const { ask } = clock();
    for (const time of [0, 0.4, 5, 2 ** 32 - 1, 2 ** 32, 2 ** 53 + 2, -5, -(2 ** 40)]) {
      assert.equal(ask(time, MONOTONIC), BigInt(Math.round(time)));
    }
    const times = fc.double({ min: -(2 ** 62), max: 2 ** 62, noNaN: true });
    fc.assert(fc.property(times, (time) => ask(time, REALTIME) === BigInt(Math.round(time))));
  });

  it('is written where memory is after it has grown', () => {
    const { ask, memory } = clock();
    ask(1, MONOTONIC);
    memory.grow(1);
    assert.equal(ask(2, MONOTONIC), 2n);
  });
});

function clock() {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports: Record<string, Record<string, unknown>> = { wasi_snapshot_preview1: {}, env: {} };
  let [realTime, monotonic] = [0, 0];
  const source = { ...stillSource, realTime: () => realTime, monotonic: () => monotonic };
  patchClocks(imports, () => memory, source);
  const get = imports['wasi_snapshot_preview1']?.['clock_time_get'] as ClockTimeGet;
  const ask = (time: number, id: typeof REALTIME | typeof MONOTONIC): bigint => {
    [realTime, monotonic] = id === REALTIME ? [time, NaN] : [NaN, time];
    get(id, 0n, ADDRESS);
    return new DataView(memory.buffer).getBigInt64(ADDRESS, true);
  };
  return { ask, memory };
}
