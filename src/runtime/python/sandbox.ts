// Closes every door from the interpreter to the host. The script is untrusted: whatever it does in
// Python, and even with forged native code inside WebAssembly, it finds only what is imported
// here. Doors that nothing needs after the start are replaced by an alarm.

import type { WasmImports } from './interpreter.ts';

/** Thrown through WebAssembly when a closed door is tried: the run ends with this message. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

/** Imports that run JavaScript, load code, or talk to the outside. */
const DOORS = [
  /^emscripten_(run_script|asm_const|async|fetch|wget|create_worker|call_worker|dlopen|debugger)/,
  /^(emscripten_force_exit|emscripten_exit_with_live_runtime)$/,
  /^_?(emscripten_)?(dlopen|dlsym)_?(catchup_)?js$/,
  /^_?emscripten_(dlopen|system)/,
  /^(Jsv|JsProxy|JsObj|JsObject|JsArray|JsMap|JsModule|JsBuffer|JsException|JsDoubleProxy)/,
  /^_Js(Array|Object)/,
  /^_?(js2python|python2js|pyproxy|hiwire|jslib)/,
  /^__hiwire/,
  /^(create_once_callable|create_promise_handles|destroy_|array_to_js|capture_stderr|wrap_)/,
  /^__syscall_(socket|connect|bind|listen|accept4|sendto|sendmsg|recvfrom|recvmsg)/,
  /^_?maybe_(connect|poll|recvfrom|sendto)_async$/,
];

/** As the owner of all files in Emscripten's file system. */
const ROOT_USER = 0;

/** Replaces the doors; they still work until the result is called, as the start needs some. */
export function installDoors(imports: WasmImports): () => void {
  const env = imports['env'] ?? {};
  let areClosed = false;
  for (const [name, value] of Object.entries(env)) {
    if (typeof value !== 'function' || !DOORS.some((door) => door.test(name))) continue;
    const open = value as (...args: unknown[]) => unknown;
    env[name] = (...args: unknown[]) => {
      if (!areClosed) return open(...args);
      throw new SandboxError(`The script tried to leave its sandbox (${name}).`);
    };
  }
  // The only import that tells about the host instead of acting on it.
  env['__syscall_getuid32_js'] = () => ROOT_USER;
  return () => {
    areClosed = true;
  };
}

/** What a run may use, and whether it wanted more. */
export interface MemoryBudget {
  /** Bytes. */
  readonly limit: number;
  wasExceeded: boolean;
}

const PAGE = 65_536;
/** As Emscripten does, memory grows by a fifth at least, but not by more than this beyond need. */
const GROWTH = 1.2;
const MOST_SPARE = 96 * 2 ** 20;

/**
 * Gives memory up to the budget, and refuses it beyond: Python then raises MemoryError. Where that
 * is depends on nothing else, such as what an earlier run on the same interpreter needed. `grown` is
 * called when Emscripten has renewed its views of the memory.
 */
export function limitMemory(
  imports: WasmImports,
  memory: () => WebAssembly.Memory,
  budget: () => MemoryBudget | undefined,
  grown: () => void,
): void {
  const env = imports['env'] ?? {};
  const emscriptenResize = env['emscripten_resize_heap'] as (size: number) => number;
  const resize = (size: number): number => {
    const result = emscriptenResize(size);
    grown();
    return result;
  };
  env['emscripten_resize_heap'] = (size: number) => {
    const allowed = budget();
    if (!allowed) return resize(size);
    const needed = Math.ceil((size >>> 0) / PAGE);
    const most = Math.floor(allowed.limit / PAGE);
    if (needed > most) {
      allowed.wasExceeded = true;
      return 0;
    }
    const pages = memory().buffer.byteLength / PAGE;
    const generous = Math.min(Math.ceil(pages * GROWTH), needed + MOST_SPARE / PAGE);
    if (!grow(memory(), Math.min(Math.max(needed, generous), most) - pages)) return 0;
    // Emscripten's views of the memory are stale now; it renews them although nothing is missing.
    return resize(memory().buffer.byteLength);
  };
}

function grow(memory: WebAssembly.Memory, pages: number): boolean {
  try {
    memory.grow(pages);
    return true;
  } catch {
    return false; // The machine has no more: as if the budget were used up.
  }
}
