// Files of version 1, which were written as a whole:
//
//   bytes 0–7   as today
//   then zlib:  length of the JSON in bytes, little-endian; padding to 8 bytes; the JSON
//               (UTF-8); padding to 8 bytes; the events' numbers as little-endian doubles

import { strFromU8, unzlibSync } from 'fflate';
import { assert, UserError } from '../base/errors.ts';
import type { Step } from '../base/ids.ts';
import { EVENT_WIDTH } from '../trace/batch.ts';
import type { EventBody, Site, Stack } from '../trace/events.ts';
import type { RunHeader } from '../trace/header.ts';
import { Trace } from '../trace/trace.ts';
import { MOST_CONTENT, MOST_INFLATION } from './chunks.ts';
import { CodeTable } from './codes.ts';
import { fromJson } from './json.ts';
import type { LoadedRecording, Sources } from './recording.ts';

interface FileJson {
  readonly header: RunHeader;
  readonly schedule: string;
  readonly sources: Sources;
  readonly eventCount: number;
  readonly rich: readonly EventBody[];
  readonly sites: readonly Site[];
  readonly stacks: readonly Stack[];
}

const CODES: readonly string[] = [
  ...['rich', 'run', 'wake', 'acquire', 'release', 'acquireFailed', 'threadStart', 'threadEnd'],
  ...['objectGone', 'eventState', 'semaphoreState', 'waitSleep', 'waitLock', 'waitJoin'],
  ...['waitShutdown', 'waitStart', 'waitObject wait', 'waitObject acquire', 'waitObject get'],
  ...['waitObject put', 'waitObject join', 'waitObject result'],
];
const WORD = 8;

/** @param body without the first eight bytes. @throws UserError if any of it is damaged */
export function parseVersion1(body: Uint8Array): LoadedRecording {
  const { json, numbers } = unpack(body);
  const { header, schedule, sources, rich, sites, stacks } = json;
  const trace = new Trace(header);
  new CodeTable(CODES).translate(numbers);
  trace.append({ from: 0 as Step, numbers, rich, sites, stacks });
  const title = /[^/\\]*$/.exec(header.script)?.[0] ?? header.script;
  const unknown = { names: undefined, findings: undefined, damage: undefined };
  return { title, trace, schedule, sources, ...unknown };
}

function unpack(body: Uint8Array): { json: FileJson; numbers: Float64Array } {
  try {
    const out = new Uint8Array(Math.min(body.length * MOST_INFLATION, MOST_CONTENT));
    const bytes = unzlibSync(body, { out });
    assert(adler32(bytes) === adlerOf(body), 'the checksum is another one');
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const json = fromJson(strFromU8(bytes.subarray(WORD, WORD + length))) as FileJson;
    const start = WORD + Math.ceil(length / WORD) * WORD;
    const numbers = new Float64Array(bytes.slice(start).buffer);
    assert(numbers.length === json.eventCount * EVENT_WIDTH, 'events are missing');
    return { json, numbers };
  } catch {
    // What the decompressor and JSON say about damaged bytes helps nobody.
    throw new UserError(
      'This recording is damaged or cut short, and as its format is an old one nothing can be ' +
        'read. Copy it again, or record the run again.',
    );
  }
}

function adlerOf(zlib: Uint8Array): number {
  return new DataView(zlib.buffer, zlib.byteOffset + zlib.length - 4).getUint32(0, false);
}

/** As in RFC 1950; fflate does not check it. */
function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
