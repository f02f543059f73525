// Messages between the extension host and the panel. They travel as JSON with typed arrays.
// The panel keeps a World and folds batches into it with the same code as everybody else.

import type { Nanoseconds, ObjectId, Step, ThreadId } from '../base/ids.ts';
import type { Site } from '../trace/events.ts';
import type { RunHeader } from '../trace/header.ts';
import type { Tables, World } from '../trace/world.ts';
import type { AppendMessage, ReadyMessage } from './appending.ts';
import type { Pause, ThreadControl } from './debug.ts';

export type RunState =
  | { readonly kind: 'starting' }
  /** `isTravelling`: on its way to another moment that is recorded. */
  | { readonly kind: 'running'; readonly isTravelling?: boolean }
  /** As in the worker protocol. */
  | ({ readonly kind: 'paused' } & Pause)
  | { readonly kind: 'waitingForInput' }
  | { readonly kind: 'ended' };

/**
 * How sure a finding is.
 * - `certain`: it has happened, and nothing that the program can still do will end it.
 * - `likely`: it has happened; only what the explanation names could still end it.
 * - `passing`: a stall that a timeout will end.
 * - `predicted`: it did not happen, but under another schedule it can.
 */
export type Certainty = 'certain' | 'likely' | 'passing' | 'happened' | 'predicted';

/** A place in the code that a finding rests on: where a lock was taken, where it is wanted. */
export interface FindingSite {
  readonly role: 'holds' | 'wants' | 'does';
  /** `worker-1 took left`: a short clause without a full stop. */
  readonly label: string;
  readonly thread: ThreadId | undefined;
  readonly object: ObjectId | undefined;
  /** Innermost first, without frames of the standard library; never empty. */
  readonly stack: readonly Site[];
  /** When it happened. */
  readonly step: Step | undefined;
}

export type RingNode =
  | { readonly kind: 'thread'; readonly id: ThreadId }
  | { readonly kind: 'object'; readonly id: ObjectId };

/** What can be chosen in the panel. */
export type PanelSelection = RingNode | { readonly kind: 'finding'; readonly id: string };

/** `owns` runs from a thread to its lock, `wants` from a thread to what it waits for. */
export interface RingEdge {
  readonly kind: 'owns' | 'wants';
  readonly from: RingNode;
  readonly to: RingNode;
}

/** Trouble in words and in structure: what is wrong, where, why, and what would help. */
export interface FindingView {
  /** The same for the same trouble at a later step. */
  readonly id: string;
  /** As in analysis/findings and analysis/predictions: `lockCycle`, `lockOrder` … */
  readonly kind: string;
  readonly certainty: Certainty;
  readonly title: string;
  /** What is so: who holds and wants what, and who waits behind it. */
  readonly sentences: readonly string[];
  /** The whole text: sentences, why, cure. */
  readonly explanation: string;
  /** How it came to this, one clause a step of the story; may be empty. */
  readonly why: readonly string[];
  /** One or two sentences; empty if nothing is known to help. */
  readonly cure: string;
  /** Those of the trouble first, then those behind it. */
  readonly threads: readonly ThreadId[];
  readonly objects: readonly ObjectId[];
  readonly sites: readonly FindingSite[];
  /** The threads and locks of the trouble; of a cycle, in its order. Empty: nothing to draw. */
  readonly ring: readonly RingEdge[];
  /** The step from which there was no way out; undefined for what did not happen. */
  readonly unavoidableAt: { readonly step: Step; readonly time: Nanoseconds } | undefined;
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
  readonly control: ThreadControl;
  /** The panel shows this earlier step, and nothing newer, until `showStep` with undefined. */
  readonly pastStep: Step | undefined;
  /** What the user should know of how this run came about: a damaged file, a replay that left. */
  readonly notice?: string | undefined;
  /** The run itself stands at this earlier step: it has gone back in time. */
  readonly standsAt?: Step | undefined;
  /** How many steps the run has had; more than the world's while an earlier one is shown. */
  readonly lastStep: Step;
}

/** In words, of the objects with a sync breakpoint. */
export type ObjectStops = Readonly<Record<ObjectId, string>>;

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
  | AppendMessage
  | { readonly kind: 'state'; readonly state: RunState }
  | { readonly kind: 'speed'; readonly speed: number }
  | { readonly kind: 'findings'; readonly findings: readonly FindingView[] }
  | { readonly kind: 'control'; readonly control: ThreadControl }
  | { readonly kind: 'settings'; readonly settings: PanelSettings }
  /** When the run stops at which object: `Stops when it is acquired`. None after `hydrate`. */
  | { readonly kind: 'syncBreakpoints'; readonly stops: ObjectStops }
  /** Chooses this and brings it into sight: the thread in focus of the call stack, a finding. */
  | {
      readonly kind: 'select';
      readonly selection: PanelSelection | undefined;
      /** Follows from a stop, not from the user: what the user has chosen since then stays. */
      readonly isAutomatic: boolean;
    };

export type FromPanel =
  | { readonly kind: 'hydrateMe' }
  | ReadyMessage
  | {
      readonly kind: 'command';
      readonly command:
        | 'pause'
        | 'continue'
        | 'stepEvent'
        | 'stop'
        | 'restart'
        | 'replay'
        | 'goHere'
        | 'travelToEnd'
        | 'runExample'
        | 'runCurrentFile'
        | 'proveFinding';
    }
  | { readonly kind: 'setSpeed'; readonly speed: number }
  /** Opens the source at a site's position. */
  | {
      readonly kind: 'reveal';
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly kind: 'setHideLibraryObjects'; readonly hide: boolean }
  /** Shows the world as it was at a step; undefined goes back to now. */
  | { readonly kind: 'showStep'; readonly step: Step | undefined }
  | { readonly kind: 'copyFinding'; readonly id: string; readonly format: 'text' | 'markdown' }
  | {
      readonly kind: 'thread';
      readonly command: 'freeze' | 'thaw' | 'solo' | 'runNext' | 'thawAll';
      readonly thread: ThreadId;
    }
  /** The user goes to a thread; the call stack follows, if the run stands. */
  | { readonly kind: 'chooseThread'; readonly thread: ThreadId }
  /** The user has chosen something here; other views follow. */
  | { readonly kind: 'select'; readonly selection: PanelSelection | undefined }
  /** The debugger goes to when a lock was taken, or another object changed last. */
  | { readonly kind: 'goToTaken'; readonly object: ObjectId }
  /** Asks the user when to stop on this object (VS Code's own quick pick). */
  | { readonly kind: 'breakOn'; readonly object: ObjectId };
