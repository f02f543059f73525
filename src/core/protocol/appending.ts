// How a page of the editor follows a run that grows: what it is told, and when it may be told more.

import type { ObjectId } from '../base/ids.ts';
import type { TraceBatch } from '../trace/batch.ts';

/** More of the same run. A page that lacks what comes before it asks `hydrateMe`. */
export interface AppendMessage {
  readonly kind: 'append';
  readonly batch: TraceBatch;
  /** New and changed names of objects. */
  readonly names: Readonly<Record<ObjectId, string>>;
}

/** So many of `hydrate` and `append` are taken in, and a frame is over. The next come when all are. */
export interface ReadyMessage {
  readonly kind: 'ready';
  /** From 1 on. */
  readonly messages: number;
}
