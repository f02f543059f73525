// A run as it is saved: all that is needed to look at it, and to run it again, on any machine.

import type { ObjectId } from '../base/ids.ts';
import type { FindingView } from '../protocol/panel.ts';
import type { Trace } from '../trace/trace.ts';

/** Texts of the source files by path, as they were when the program ran. */
export type Sources = Readonly<Record<string, string>>;

export type ObjectNames = Readonly<Record<ObjectId, string>>;

export interface Recording {
  readonly trace: Trace;
  /** What the run is called: the example's title or the script's file name. */
  readonly title: string;
  /** As in schedule/scheduleText; empty if it is not known. */
  readonly schedule: string;
  readonly sources: Sources;
  /** What a programmer would call each object. Files of version 1 have none. */
  readonly names: ObjectNames | undefined;
  /** What was wrong at the end; undefined if the file does not say, or its end is lost. */
  readonly findings: readonly FindingView[] | undefined;
}

export interface LoadedRecording extends Recording {
  readonly damage: Damage | undefined;
}

/** What of a file could not be read. */
export interface Damage {
  /** In a sentence or two, for the user. */
  readonly text: string;
  /** Events that could be read, all from the start of the run. */
  readonly events: number;
  /** Events that the run had; undefined if that is lost, too. */
  readonly of: number | undefined;
}
