// A run in a file (`.weft`), with all that is needed to look at it and to replay it elsewhere:
//
//   bytes 0–3   "WEFT"
//   bytes 4–7   version of this layout, little-endian
//   then zlib:  length of the JSON in bytes, little-endian; padding to 8 bytes; the JSON
//               (UTF-8); padding to 8 bytes; the events' numbers as little-endian doubles

import { strFromU8, strToU8, unzlibSync, zlibSync } from 'fflate';
import type { Step } from '../base/ids.ts';
import { UserError } from '../base/errors.ts';
import { EVENT_WIDTH } from './batch.ts';
import { BatchWriter, writeEvent } from './encode.ts';
import type { EventBody, Site, Stack } from './events.ts';
import { TRACE_VERSION, type RunHeader } from './header.ts';
import { Trace } from './trace.ts';

/** Texts of the source files by path, as they were when the program ran. */
export type Sources = Readonly<Record<string, string>>;

export interface TraceFile {
  readonly trace: Trace;
  /** As in schedule/scheduleText. */
  readonly schedule: string;
  readonly sources: Sources;
}

interface FileJson {
  readonly header: RunHeader;
  readonly schedule: string;
  readonly sources: Sources;
  readonly eventCount: number;
  readonly rich: readonly EventBody[];
  readonly sites: readonly Site[];
  readonly stacks: readonly Stack[];
}

const MAGIC = 0x54464557; // "WEFT" read as a little-endian number
const FILE_VERSION = 1;
const PREFIX = 8;

export function serializeTrace({ trace, schedule, sources }: TraceFile): Uint8Array {
  const writer = new BatchWriter();
  for (const event of trace.events()) writeEvent(writer, event);
  const { numbers, rich } = writer.take();
  const json: FileJson = {
    header: trace.header,
    schedule,
    sources,
    eventCount: trace.length,
    rich,
    ...trace.tables,
  };
  // JSON has no undefined: nothing in a trace is null, so null stands for it.
  const text = strToU8(JSON.stringify(json, (_key, value: unknown) => value ?? null));
  return withPrefix(zlibSync(pack(text, numbers)));
}

function pack(text: Uint8Array, numbers: Float64Array): Uint8Array {
  const start = PREFIX + align(text.length);
  const bytes = new Uint8Array(start + numbers.byteLength);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, PREFIX);
  bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), start);
  return bytes;
}

function withPrefix(body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(PREFIX + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, FILE_VERSION, true);
  bytes.set(body, PREFIX);
  return bytes;
}

function align(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/** @throws UserError if the bytes are no trace, are cut short, or come from another version */
export function parseTrace(bytes: Uint8Array): TraceFile {
  checkPrefix(bytes);
  const { json, numbers } = unpack(bytes.subarray(PREFIX));
  if (json.header.version !== TRACE_VERSION) throw otherVersion(json.header.version);
  const { header, schedule, sources, rich, sites, stacks } = json;
  const trace = new Trace(header);
  trace.append({ from: 0 as Step, numbers, rich, sites, stacks });
  return { trace, schedule, sources };
}

function checkPrefix(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFIX || view.getUint32(0, true) !== MAGIC) {
    throw new UserError(
      'This is not a Weft trace: it does not start with "WEFT". ' +
        'Open a .weft file that "weft run --trace" or the panel has saved.',
    );
  }
  const version = view.getUint32(4, true);
  if (version !== FILE_VERSION) throw otherVersion(version);
}

function otherVersion(version: number): UserError {
  return new UserError(
    `This trace has version ${version}, which this version of Weft can't read. ` +
      'Open it with the Weft that saved it, or record the run again.',
  );
}

function unpack(body: Uint8Array): { json: FileJson; numbers: Float64Array } {
  try {
    const bytes = unzlibSync(body);
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const text = strFromU8(bytes.subarray(PREFIX, PREFIX + length));
    const json = nullToUndefined(JSON.parse(text)) as FileJson;
    const numbers = new Float64Array(bytes.slice(PREFIX + align(length)).buffer);
    if (numbers.length === json.eventCount * EVENT_WIDTH) return { json, numbers };
  } catch {
    // What the decompressor and JSON say about damaged bytes helps nobody: see below.
  }
  throw new UserError(
    'This trace is damaged or cut short, so it can’t be read. Copy it again, or record the run again.',
  );
}

function nullToUndefined(value: unknown): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(nullToUndefined);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, nullToUndefined(item)]),
  );
}
