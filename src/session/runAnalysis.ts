// Names and findings of a run, kept up to date as its trace grows.

import { explainedFindings } from '../core/analysis/findingView.ts';
import { NameBook } from '../core/analysis/naming.ts';
import type { ObjectId } from '../core/base/ids.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { SandboxFile } from '../core/protocol/worker.ts';
import type { TraceBatch } from '../core/trace/batch.ts';
import type { Tables, World } from '../core/trace/world.ts';
import { toHostPath } from './sandboxPath.ts';

export class RunAnalysis {
  readonly names: Record<ObjectId, string> = {};
  private readonly book: NameBook;

  constructor(files: readonly SandboxFile[]) {
    this.book = new NameBook(sourceTexts(files));
  }

  /** Names the objects that the batch makes. */
  addBatch(batch: TraceBatch, tables: Tables): Readonly<Record<ObjectId, string>> {
    const added = this.book.namesIn(batch, tables);
    Object.assign(this.names, added);
    return added;
  }

  findings(world: World, tables: Tables): readonly FindingView[] {
    return explainedFindings({ world, tables, names: this.names });
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
