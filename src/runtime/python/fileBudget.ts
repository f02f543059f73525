// Files live in JavaScript's memory, beside Python's: a script that writes without end gets "no space
// left on device" when its files need as much as its memory may.

import type { CPython, EmscriptenNode } from './cpython.ts';

/** ENOSPC of WASI. */
const NO_SPACE = 51;

/** @param limit in bytes; undefined while nobody runs. */
export function limitFiles(python: CPython, limit: () => number | undefined): void {
  const { FS } = python;
  const files = FS.filesystems.MEMFS;
  /** Not less than what the files have: files that are gone are only noticed by counting anew. */
  let most = 0;
  const reserve = (bytes: number): void => {
    const allowed = limit();
    if (allowed === undefined) return;
    if (most + bytes > allowed) most = sizeOfFiles(python);
    if (most + bytes > allowed) throw new FS.ErrnoError(NO_SPACE);
    most += Math.max(bytes, 0);
  };
  const expand = files.expandFileStorage.bind(files);
  const resize = files.resizeFileStorage.bind(files);
  files.expandFileStorage = (node, capacity) => {
    reserve(capacity - lengthOf(node));
    expand(node, capacity);
  };
  files.resizeFileStorage = (node, size) => {
    reserve(size - lengthOf(node));
    resize(node, size);
  };
  const operations = files.ops_table.file.stream;
  const { write } = operations;
  operations.write = (stream, buffer, offset, length, ...rest) => {
    // The first write makes the file as long as that; later ones expand it.
    if (lengthOf(stream.node) === 0) reserve(length);
    return write.call(operations, stream, buffer, offset, length, ...rest);
  };
}

/** Also files that are open, but have no name any more. */
function sizeOfFiles({ FS }: CPython): number {
  const nodes = new Set<EmscriptenNode>();
  for (const head of FS.nameTable) {
    for (let node = head; node; node = node.name_next) nodes.add(node);
  }
  for (const stream of FS.streams) if (stream) nodes.add(stream.node);
  let bytes = 0;
  for (const node of nodes) bytes += lengthOf(node);
  return bytes;
}

function lengthOf({ contents }: EmscriptenNode): number {
  return contents instanceof Uint8Array ? contents.length : 0;
}
