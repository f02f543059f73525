// Which files of the user's folders are copied into a run's private, in-memory file system:
// the script's folder and the working directory, nearest files first, within caps. The rules
// are here; reading is injected. The script can change its copies, never the originals.

import type { SandboxFile } from '../core/protocol/worker.ts';
import { childOf, isRoot, parentOf } from './sandboxPath.ts';

export interface DirectoryEntry {
  readonly name: string;
  /** `other`: links to folders, devices, whatever must not be read. */
  readonly kind: 'file' | 'folder' | 'other';
}

/** Reads the user's files; all paths in sandbox form. Each call may fail. */
export interface FileReader {
  list(folder: string): Promise<readonly DirectoryEntry[]>;
  /** In bytes. */
  size(file: string): Promise<number>;
  read(file: string): Promise<Uint8Array>;
}

export interface SandboxCaps {
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
  readonly bytesPerFile: number;
}

export const DEFAULT_CAPS: SandboxCaps = {
  files: 500,
  folders: 100,
  bytes: 16_000_000,
  bytesPerFile: 8_000_000,
};

export interface SandboxCopy {
  readonly files: readonly SandboxFile[];
  /** What was left out and why; undefined if nothing that a script could miss. */
  readonly notice: string | undefined;
}

const SKIPPED_FOLDERS = new Set(['node_modules', '__pycache__', 'site-packages', 'venv', 'env']);

/** Hidden names hold repositories, environments and secrets; traces are Weft's own. */
function isSkipped(entry: DirectoryEntry): boolean {
  if (entry.name.startsWith('.') || entry.name.endsWith('.weft')) return true;
  return entry.kind === 'other' || (entry.kind === 'folder' && SKIPPED_FOLDERS.has(entry.name));
}

/**
 * Copies the folders of `script` and `cwd`; the script itself always.
 * @throws whatever `reader.read(script)` throws.
 */
export async function collectSandboxFiles(
  reader: FileReader,
  script: string,
  cwd: string,
  caps: SandboxCaps = DEFAULT_CAPS,
): Promise<SandboxCopy> {
  const walk = new Walk(reader, caps);
  await walk.takeScript(script);
  await walk.takeFolder(parentOf(script));
  await walk.takeFolder(cwd);
  return { files: walk.files, notice: walk.notice() };
}

class Walk {
  readonly files: SandboxFile[] = [];
  private readonly reader: FileReader;
  private readonly caps: SandboxCaps;
  private readonly visited = new Set<string>();
  private readonly taken = new Set<string>();
  private bytes = 0;
  private tooBig = 0;
  private isFull = false;

  constructor(reader: FileReader, caps: SandboxCaps) {
    this.reader = reader;
    this.caps = caps;
  }

  async takeScript(path: string): Promise<void> {
    this.keep(path, await this.reader.read(path));
  }

  /** Breadth first, so that the caps cut off what is far away. */
  async takeFolder(start: string): Promise<void> {
    const queue = [start];
    for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
      if (this.isFull) return;
      if (this.visited.has(folder)) continue;
      if (this.visited.size >= this.caps.folders) this.isFull = true;
      this.visited.add(folder);
      queue.push(...(await this.takeFilesOf(folder)));
    }
  }

  notice(): string | undefined {
    const parts: string[] = [];
    if (this.isFull) {
      parts.push(
        `Only the nearest ${this.files.length} files were copied into the run's private file ` +
          'system; put the script into a smaller folder if it needs the others.',
      );
    }
    if (this.tooBig > 0) {
      const files = this.tooBig === 1 ? '1 file' : `${this.tooBig} files`;
      const limit = Math.round(this.caps.bytesPerFile / 1_000_000);
      parts.push(`${files} larger than ${limit} MB can't be seen by the script.`);
    }
    return parts.length > 0 ? parts.join(' ') : undefined;
  }

  /** @returns the folders to visit next; none from a root, a virtual environment or no folder. */
  private async takeFilesOf(folder: string): Promise<string[]> {
    const entries = await this.listed(folder);
    if (entries.some((entry) => entry.name === 'pyvenv.cfg')) return [];
    const folders: string[] = [];
    for (const entry of entries) {
      if (isSkipped(entry)) continue;
      const path = childOf(folder, entry.name);
      if (entry.kind === 'folder') folders.push(path);
      else await this.takeFile(path);
    }
    return isRoot(folder) ? [] : folders;
  }

  private async listed(folder: string): Promise<readonly DirectoryEntry[]> {
    try {
      const entries = await this.reader.list(folder);
      return [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      return []; // A folder that can't be read has nothing for the script; opening it will say so.
    }
  }

  private async takeFile(path: string): Promise<void> {
    if (this.taken.has(path) || this.isFull) return;
    try {
      const size = await this.reader.size(path);
      if (size > this.caps.bytesPerFile) this.tooBig++;
      else if (this.wouldOverflow(size)) this.isFull = true;
      else this.keep(path, await this.reader.read(path));
    } catch {
      // An unreadable file is one that the script can't open, as under python3.
    }
  }

  private wouldOverflow(size: number): boolean {
    return this.files.length >= this.caps.files || this.bytes + size > this.caps.bytes;
  }

  private keep(path: string, content: Uint8Array): void {
    this.taken.add(path);
    this.files.push({ path, content });
    this.bytes += content.byteLength;
  }
}
