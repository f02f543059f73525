// Puts the run's private copy of the user's files into the interpreter's file system.

import type { LaunchRequest } from '../core/protocol/worker.ts';
import type { EmscriptenFileSystem } from './python/cpython.ts';

export function prepareFiles(fs: EmscriptenFileSystem, launch: LaunchRequest): void {
  fs.mkdirTree(launch.cwd);
  for (const { path, content } of launch.files) {
    const end = path.lastIndexOf('/');
    if (end > 0) fs.mkdirTree(path.slice(0, end));
    fs.writeFile(path, content);
  }
}
