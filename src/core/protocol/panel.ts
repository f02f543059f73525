// Messages between the extension host and the panel. They travel as JSON with typed arrays.
// The panel keeps a World and folds batches into it with the same code as everybody else.

import type { Nanoseconds, ObjectId, ThreadId } from '../base/ids.ts';
import type { TraceBatch } from '../trace/batch.ts';
import type { RunHeader } from '../trace/header.ts';
import type { Tables, World } from '../trace/world.ts';

export type RunState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  /** As in the worker protocol. */
  | { readonly kind: 'paused'; readonly reason: string; readonly time?: Nanoseconds }
  | { readonly kind: 'waitingForInput' }
  | { readonly kind: 'ended' };

/** A sentence about trouble, with the threads and objects it is about. */
export interface FindingView {
  readonly id: string;
  readonly title: string;
  readonly explanation: string;
  readonly threads: readonly ThreadId[];
  readonly objects: readonly ObjectId[];
}

export interface RunView {
  readonly header: RunHeader;
  /** Shown as title: the example's title or the script's file name. */
  readonly title: string;
  readonly state: RunState;
  /** Virtual seconds per wall-clock second; 0 stands for unlimited (Infinity is not JSON). */
  readonly speed: number;
  readonly world: World;
  readonly tables: Tables;
  /** What a programmer would call each object. */
  readonly names: Readonly<Record<ObjectId, string>>;
  readonly findings: readonly FindingView[];
}

export interface PanelSettings {
  readonly hideLibraryObjects: boolean;
}

export type ToPanel =
  /** The whole picture; sent whenever the panel becomes visible and on `hydrateMe`. */
  | {
      readonly kind: 'hydrate';
      readonly run: RunView | undefined;
      readonly settings: PanelSettings;
    }
  /** More of the same run. If `batch.from` is not the panel's step, it asks `hydrateMe`. */
  | {
      readonly kind: 'append';
      readonly batch: TraceBatch;
      readonly names: Readonly<Record<ObjectId, string>>;
    }
  | { readonly kind: 'state'; readonly state: RunState }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'findings'; readonly findings: readonly FindingView[] }
  | { readonly kind: 'settings'; readonly settings: PanelSettings };

export type FromPanel =
  | { readonly kind: 'hydrateMe' }
  | {
      readonly kind: 'command';
      readonly command:
        | 'pause'
        | 'continue'
        | 'stepEvent'
        | 'stop'
        | 'restart'
        | 'replay'
        | 'runExample'
        | 'runCurrentFile';
    }
  | { readonly kind: 'setSpeed'; readonly speed: number }
  /** Opens the source at a site's position. */
  | {
      readonly kind: 'reveal';
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly kind: 'setHideLibraryObjects'; readonly hide: boolean };
