// Names and findings of a run, kept up to date as its trace grows.

import { NameBook } from '../core/analysis/naming.ts';
import type { ObjectId } from '../core/base/ids.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { SandboxFile } from '../core/protocol/worker.ts';
import type { TraceBatch } from '../core/trace/batch.ts';
import type { EventOf } from '../core/trace/events.ts';
import type { Trace } from '../core/trace/trace.ts';
import type { SyncObject, Tables, World } from '../core/trace/world.ts';
import { richEvents } from './batchEvents.ts';
import { toHostPath } from './sandboxPath.ts';

export class RunAnalysis {
  readonly names: Record<ObjectId, string> = {};
  private readonly book: NameBook;

  constructor(files: readonly SandboxFile[]) {
    this.book = new NameBook(sourceTexts(files));
  }

  /** Names the objects that the batch makes, also those that are gone at its end. */
  addBatch(batch: TraceBatch, tables: Tables): Readonly<Record<ObjectId, string>> {
    const added: Record<ObjectId, string> = {};
    for (const event of richEvents(batch)) {
      if (event.kind !== 'objectNew') continue;
      added[event.object] = this.book.nameOf(objectAtBirth(event), tables);
    }
    Object.assign(this.names, added);
    return added;
  }

  findings(_world: World, _trace: Trace): readonly FindingView[] {
    return [];
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

function objectAtBirth(event: EventOf<'objectNew'>): SyncObject {
  const { object, objectKind, typeName, partOf, lock, isLibrary, state, by, at } = event;
  return {
    id: object,
    kind: objectKind,
    typeName,
    partOf,
    lock,
    isLibrary,
    creator: by,
    createdAt: at,
    state,
    owner: undefined,
    waiters: [],
  };
}
