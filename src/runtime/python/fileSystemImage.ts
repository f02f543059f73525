// Emscripten's file system as it was when the interpreter had booted, to be put back after a run:
// files, open descriptors, inode numbers, the current directory. It lives in JavaScript, so the
// copy of linear memory does not hold it.

import type { CPython, EmscriptenNode, EmscriptenStream } from './cpython.ts';

/** An object of Emscripten's with the values that its properties had. */
interface Kept<T extends object> {
  readonly object: T;
  readonly values: T;
}

interface KeptNode extends Kept<EmscriptenNode> {
  /** Of a folder. */
  readonly entries: readonly (readonly [name: string, node: EmscriptenNode])[] | undefined;
}

interface KeptStream extends Kept<EmscriptenStream> {
  /** Flags and position, which duplicates of a descriptor share. */
  readonly shared: Kept<object>;
}

export class FileSystemImage {
  private readonly python: CPython;
  private readonly buckets: readonly (EmscriptenNode | undefined)[];
  private readonly nodes: readonly KeptNode[];
  private readonly streams: readonly (KeptStream | undefined)[];
  private readonly terminals: readonly object[];
  private readonly nextInode: number;
  private readonly currentPath: string;

  constructor(python: CPython) {
    const { FS, TTY } = python;
    this.python = python;
    this.buckets = [...FS.nameTable];
    this.nodes = allNodes(this.buckets).map(keepNode);
    this.streams = FS.streams.map((stream) => stream && keepStream(stream));
    // By the number of the device: an array with few entries and a thousand holes.
    this.terminals = Object.values(TTY.ttys);
    this.nextInode = FS.nextInode;
    this.currentPath = FS.currentPath;
  }

  restore(): void {
    const { FS, PIPEFS } = this.python;
    if (FS.nextInode !== this.nextInode || this.nodes.some(isChanged)) this.restoreNodes();
    FS.streams.length = 0;
    for (const stream of this.streams) FS.streams.push(stream && restoreStream(stream));
    FS.nextInode = this.nextInode;
    FS.currentPath = this.currentPath;
    PIPEFS.nextname.current = 0;
    for (const terminal of this.terminals) Object.assign(terminal, { input: [], output: [] });
  }

  /** Most programs make no file and change none, which is quicker to see than to put all back. */
  private restoreNodes(): void {
    const { nameTable } = this.python.FS;
    this.buckets.forEach((node, index) => (nameTable[index] = node));
    for (const { object, values } of this.nodes) Object.assign(object, valuesOf(values));
  }
}

function allNodes(buckets: readonly (EmscriptenNode | undefined)[]): EmscriptenNode[] {
  const nodes: EmscriptenNode[] = [];
  for (const bucket of buckets) {
    for (let node = bucket; node; node = node.name_next) {
      if (node.contents instanceof Uint8Array) copyOnWrite(node, node.contents);
      nodes.push(node);
    }
  }
  return nodes;
}

/** A folder's own list of entries is copied too. */
function valuesOf(node: EmscriptenNode): EmscriptenNode {
  const { contents } = node;
  const isFolder = contents !== undefined && !(contents instanceof Uint8Array);
  return isFolder ? { ...node, contents: { ...contents } } : { ...node };
}

function keepNode(object: EmscriptenNode): KeptNode {
  const values = valuesOf(object);
  const { contents } = values;
  const isFolder = contents !== undefined && !(contents instanceof Uint8Array);
  return { object, values, entries: isFolder ? Object.entries(contents) : undefined };
}

/** Compares all that the file system ever changes; each by its name, which is many times faster. */
function isChanged({ object: a, values: b, entries }: KeptNode): boolean {
  const isSame =
    a.name === b.name &&
    a.parent === b.parent &&
    a.name_next === b.name_next &&
    a.mode === b.mode &&
    a.usedBytes === b.usedBytes &&
    a.atime === b.atime &&
    a.mtime === b.mtime &&
    a.ctime === b.ctime &&
    a.link === b.link &&
    a.mounted === b.mounted &&
    a.stream_ops === b.stream_ops;
  if (!isSame) return true;
  return entries === undefined ? a.contents !== b.contents : !hasEntries(a, entries);
}

function hasEntries(folder: EmscriptenNode, entries: Required<KeptNode>['entries']): boolean {
  const { contents } = folder;
  if (contents === undefined || contents instanceof Uint8Array || !entries) return false;
  for (const [name, node] of entries) if (contents[name] !== node) return false;
  return Object.keys(contents).length === entries.length;
}

/** The file's bytes are never written in place, so that keeping them needs no copy. */
function copyOnWrite(node: EmscriptenNode, original: Uint8Array): void {
  const { write, msync } = node.stream_ops;
  const own = (): void => {
    // Not `slice`: of Node's Buffer that is the same bytes again.
    if (node.contents === original) node.contents = new Uint8Array(original);
  };
  node.stream_ops = {
    ...node.stream_ops,
    write(...call: unknown[]) {
      own();
      return write?.(...call);
    },
    msync(...call: unknown[]) {
      own();
      return msync?.(...call);
    },
  };
}

function keepStream(object: EmscriptenStream): KeptStream {
  const { shared } = object;
  return { object, values: { ...object }, shared: { object: shared, values: { ...shared } } };
}

function restoreStream({ object, values, shared }: KeptStream): EmscriptenStream {
  Object.assign(shared.object, shared.values);
  return Object.assign(object, values);
}
