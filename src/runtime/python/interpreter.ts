// Loads CPython: Pyodide's WebAssembly build without Pyodide's own bootstrap. What is left out is
// the bridge between Python and JavaScript (`js`, `pyodide`, proxies): a script can't reach the
// host through what does not exist, and a start takes a third of the time.

import type { CPython } from './cpython.ts';
import type { EmscriptenModule } from './cpythonView.ts';
import { renewMemory, viewOf } from './cpythonView.ts';
import hookBytes from './hook.wat';

export interface InterpreterAssets {
  /** Directory of `pyodide.asm.mjs`, as a URL ending in a slash. */
  readonly baseUrl: string;
  readonly wasm: Uint8Array<ArrayBuffer>;
  /** The standard library, a zip. */
  readonly stdlib: Uint8Array;
}

/** Imports of the WebAssembly module: name of the host module, name of the function. */
export type WasmImports = Record<string, Record<string, unknown>>;

export interface LoadOptions {
  /** Linear memory of an interpreter that is already started; undefined starts one. */
  readonly memoryImage: Uint8Array | undefined;
  /** Replaces imports before instantiation (clocks, entropy, doors to the host). */
  readonly patchImports: (
    imports: WasmImports,
    memory: () => WebAssembly.Memory,
    memoryGrown: () => void,
  ) => void;
}

export interface LoadedInterpreter {
  readonly python: CPython;
  readonly memory: WebAssembly.Memory;
  /** The function in slot 0 is called by the eval loop's periodic check. */
  readonly checkTable: WebAssembly.Table;
}

type InstantiationDone = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

/** Where the zip is and imports come from; part of every traceback through the library. */
export const STDLIB_PATH = '/lib/python314.zip';
const HOME = '/home/user';

// What pyodide.mjs passes for `Jsv_GetError_import` and `JsvError_Check`: a WebAssembly GC struct
// that marks a failed JavaScript call. Nothing calls JavaScript here, so a symbol does.
const errorMarker = Symbol('error');

export async function loadInterpreter(
  assets: InterpreterAssets,
  options: LoadOptions,
): Promise<LoadedInterpreter> {
  const hook = new WebAssembly.Instance(new WebAssembly.Module(hookBytes)).exports;
  let memory: WebAssembly.Memory | undefined;
  let memoryGrown = (): void => undefined;
  const currentMemory = (): WebAssembly.Memory => {
    if (!memory) throw new Error('internal error: the interpreter is not instantiated');
    return memory;
  };
  const settings = {
    ...emscriptenSettings(assets, options.memoryImage),
    instantiateWasm(imports: WasmImports, done: InstantiationDone) {
      Object.assign(imports['env'] ?? {}, {
        _Py_CheckEmscriptenSignals_Helper: hook['check'],
        Jsv_GetError_import: () => errorMarker,
        JsvError_Check: (value: unknown) => (value === errorMarker ? 1 : 0),
      });
      options.patchImports(imports, currentMemory, () => memoryGrown());
      void WebAssembly.instantiate(assets.wasm, imports as WebAssembly.Imports).then((result) => {
        memory = result.instance.exports['memory'] as WebAssembly.Memory;
        done(result.instance, result.module);
      });
      return {};
    },
  };
  const { default: create } = (await import(`${assets.baseUrl}pyodide.asm.mjs`)) as {
    default: (settings: unknown) => Promise<EmscriptenModule>;
  };
  const module = await create(settings);
  const python = viewOf(module);
  memoryGrown = () => renewMemory(python, module);
  if (options.memoryImage) copyImage(python, options.memoryImage);
  return { python, memory: currentMemory(), checkTable: hook['table'] as WebAssembly.Table };
}

function emscriptenSettings(assets: InterpreterAssets, image: Uint8Array | undefined) {
  return {
    noInitialRun: image !== undefined,
    noImageDecoding: true,
    noAudioDecoding: true,
    noWasmDecoding: false,
    thisProgram: '/usr/bin/python3',
    arguments: [],
    print: () => undefined,
    printErr: () => undefined,
    locateFile: (name: string) => assets.baseUrl + name,
    API: {
      config: { jsglobals: {}, env: {}, packages: [], indexURL: assets.baseUrl },
      runtimeEnv: {},
      lockFilePromise: new Promise(() => undefined),
    },
    preRun: [(module: EmscriptenModule) => prepareFileSystem(module, assets.stdlib)],
  };
}

function prepareFileSystem(module: EmscriptenModule, stdlib: Uint8Array): void {
  module.FS.mkdirTree('/lib/python3.14/site-packages');
  module.FS.mkdirTree('/lib/python3.14/lib-dynload');
  module.FS.writeFile(STDLIB_PATH, stdlib);
  module.FS.mkdirTree(HOME);
  module.FS.chdir(HOME);
  // PYTHONINSPECT keeps the interpreter alive after main() has returned.
  Object.assign(module.ENV, { HOME, PYTHONHASHSEED: '0', PYTHONINSPECT: '1' });
}

// Emscripten's views would go stale if the memory grew here, so the image must not be larger than
// the initial memory (makeSnapshot checks that).
function copyImage(python: CPython, image: Uint8Array): void {
  if (image.length > python.HEAPU8.length) throw new Error('internal error: snapshot too large');
  python.HEAPU8.set(image);
}
