// The interpreter's clocks and entropy, replaced at the level of libc: `time`, `datetime`, `random`
// and all else see virtual time and a seeded source. Nothing in Python needs to be patched.

import type { Nanoseconds } from '../../core/base/ids.ts';
import type { CPython } from './cpython.ts';
import type { WasmImports } from './interpreter.ts';

/** Where libc gets time and randomness from. */
export interface MachineSource {
  /** Time since the epoch. */
  realTime(): Nanoseconds;
  /** Time that never goes back, and CPU time. */
  monotonic(): Nanoseconds;
  /** Fills `bytes`. */
  entropy(bytes: Uint8Array): void;
}

const CLOCK_REALTIME = 0;
const MILLISECOND = 1e6;
/** Values of 32 bits. */
const WORD = 2 ** 32;
/** 1 January 2026. */
const BOOT_TIME = 1_767_225_600_000 * MILLISECOND;

/** While an interpreter boots: time stands still and entropy is constant, so that it always boots alike. */
export const stillSource: MachineSource = {
  realTime: () => BOOT_TIME,
  monotonic: () => BOOT_TIME,
  entropy: (bytes) => {
    bytes.fill(7);
  },
};

export function patchClocks(
  imports: WasmImports,
  memory: () => WebAssembly.Memory,
  source: MachineSource,
): void {
  const env = imports['env'] ?? {};
  const wasi = imports['wasi_snapshot_preview1'] ?? {};
  env['emscripten_date_now'] = () => source.realTime() / MILLISECOND;
  env['emscripten_get_now'] = () => source.monotonic() / MILLISECOND;
  let view = new DataView(new ArrayBuffer());
  wasi['clock_time_get'] = (id: number, _precision: bigint, address: number) => {
    const time = Math.round(id === CLOCK_REALTIME ? source.realTime() : source.monotonic());
    const { buffer } = memory();
    if (view.buffer !== buffer) view = new DataView(buffer);
    // In two halves, as a BigInt would be made for each look: exact for any double, also a negative.
    const high = Math.floor(time / WORD);
    view.setInt32(address + 4, high, true);
    view.setUint32(address, time - high * WORD, true);
    return 0;
  };
  const fill = (address: number, length: number): number => {
    source.entropy(new Uint8Array(memory().buffer, address, length));
    return 0;
  };
  if ('getentropy' in env) env['getentropy'] = fill;
  if ('random_get' in wasi) wasi['random_get'] = fill;
}

/**
 * Emscripten's file system stamps files with JavaScript's clock. Nothing else on this thread may
 * need the real one: the rest of the runtime measures with `performance`.
 */
export function patchFileTimes(source: MachineSource): void {
  Date.now = () => Math.floor(source.realTime() / MILLISECOND);
}

/** `/dev/random` and `/dev/urandom` read from the source too. */
export function patchRandomDevices({ FS }: CPython, source: MachineSource): void {
  for (const path of ['/dev/random', '/dev/urandom']) {
    const device = FS.getDevice(FS.lookupPath(path).node.rdev);
    const read = (_: unknown, heap: Int8Array, offset: number, length: number): number => {
      source.entropy(new Uint8Array(heap.buffer, heap.byteOffset + offset, length));
      return length;
    };
    device.stream_ops = { ...device.stream_ops, read };
  }
}
