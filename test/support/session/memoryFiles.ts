// A file reader on a record of paths and texts; links to nowhere and folders follow from it.

import type { DirectoryEntry, FileReader } from '../../../src/session/sandboxFiles.ts';

export function memoryFiles(texts: Readonly<Record<string, string>>): FileReader {
  const content = (file: string): Uint8Array => {
    const text = texts[file];
    if (text === undefined) throw new Error(`ENOENT: ${file}`);
    return new TextEncoder().encode(text);
  };
  return {
    list(folder) {
      const prefix = folder.endsWith('/') ? folder : `${folder}/`;
      const inside = Object.keys(texts).filter((path) => path.startsWith(prefix));
      const parts = inside.map((path) => path.slice(prefix.length).split('/'));
      const kinds = new Map(
        parts.map(([name = '', ...rest]): [string, DirectoryEntry['kind']] => [
          name,
          rest.length > 0 ? 'folder' : 'file',
        ]),
      );
      if (kinds.size === 0) return Promise.reject(new Error(`ENOENT: ${folder}`));
      return Promise.resolve([...kinds].map(([name, kind]) => ({ name, kind })));
    },
    size: async (file) => Promise.resolve(content(file).byteLength),
    read: async (file) => Promise.resolve(content(file)),
  };
}
