// Messages between a host and the page with the timeline. The page keeps the trace and makes its
// lanes; events come in batches, also those that were there before it: a hydration says how many.

import type { ObjectId, Step } from '../base/ids.ts';
import type { TimelinePart } from '../timeline/part.ts';
import type { RunHeader } from '../trace/header.ts';
import type { AppendMessage, ReadyMessage } from './appending.ts';
import type { FindingView, PanelSelection, PanelSettings, RunState } from './panel.ts';

export interface TimelineRun {
  readonly header: RunHeader;
  /** The example's title or the script's file name. */
  readonly title: string;
  readonly state: RunState;
  readonly findings: readonly FindingView[];
  readonly names: Readonly<Record<ObjectId, string>>;
  /** Events so far; they follow in `append`. */
  readonly length: Step;
}

/** Where views and the run are. */
export interface TimelineCursor {
  /** The step that all views show; undefined: where the run stands. */
  readonly cursor: Step | undefined;
  /** The run itself has gone back to this step; undefined: it is at its end. */
  readonly standsAt: Step | undefined;
}

export type ToTimeline =
  /** Everything but the events; sent on `hydrateMe` and when another run is shown. */
  | ({
      readonly kind: 'hydrate';
      readonly run: TimelineRun | undefined;
      readonly settings: PanelSettings;
      readonly selection: PanelSelection | undefined;
    } & TimelineCursor)
  | AppendMessage
  | { readonly kind: 'state'; readonly state: RunState }
  | { readonly kind: 'findings'; readonly findings: readonly FindingView[] }
  | ({ readonly kind: 'cursor' } & TimelineCursor)
  | { readonly kind: 'select'; readonly selection: PanelSelection | undefined }
  | { readonly kind: 'settings'; readonly settings: PanelSettings };

export type FromTimeline =
  | { readonly kind: 'hydrateMe' }
  | ReadyMessage
  /** Shows the run as it was at a step, in all views; answered by `cursor`. */
  | { readonly kind: 'showStep'; readonly step: Step | undefined }
  /** Takes the debugger to a step: the run itself is to stand there. */
  | { readonly kind: 'goHere'; readonly step: Step }
  | { readonly kind: 'select'; readonly selection: PanelSelection | undefined }
  /** Opens the source there; the focus stays. */
  | {
      readonly kind: 'reveal';
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly kind: 'setHideLibraryObjects'; readonly hide: boolean }
  | { readonly kind: 'command'; readonly command: TimelineCommand }
  /** Asks the user for a format; `part` is what is in sight. */
  | { readonly kind: 'export'; readonly part: TimelinePart };

export type TimelineCommand = 'runExample' | 'runCurrentFile' | 'travelToEnd';
