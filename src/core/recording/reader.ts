// Reads a recording from the bytes of a file. Of one that is cut short or damaged it reads all
// events up to the damage, and says so; never an event that did not happen.

import { strFromU8 } from 'fflate';
import { assert, UserError } from '../base/errors.ts';
import type { ObjectId, Step } from '../base/ids.ts';
import { TRACE_VERSION } from '../trace/header.ts';
import { Trace } from '../trace/trace.ts';
import type { World } from '../trace/world.ts';
import { ByteReader } from './bytes.ts';
import { type FramedChunk, wholeChunks } from './chunks.ts';
import { CodeTable, laterVersion } from './codes.ts';
import { numberRich, readColumns } from './columns.ts';
import { damageOf } from './damage.ts';
import { assertEvents, assertStacks, eventsIn, headIn, sourcesIn, tailIn } from './contents.ts';
import { fromJson } from './json.ts';
import type { LoadedRecording, Sources } from './recording.ts';
import { parseVersion1 } from './version1.ts';
import { FILE_VERSION, type HeadJson, isRecording, PREFIX, type TailJson } from './layout.ts';

/** @throws UserError if nothing can be read: it is no recording, or its start is damaged. */
export function parseRecording(bytes: Uint8Array): LoadedRecording {
  if (bytes.length === 0) throw new UserError(`This file is empty. ${AGAIN}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < PREFIX || !isRecording(bytes)) throw foreign();
  const version = view.getUint32(4, true);
  if (version === 1) return checked(parseVersion1(bytes.subarray(PREFIX)));
  if (version !== FILE_VERSION) throw laterVersion();
  const chunks = [...wholeChunks(bytes, PREFIX)];
  return checked(new Reading(headOf(chunks[0])).read(chunks));
}

function headOf(chunk: FramedChunk | undefined): HeadJson {
  const head = chunk?.kind === 'HEAD' ? unlessDamaged(() => headIn(json(chunk))) : undefined;
  if (!head) throw damaged();
  return head;
}

/** What is read from content that its checksum calls right, and that may be anything all the same. */
function unlessDamaged<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) throw error;
    // What the decompressor and JSON say about it helps nobody: it counts as lost.
    return undefined;
  }
}

/** Bytes of all contents together: no computer could show what has more. */
const MOST_CONTENT = 2 ** 31;
const AGAIN = 'Copy it again, or record the run again.';

function foreign(): UserError {
  return new UserError(
    'This is not a recording of Weft: it does not start with "WEFT". ' +
      'Open a .weft file that "weft run --trace" or "Weft: Save Recording" has written.',
  );
}

function damaged(): UserError {
  return new UserError(
    `This recording is damaged where it begins, so nothing can be read. ${AGAIN}`,
  );
}

function checked(recording: LoadedRecording): LoadedRecording {
  if (recording.trace.header.version > TRACE_VERSION) throw laterVersion();
  return recording;
}

function json(chunk: FramedChunk): unknown {
  return fromJson(strFromU8(chunk.content()));
}

class Reading {
  private readonly title: string;
  private readonly trace: Trace;
  private readonly codes: CodeTable;
  private readonly names: Record<ObjectId, string> = {};
  private sources: Sources | undefined;
  private tail: TailJson | undefined;
  private room = MOST_CONTENT;

  constructor({ header, title, codes }: HeadJson) {
    this.title = title;
    this.trace = new Trace(header);
    this.codes = new CodeTable(codes);
  }

  /** Chunks of kinds that only a later Weft knows are left out. */
  read(chunks: readonly FramedChunk[]): LoadedRecording {
    for (const chunk of chunks) {
      if (chunk.kind === 'WRLD') this.addWorld(chunk);
      else if (chunk.length <= this.room) unlessDamaged(() => this.add(chunk));
    }
    return this.result();
  }

  private add(chunk: FramedChunk): void {
    this.room -= chunk.length;
    if (chunk.kind === 'CODE') this.sources = sourcesIn(json(chunk));
    if (chunk.kind === 'EVTS') this.addEvents(chunk.content());
    if (chunk.kind === 'TAIL') this.tail = tailIn(json(chunk));
  }

  /** The world after the events so far. It is read when it is needed: most are never. */
  private addWorld(chunk: FramedChunk): void {
    const step = this.trace.length;
    if (chunk.isAfterDamage) return;
    this.trace.addCheckpoint(step, () => {
      const world = json(chunk) as World;
      assert(world.step === step, `the world of step ${world.step} is not at ${step}`);
      return world;
    });
  }

  private addEvents(content: Uint8Array): void {
    const reader = new ByteReader(content);
    const from = reader.unsigned() as Step;
    // After a damaged chunk: what comes later would hang in the air.
    if (from !== this.trace.length) return;
    const count = reader.unsigned();
    assert(count <= content.length, 'a chunk has fewer bytes than events');
    const { rich, sites, stacks, names } = eventsIn(fromJson(strFromU8(reader.piece())));
    const numbers = readColumns(reader, count, this.codes);
    numberRich(numbers);
    assertEvents(numbers, rich.length);
    assertStacks(stacks, this.trace.tables.stacks.length);
    this.trace.append({ from, numbers, rich, sites, stacks });
    Object.assign(this.names, names);
  }

  private result(): LoadedRecording {
    const { title, trace, names, tail, sources } = this;
    const isWhole = tail?.events === trace.length;
    if (isWhole) Object.assign(names, tail.names);
    return {
      title,
      trace,
      schedule: tail?.schedule ?? '',
      sources: sources ?? {},
      // Whoever wrote it knew none.
      names: Object.keys(names).length === 0 ? undefined : names,
      findings: isWhole ? tail.findings : undefined,
      damage: damageOf({ trace, tail, hasSources: sources !== undefined }),
    };
  }
}
