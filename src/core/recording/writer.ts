// Writes a recording while the run goes on, or at once: every piece that comes back is to be added
// at the end of the file. What was written stays readable if the rest never comes.

import { strToU8 } from 'fflate';
import { assert } from '../base/errors.ts';
import type { ObjectId, Step } from '../base/ids.ts';
import { EVENT_WIDTH } from '../trace/batch.ts';
import { EventCode } from '../trace/encode.ts';
import type { EventBody } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { ByteWriter } from './bytes.ts';
import { type ChunkKind, frameChunk } from './chunks.ts';
import { codeNames } from './codes.ts';
import { writeColumns } from './columns.ts';
import { toJson } from './json.ts';
import {
  type EventsJson,
  FILE_VERSION,
  type HeadJson,
  MAGIC,
  PREFIX,
  type TailJson,
} from './layout.ts';
import type { ObjectNames, Recording } from './recording.ts';

const EVENTS_PER_CHUNK = 16_384;
/** A thread or object in a world takes as much of the file as so many events. */
const WORLD_COST = 8;
/** Where a row of numbers has the index of a rare event's body. */
const BODY = 4;

/** A run that is written while it goes on. */
export type WrittenRun = Pick<Recording, 'trace' | 'title' | 'sources'> & {
  /** Of all objects so far. */
  readonly names: ObjectNames;
};

export class RecordingWriter {
  private readonly run: WrittenRun;
  private readonly eventsPerChunk: number;
  /** Events and rows of tables that are written. */
  private events = 0;
  private sites = 0;
  private stacks = 0;
  private lastWorld = 0;
  /** By object, the names that are written. */
  private readonly named = new Map<string, string>();

  constructor(run: WrittenRun, eventsPerChunk = EVENTS_PER_CHUNK) {
    this.run = run;
    this.eventsPerChunk = eventsPerChunk;
  }

  begin(): Uint8Array {
    const prefix = new Uint8Array(PREFIX);
    const view = new DataView(prefix.buffer);
    view.setUint32(0, MAGIC, true);
    view.setUint32(4, FILE_VERSION, true);
    const { trace, title, sources } = this.run;
    const head: HeadJson = { header: trace.header, title, codes: codeNames() };
    return joined([prefix, jsonChunk('HEAD', head), jsonChunk('CODE', sources)]);
  }

  /** What has come since, in whole chunks; often nothing. */
  more(): Uint8Array {
    const chunks: Uint8Array[] = [];
    while (this.run.trace.length - this.events >= this.eventsPerChunk) {
      chunks.push(this.eventsChunk(this.eventsPerChunk), ...this.worldChunk(false));
    }
    return joined(chunks);
  }

  end({ schedule, findings }: Pick<Recording, 'schedule' | 'findings'>): Uint8Array {
    const { trace, names } = this.run;
    const whole = this.more();
    const rest = this.eventsChunk(trace.length - this.events);
    const world = this.worldChunk(true);
    const later = Object.entries<string>(names).filter(([id, name]) => this.named.get(id) !== name);
    const tail: TailJson = {
      events: trace.length,
      schedule,
      ...(findings && { findings }),
      names: Object.fromEntries(later),
    };
    return joined([whole, rest, ...world, jsonChunk('TAIL', tail)]);
  }

  private eventsChunk(count: number): Uint8Array {
    const writer = new ByteWriter();
    const { rich, numbers } = eventsOf(this.run.trace, this.events, count);
    const { sites, stacks } = this.run.trace.tables;
    const names = this.namesMadeIn(rich);
    const rows = { sites: sites.slice(this.sites), stacks: stacks.slice(this.stacks) };
    const json: EventsJson = { rich, ...rows, names };
    writer.unsigned(this.events);
    writer.unsigned(count);
    writer.piece(strToU8(toJson(json)));
    writeColumns(writer, numbers);
    this.events += count;
    this.sites = sites.length;
    this.stacks = stacks.length;
    return frameChunk('EVTS', writer.take());
  }

  /** A large world is written less often, as it costs more than the events that lead to it. */
  private worldChunk(isLast: boolean): readonly Uint8Array[] {
    const world = this.run.trace.worldAt(this.events as Step);
    const size = Object.keys(world.threads).length + Object.keys(world.objects).length;
    const isDue = this.events - this.lastWorld >= WORLD_COST * size;
    if (this.events === this.lastWorld || !(isLast || isDue)) return [];
    this.lastWorld = this.events;
    return [jsonChunk('WRLD', world)];
  }

  private namesMadeIn(rich: readonly EventBody[]): ObjectNames {
    const made: Record<ObjectId, string> = {};
    for (const body of rich) {
      if (body.kind !== 'objectNew') continue;
      const name = this.run.names[body.object];
      if (name === undefined) continue;
      made[body.object] = name;
      this.named.set(String(body.object), name);
    }
    return made;
  }
}

interface Events {
  readonly numbers: Float64Array;
  readonly rich: readonly EventBody[];
}

/** Bodies of rare kinds are in the order of their events, so their numbers are not told. */
function eventsOf(trace: Trace, from: number, count: number): Events {
  const numbers = new Float64Array(count * EVENT_WIDTH);
  const rich: EventBody[] = [];
  for (const { batch, first, last } of trace.parts(from as Step, (from + count) as Step)) {
    const part = batch.numbers.subarray(first * EVENT_WIDTH, last * EVENT_WIDTH);
    const start = (batch.from + first - from) * EVENT_WIDTH;
    numbers.set(part, start);
    for (let offset = start; offset < start + part.length; offset += EVENT_WIDTH) {
      if (numbers[offset] !== EventCode.rich) continue;
      const body = batch.rich[numbers[offset + BODY] ?? 0];
      assert(body !== undefined, 'an event has no body');
      rich.push(body);
      numbers[offset + BODY] = 0;
    }
  }
  return { numbers, rich };
}

/** A whole recording as the bytes of a file. */
export function serializeRecording(recording: Recording, eventsPerChunk?: number): Uint8Array {
  const { names = {} } = recording;
  const writer = new RecordingWriter({ ...recording, names }, eventsPerChunk);
  return joined([writer.begin(), writer.end(recording)]);
}

function jsonChunk(kind: ChunkKind, value: unknown): Uint8Array {
  return frameChunk(kind, strToU8(toJson(value)));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.length;
  }
  return bytes;
}
