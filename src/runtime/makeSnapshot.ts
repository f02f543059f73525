// Starts CPython once, makes it Weft's (py/boot.py), and keeps its memory. Run by the build.

import type { StackId } from '../core/base/ids.ts';
import { MAIN_THREAD, NO_STACK } from '../core/base/ids.ts';
import { createRoundRobin } from '../core/schedule/roundRobin.ts';
import { BatchWriter } from '../core/trace/encode.ts';
import { DEFAULT_LIMITS } from '../core/protocol/worker.ts';
import { BatchRecorder } from './kernel/batchRecorder.ts';
import { Kernel } from './kernel/kernel.ts';
import { lendNothing } from './leave.ts';
import { createFrames } from './codeTools.ts';
import { Machine } from './machine.ts';
import { stillSource } from './python/clocks.ts';
import type { CPython, Pointer } from './python/cpython.ts';
import { findGcLists } from './python/heap.ts';
import type { InterpreterAssets } from './python/interpreter.ts';
import { KNOWN_NAMES } from './python/knownNames.ts';
import type { RuntimeLayout } from './python/layout.ts';
import type { NativeLayout, NativeThreads } from './python/native.ts';
import { SCRATCH } from './python/scratch.ts';
import { encodeSnapshot } from './python/snapshot.ts';
import { connectStreams } from './python/streams.ts';
import { fillTable, SLOT, TypeBuilder } from './python/typeBuilder.ts';
import { assemble } from './threadModule/assemble.ts';
import type { Assembly } from './threadModule/assemble.ts';
import { ALL_CODE, LibraryCode, WATCHED_CODE } from './threadModule/libraryCode.ts';
import { FUNCTIONS, TYPES } from './threadModule/operations.ts';
import bootSource from './python/py/boot.py';
import changesSource from './python/py/changes.py';
import completionsSource from './python/py/completions.py';
import eventLoopSource from './python/py/eventLoop.py';
import exceptionsSource from './python/py/exceptions.py';
import importsSource from './python/py/imports.py';
import inspectSource from './python/py/inspect.py';
import programSource from './python/py/program.py';
import sandboxSource from './python/py/sandbox.py';
import showSource from './python/py/show.py';
import streamsSource from './python/py/streams.py';
import syncSource from './python/py/sync.py';
import testsSource from './python/py/tests.py';
import valuesSource from './python/py/values.py';

/** In the order in which they import each other, with the file name that frames show. */
const MODULES = [
  ['weft_sandbox', sandboxSource, '<weft sandbox>'],
  ['weft_imports', importsSource, '<frozen importlib._bootstrap>'],
  ['weft_streams', streamsSource, '<weft streams>'],
  ['weft_event_loop', eventLoopSource, '<weft event loop>'],
  ['weft_tests', testsSource, '<weft tests>'],
  ['weft_program', programSource, '<weft program>'],
  ['weft_sync', syncSource, '<weft sync>'],
  ['weft_show', showSource, '<weft show>'],
  ['weft_values', valuesSource, '<weft values>'],
  ['weft_exceptions', exceptionsSource, '<weft exceptions>'],
  ['weft_completions', completionsSource, '<weft completions>'],
  ['weft_changes', changesSource, '<weft changes>'],
  ['weft_inspect', inspectSource, '<weft inspect>'],
  ['weft_boot', bootSource, '<weft boot>'],
] as const;

/** Room between the functions of the build and ours, for what Emscripten adds when it starts. */
const TABLE_SLACK = 64;
const INTERPRETER_STATE_SIZE = 512 * 1024;
/**
 * Two bytes for each instruction of the user's code that is ever debugged, one more where accesses
 * are watched, and what lifetimes.ts needs.
 */
const RESERVE_SIZE = 1024 * 1024;
const UNRAISABLE_FORMAT = 'Exception ignored in thread started by %R';

/** @returns the bytes of a snapshot (see snapshot.ts) */
export async function makeSnapshot(assets: InterpreterAssets): Promise<Uint8Array> {
  const machine = await Machine.load(assets, undefined);
  const { python, objects } = machine;
  let output = '';
  connectStreams(python, (_, text) => (output += text));
  const localBase = attributeOfModule(machine, '_thread', '_local');
  const layout = nativeLayout(machine, localBase);
  const native = machine.createNative(layout);
  const builder = new TypeBuilder(python, objects, layout.tableBase);
  const types = TYPES.map((spec, order) => builder.type(spec, order));
  const local = builder.subclass('_thread._local', localBase, {
    new: 'local_new',
    dealloc: 'local_dealloc',
  });
  const module = defineModule(machine, builder, types, local);
  const auditFunction = builder.entry('audit');
  const reserveFunction = builder.entry('reserve');
  const visit = builder.entry('visit');
  const freeFunctions = {
    object: builder.entry('free_object'),
    list: builder.entry('free_list'),
    dict: builder.entry('free_dict'),
  };
  const table = { tableBase: layout.tableBase, exportNames: builder.exportNames };
  fillTable(python, native, table);
  const assembly = install(machine, native, types, layout);
  runBoot(python, objects.permanentCString(bootScript()), () => output);
  const described = JSON.parse(objects.textAttribute(module, 'layout') ?? '{}') as RuntimeLayout;
  python._PySys_AddAuditHook(auditFunction, 0);
  python._PyThreadState_Swap(layout.loopState);
  const monitoring = {
    ...described.monitoring,
    raiseTools: raiseTools(machine),
    reserveFunction,
    freeFunctions,
  };
  const complete: RuntimeLayout = {
    ...described,
    ...layout,
    ...table,
    monitoring,
    heap: { ...described.heap, visit, gcLists: findGcLists(python) },
    types,
    moduleDict: python._PyModule_GetDict(module),
    names: Object.fromEntries(KNOWN_NAMES.map((name) => [name, objects.interned(name)])),
    locks: assembly.locks.numbers(),
    handles: assembly.handles.numbers(),
  };
  return encodeSnapshot({ layout: complete, memory: python.HEAPU8 });
}

function attributeOfModule({ python, objects }: Machine, module: string, name: string): Pointer {
  const imported = python._PyImport_ImportModule(objects.permanentCString(module));
  return python._PyObject_GetAttrString(imported, objects.permanentCString(name));
}

function nativeLayout({ python, objects }: Machine, localBase: Pointer): NativeLayout {
  const mainState = python._PyThreadState_Get();
  const self = python._pthread_self();
  const words = python.HEAPU32.subarray(mainState >>> 2, (mainState >>> 2) + 80);
  const threadIdWord = words.indexOf(self);
  if (threadIdWord < 0) throw new Error('internal error: no thread_id in PyThreadState');
  const loopState = python._PyThreadState_New(python._PyInterpreterState_Get());
  python.HEAPU32[(loopState >>> 2) + threadIdWord] = 1;
  return {
    tableBase: python.wasmTable.length + TABLE_SLACK,
    loopState,
    mainState,
    mainIdent: self,
    loopStack: python._emscripten_stack_get_current() & ~15,
    threadIdWord,
    unraisableFormat: objects.permanentCString(UNRAISABLE_FORMAT),
    localNew: python._PyType_GetSlot(localBase, SLOT.new),
    localDealloc: python._PyType_GetSlot(localBase, SLOT.dealloc),
    reserve: python._malloc(RESERVE_SIZE),
    reserveSize: RESERVE_SIZE,
  };
}

/** The module `_weft`: native types and functions under their own names. */
function defineModule(
  machine: Machine,
  builder: TypeBuilder,
  types: readonly Pointer[],
  local: Pointer,
): Pointer {
  const { python, objects } = machine;
  const module = python._PyImport_AddModule(objects.permanentCString('_weft'));
  const add = (name: string, value: Pointer): void => {
    python._PyObject_SetAttrString(module, objects.permanentCString(name), value);
  };
  TYPES.forEach(({ name }, order) => {
    add(name.slice(name.indexOf('.') + 1), types[order] ?? 0);
  });
  add('_local', local);
  for (const entry of FUNCTIONS) add(entry[0], builder.function(entry));
  return module;
}

/**
 * Where `PyInterpreterState` keeps which tools get RAISE: the byte that `set_events` changes. Set
 * there it takes effect at once; `set_events` would make every function instrument itself again.
 */
function raiseTools({ python, objects }: Machine): number {
  const state = python._PyInterpreterState_Get();
  const read = (): Uint8Array => python.HEAPU8.slice(state, state + INTERPRETER_STATE_SIZE);
  const run = (events: string): void => {
    const script = `import sys; sys.monitoring.set_events(4, ${events})`;
    python._PyRun_SimpleString(objects.permanentCString(script));
  };
  const raise = 'sys.monitoring.events.RAISE';
  const states = ['0', raise, '0', raise, '0'].map((events) => {
    run(events);
    return read();
  });
  const found = [...read().keys()].filter((at) =>
    states.every((bytes, index) => bytes[at] === (index % 2 === 0 ? 0 : 1 << 4)),
  );
  const [offset] = found;
  if (offset === undefined || found.length > 1) {
    throw new Error(`internal error: ${found.length} places look like the tools of RAISE`);
  }
  return state + offset;
}

/** Locks that imports make belong to a kernel that nobody looks at. */
function install(
  machine: Machine,
  native: NativeThreads,
  types: readonly Pointer[],
  layout: Pick<NativeLayout, 'reserve'>,
): Assembly {
  const writer = new BatchWriter();
  const { python, objects } = machine;
  const stackOf = (): StackId => NO_STACK;
  const kernel = new Kernel({
    strategy: createRoundRobin(),
    recorder: new BatchRecorder(writer),
    stackOf,
    limits: DEFAULT_LIMITS,
  });
  native.adoptMain(MAIN_THREAD);
  kernel.createThread({ name: 'MainThread', daemon: false, ident: 0, isLibrary: false });
  kernel.startThread(MAIN_THREAD);
  kernel.dispatch();
  const assembly = assemble(
    { python, objects, native },
    { ...NOTHING_KNOWN, types, localEntry: layout.reserve + SCRATCH.localEntry },
    {
      ...{ kernel, writer, stackOf, lend: lendNothing },
      frames: createFrames({ machine, native, layout }, writer),
    },
    {
      readInput: () => undefined,
      currentPrompt: () => '',
      exit: () => undefined,
      limit: () => undefined,
      uncaught: () => false,
    },
  );
  const fail = (): never => {
    throw new Error('internal error: a thread was started while the snapshot was made');
  };
  machine.install(
    {
      kernel,
      assembly,
      source: stillSource,
      memory: { limit: Infinity, wasExceeded: false },
      wantsProcessor: () => false,
      executed: () => undefined,
      line: fail,
      raised: fail,
      access: fail,
      freed: () => undefined,
      threadEnded: fail,
      released: fail,
      threadGone: fail,
      exited: fail,
      died: fail,
    },
    0,
  );
  return assembly;
}

const NOTHING_KNOWN = {
  code: new LibraryCode(Object.fromEntries(ALL_CODE.map((name) => [name, -1]))),
  queueKinds: [],
  emptyError: 0,
  genericAlias: 0,
  timeoutMax: 4e9,
};

function bootScript(): string {
  const modules = MODULES.map(
    ([name, source, file]) =>
      `_load(${JSON.stringify(name)}, ${pythonBytes(source)}, ${JSON.stringify(file)})`,
  );
  return [
    'import sys, types',
    'def _load(name, source, file):',
    '    module = types.ModuleType(name)',
    '    sys.modules[name] = module',
    "    exec(compile(source.decode(), file, 'exec'), module.__dict__)",
    ...modules.slice(-1),
    'sys.modules["weft_boot"].begin()',
    ...modules.slice(0, -1),
    `sys.modules["weft_boot"].install(${JSON.stringify(ALL_CODE)}, ${JSON.stringify(WATCHED_CODE)})`,
    'del _load, sys, types',
  ].join('\n');
}

/** A bytes literal; JSON's escapes are Python's for ASCII. */
function pythonBytes(text: string): string {
  return `bytes.fromhex('${[...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}')`;
}

function runBoot(python: CPython, script: number, output: () => string): void {
  if (python._PyRun_SimpleString(script) !== 0) {
    throw new Error(`internal error: the interpreter can't be prepared\n${output()}`);
  }
}
