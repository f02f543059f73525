// The sandbox's file reader on node:fs, for the CLI and for local folders.

import { readdir, readFile, stat } from 'node:fs/promises';

import type { DirectoryEntry, FileReader } from './sandboxFiles.ts';
import { childOf, toHostPath } from './sandboxPath.ts';

export const nodeFiles: FileReader = {
  async list(folder) {
    const entries = await readdir(toHostPath(folder), { withFileTypes: true });
    return Promise.all(
      entries.map(async (entry): Promise<DirectoryEntry> => {
        if (entry.isFile()) return { name: entry.name, kind: 'file' };
        if (entry.isDirectory()) return { name: entry.name, kind: 'folder' };
        const isLinkToFile = entry.isSymbolicLink() && (await isFile(childOf(folder, entry.name)));
        return { name: entry.name, kind: isLinkToFile ? 'file' : 'other' };
      }),
    );
  },
  async size(file) {
    return (await stat(toHostPath(file))).size;
  },
  async read(file) {
    return new Uint8Array(await readFile(toHostPath(file)));
  },
};

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(toHostPath(path))).isFile();
  } catch {
    return false; // a dangling link
  }
}
