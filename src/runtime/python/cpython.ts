// CPython's C API as WebAssembly exports: addresses in, addresses out. One of the three files
// that touch Pyodide's build (with interpreter.ts and native.ts). Only what Weft uses is named.

/** Address of a PyObject in the interpreter's linear memory; 0 is NULL. */
export type Pointer = number;

type F0 = () => number;
type F1 = (a: number) => number;
type F2 = (a: number, b: number) => number;
type F3 = (a: number, b: number, c: number) => number;

/** The subset of Emscripten's module object that Weft relies on. */
export interface CPython {
  HEAPU8: Uint8Array;
  HEAP32: Int32Array;
  HEAPU32: Uint32Array;
  readonly wasmTable: WebAssembly.Table;
  readonly FS: EmscriptenFileSystem;
  readonly PIPEFS: { readonly nextname: { current?: number } };
  readonly TTY: { readonly ttys: readonly object[] };
  readonly ENV: Record<string, string>;

  readonly _malloc: F1;
  readonly _free: (address: number) => void;
  readonly _emscripten_stack_get_current: F0;
  readonly __emscripten_stack_restore: (address: number) => void;
  readonly _pthread_self: F0;

  readonly _PyRun_SimpleString: F1;
  readonly _PyImport_AddModule: F1;
  readonly _PyImport_AddModuleObject: F1;
  readonly _PyImport_ImportModule: F1;
  readonly _PyModule_GetDict: F1;
  readonly _PyType_FromSpec: F1;
  readonly _PyType_FromSpecWithBases: F2;
  readonly _PyType_GetSlot: F2;
  readonly _PyType_GenericAlloc: F2;
  readonly _PyType_IsSubtype: F2;
  readonly _PyCFunction_NewEx: F3;
  readonly _PyInterpreterState_Get: F0;
  readonly _PyThreadState_Get: F0;
  readonly _PyThreadState_GetUnchecked: F0;
  readonly _PyThreadState_New: F1;
  readonly _PyThreadState_Swap: F1;
  readonly _PyThreadState_Clear: (state: number) => void;
  readonly _PyThreadState_Delete: (state: number) => void;
  readonly _PyUnstable_ThreadState_SetStackProtection: F3;

  readonly _Py_IncRef: (object: Pointer) => void;
  readonly _Py_DecRef: (object: Pointer) => void;
  readonly _Py_GetConstantBorrowed: F1;
  readonly _PyObject_GenericGetAttr: F2;
  readonly _PyObject_GetAttrString: F2;
  readonly _PyObject_SetAttrString: F3;
  readonly _PyObject_Size: F1;
  readonly _PyObject_IsTrue: F1;
  readonly _PyObject_Repr: F1;
  readonly _PyObject_Str: F1;
  readonly _PyCallable_Check: F1;
  readonly _PyObject_Hash: F1;
  readonly __PyType_Lookup: F2;
  readonly _PyNumber_Index: F1;
  readonly _PyLong_AsDouble: F1;
  readonly _PyLong_FromDouble: F1;
  readonly _PyFloat_AsDouble: F1;
  readonly _PyUnicode_FromStringAndSize: F2;
  readonly _PyUnicode_InternFromString: F1;
  readonly _PyUnicode_AsUTF8: F1;
  readonly _PyUnicode_AsUTF8AndSize: F2;
  readonly _PyTuple_New: F1;
  readonly _PyDict_Size: F1;
  readonly _PyTuple_Size: F1;
  readonly _PyTuple_GetItem: F2;
  readonly _PyTuple_SetItem: F3;
  readonly _PyDict_GetItemWithError: F2;
  readonly _PyDict_Next: (dict: Pointer, at: number, key: number, value: number) => number;
  readonly _PyDict_SetItemString: F3;
  readonly _PyErr_SetObject: (type: Pointer, value: Pointer) => void;
  readonly _PyErr_SetNone: (type: Pointer) => void;
  readonly _PyErr_Occurred: F0;
  readonly _PyErr_Clear: () => void;
  readonly _PyErr_CheckSignals: F0;
  readonly _PyErr_GetHandledException: F0;
  readonly _PyErr_GetRaisedException: F0;
  readonly _PyErr_SetRaisedException: (exception: Pointer) => void;
  /** A thread's ident and a class, or 0 to take it back. */
  readonly _PyThreadState_SetAsyncExc: F2;
  readonly _PyObject_CallOneArg: F2;
  readonly _PySys_AddAuditHook: F2;
  readonly _PyMem_GetAllocator: (domain: number, allocator: number) => void;
  readonly _PyMem_SetAllocator: (domain: number, allocator: number) => void;
  readonly _PyObject_Call: F3;
  readonly _PyCode_Addr2Location: (
    code: Pointer,
    offset: number,
    line: number,
    column: number,
    endLine: number,
    endColumn: number,
  ) => number;

  /** Addresses of C variables. */
  readonly _PyCode_Type: number;
  readonly _PyFloat_Type: number;
  readonly _PyLong_Type: number;
  readonly _PyBool_Type: number;
  readonly _PyUnicode_Type: number;
  readonly _PyMethod_Type: number;
  readonly _PyTuple_Type: number;
  readonly _PyList_Type: number;
  readonly _PyDict_Type: number;
  readonly _PySet_Type: number;
  readonly _PyCell_Type: number;
  readonly _PyType_Type: number;
  readonly _PyModule_Type: number;
  readonly _PyProperty_Type: number;
  readonly _PyBaseObject_Type: number;
  readonly _PyCFunction_Type: number;
  readonly _PyMethodDescr_Type: number;
  readonly _Py_EMSCRIPTEN_SIGNAL_HANDLING: number;
  readonly __Py_emscripten_signal_clock: number;
  /** Code of the frame below an `__init__` that the eval loop calls by itself. */
  readonly __Py_InitCleanup: number;

  /** All there is, by name: `_PyExc_*` and the functions that only native.ts imports. */
  readonly all: Readonly<Record<`_${string}`, unknown>>;
}

/** Emscripten's FS, in memory only. */
export interface EmscriptenFileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, content: Uint8Array | string): void;
  chdir(path: string): void;
  /** By file descriptor. */
  readonly streams: (EmscriptenStream | undefined)[];
  /** Heads of the lists of nodes whose names have the same hash. */
  readonly nameTable: (EmscriptenNode | undefined)[];
  lookupPath(path: string): { readonly node: EmscriptenNode };
  readonly filesystems: { readonly MEMFS: EmscriptenMemoryFiles };
  readonly ErrnoError: new (errno: number) => Error;
  getDevice(number: number): { stream_ops: Record<string, unknown> };
  nextInode: number;
  currentPath: string;
}

/** The file system that is in memory. */
export interface EmscriptenMemoryFiles {
  readonly ops_table: { readonly file: { readonly stream: { write: FileWriter } } };
  expandFileStorage(node: EmscriptenNode, capacity: number): void;
  resizeFileStorage(node: EmscriptenNode, size: number): void;
}

/** Gives how many bytes were written. */
export type FileWriter = (
  stream: EmscriptenStream,
  buffer: Uint8Array,
  offset: number,
  length: number,
  position: number,
  canOwn: boolean,
) => number;

export interface EmscriptenStream {
  readonly node: EmscriptenNode;
  stream_ops: Record<string, unknown>;
  readonly shared: object;
  /** In bytes from the start of the file. */
  position: number;
  tty?: unknown;
}

/** A file, folder or device. */
export interface EmscriptenNode {
  name: string;
  parent: EmscriptenNode;
  name_next?: EmscriptenNode | undefined;
  mode: number;
  usedBytes?: number;
  /** Milliseconds since the epoch. */
  atime: number;
  mtime: number;
  ctime: number;
  /** Where a symbolic link leads. */
  link?: string;
  mounted: object | null;
  stream_ops: Record<string, ((...call: unknown[]) => unknown) | undefined>;
  /** The number of a device. */
  readonly rdev: number;
  /** A file's bytes (with room behind them), a folder's nodes by name. */
  contents?: Uint8Array | Record<string, EmscriptenNode>;
}
