// Reads Trace Event Format as its description says, independent of what writes it here: its shape
// by a JSON schema, and what a viewer has to rely on.
// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU

import { Ajv } from 'ajv';

const number = { type: 'number' };
const integer = { type: 'integer' };
const text = { type: 'string' };
const stamp = { ts: { type: 'number', minimum: 0 }, pid: integer, tid: integer };
const named = { ...stamp, name: text, cat: text, args: { type: 'object' } };

function phase(ph: string, required: readonly string[], more: object = {}): object {
  return {
    type: 'object',
    properties: { ...named, ph: { const: ph }, ...more },
    required: ['ph', 'ts', 'pid', 'tid', ...required],
    additionalProperties: false,
  };
}

const metadataArgs = {
  type: 'object',
  properties: { name: text, sort_index: integer },
  minProperties: 1,
  additionalProperties: false,
};

/** The object form; of the phases those that need no other document. */
const schema = {
  type: 'object',
  required: ['traceEvents'],
  properties: {
    displayTimeUnit: { enum: ['ms', 'ns'] },
    otherData: { type: 'object' },
    traceEvents: {
      type: 'array',
      items: {
        oneOf: [
          phase('B', ['name', 'cat']),
          phase('E', []),
          phase('X', ['name', 'dur'], { dur: { type: 'number', minimum: 0 } }),
          phase('i', ['name'], { s: { enum: ['g', 'p', 't'] } }),
          phase('C', ['name', 'args'], {
            args: { type: 'object', additionalProperties: number, minProperties: 1 },
          }),
          phase('s', ['name', 'cat', 'id'], { id: integer }),
          phase('f', ['name', 'cat', 'id'], { id: integer, bp: { const: 'e' } }),
          phase('M', ['name', 'args'], {
            name: {
              enum: ['process_name', 'process_sort_index', 'thread_name', 'thread_sort_index'],
            },
            args: metadataArgs,
          }),
        ],
      },
    },
  },
};

export interface ReadEvent {
  readonly ph: string;
  readonly ts: number;
  readonly pid: number;
  readonly tid: number;
  readonly name?: string;
  readonly cat?: string;
  readonly id?: number;
  readonly args?: Readonly<Record<string, unknown>>;
}

const isOfFormat = new Ajv({ allErrors: false }).compile(schema);

/** @throws Error that says what is wrong */
export function readTraceEvents(json: string): readonly ReadEvent[] {
  const value: unknown = JSON.parse(json);
  if (!isOfFormat(value)) throw new Error(JSON.stringify(isOfFormat.errors));
  const { traceEvents } = value as { readonly traceEvents: readonly ReadEvent[] };
  checkOrder(traceEvents);
  checkNesting(traceEvents);
  checkFlows(traceEvents);
  return traceEvents;
}

function checkOrder(events: readonly ReadEvent[]): void {
  events.forEach(({ ts }, index) => {
    if (ts < (events[index - 1]?.ts ?? 0)) throw new Error(`event ${index} is before the last`);
  });
}

/** How many slices of each track are open at each event; an end without a beginning is wrong. */
function checkNesting(events: readonly ReadEvent[]): void {
  const depths = new Map<string, number>();
  for (const [index, { ph, pid, tid }] of events.entries()) {
    if (ph !== 'B' && ph !== 'E') continue;
    const depth = (depths.get(`${pid} ${tid}`) ?? 0) + (ph === 'B' ? 1 : -1);
    if (depth < 0) throw new Error(`event ${index} ends a slice that has not begun`);
    depths.set(`${pid} ${tid}`, depth);
  }
}

/** Each arrow has one beginning and one end, not before it, each inside of an open slice. */
function checkFlows(events: readonly ReadEvent[]): void {
  const open = new Map<string, number>();
  const flows = new Map<number, string[]>();
  for (const { ph, pid, tid, id } of events) {
    const track = `${pid} ${tid}`;
    if (ph === 'B') open.set(track, (open.get(track) ?? 0) + 1);
    if (ph === 'E') open.set(track, (open.get(track) ?? 0) - 1);
    if ((ph !== 's' && ph !== 'f') || id === undefined) continue;
    if ((open.get(track) ?? 0) < 1) throw new Error(`flow ${id} (${ph}) is in no slice`);
    flows.set(id, [...(flows.get(id) ?? []), ph]);
  }
  for (const [id, ends] of flows) {
    if (ends.join('') !== 'sf') throw new Error(`flow ${id} has the ends ${ends.join()}`);
  }
}
