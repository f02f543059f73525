// What is in a file (`.weft`), beside the frames of its chunks (chunks.ts) and the columns of its
// events (columns.ts). docs/trace-format.md describes the whole.

import type { FindingView } from '../protocol/panel.ts';
import type { EventBody, Site, Stack } from '../trace/events.ts';
import type { RunHeader } from '../trace/header.ts';
import type { ObjectNames } from './recording.ts';

export const MAGIC = 0x54464557; // "WEFT" read as a little-endian number
export const FILE_VERSION = 2;
/** Bytes of the two, before the first chunk. */
export const PREFIX = 8;

/** True of the beginning of any version's file. @param bytes 4 at least, else it is none */
export function isRecording(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length >= 4 && view.getUint32(0, true) === MAGIC;
}

export interface HeadJson {
  readonly header: RunHeader;
  readonly title: string;
  /** What the event codes of this file mean, by their index. */
  readonly codes: readonly string[];
}

/** What comes before the columns of a chunk of events. */
export interface EventsJson {
  readonly rich: readonly EventBody[];
  /** New rows of the tables. */
  readonly sites: readonly Site[];
  readonly stacks: readonly Stack[];
  /** Of the objects that are made here. */
  readonly names: ObjectNames;
}

export interface TailJson {
  readonly events: number;
  readonly schedule: string;
  readonly findings?: readonly FindingView[];
  /** Of objects that got another name later. */
  readonly names: ObjectNames;
}
