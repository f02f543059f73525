// Names and findings of a run, kept up to date as its trace grows.

import { FindingWatch } from '../core/analysis/findingWatch.ts';
import { NameBook } from '../core/analysis/naming.ts';
import type { SourceLines } from '../core/analysis/scene.ts';
import type { ObjectId } from '../core/base/ids.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { SandboxFile } from '../core/protocol/worker.ts';
import type { TraceBatch } from '../core/trace/batch.ts';
import type { Tables, World } from '../core/trace/world.ts';
import { toHostPath } from './sandboxPath.ts';

export class RunAnalysis {
  readonly names: Record<ObjectId, string> = {};
  /** Lines of the program's files. */
  readonly source: SourceLines;
  private readonly book: NameBook;
  private readonly watch = new FindingWatch();

  constructor(files: readonly SandboxFile[]) {
    const texts = sourceTexts(files);
    this.book = new NameBook(texts);
    this.source = sourceLines(texts);
  }

  /** Takes note of a batch; names the objects that it makes. */
  addBatch(batch: TraceBatch, tables: Tables): Readonly<Record<ObjectId, string>> {
    this.watch.see(batch);
    const added = this.book.namesIn(batch, tables);
    Object.assign(this.names, added);
    return added;
  }

  /** In the world after all batches; the same list as before if nothing has changed. */
  findings(world: World, tables: Tables): readonly FindingView[] {
    const { names, source } = this;
    return this.watch.look({ world, tables, names, source });
  }
}

/** By the paths that the trace may use for them: the sandbox's and, on Windows, the host's. */
function sourceTexts(files: readonly SandboxFile[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { path, content } of files) {
    if (!path.endsWith('.py')) continue;
    const text = new TextDecoder().decode(content);
    texts.set(path, text).set(toHostPath(path), text);
  }
  return texts;
}

function sourceLines(texts: ReadonlyMap<string, string>): SourceLines {
  const split = new Map<string, readonly string[]>();
  return (file, line) => {
    const text = texts.get(file);
    if (text === undefined) return undefined;
    const lines = split.get(file) ?? text.split(/\r\n?|\n/);
    split.set(file, lines);
    return lines[line - 1];
  };
}
