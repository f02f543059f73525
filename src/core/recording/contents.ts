// Whether what a chunk contains has the shape that it must have: a file with the right checksums may have
// been made by anybody.

import { assert } from '../base/errors.ts';
import { EVENT_WIDTH } from '../trace/batch.ts';
import { EventCode } from '../trace/encode.ts';
import type { Stack } from '../trace/events.ts';
import { codeNames } from './codes.ts';
import type { EventsJson, HeadJson, TailJson } from './layout.ts';
import type { Sources } from './recording.ts';

const [CODE, BY, AT] = [0, 2, 3];
/** Ids are small numbers, by which tables are made. */
const MOST_IDS = 2 ** 31;

export function headIn(value: unknown): HeadJson {
  const { header, title, codes } = record(value);
  const { script, args, cwd, env, version, seed, startTime } = record(header);
  const texts = [title, script, cwd, ...list(codes), ...list(args)];
  assert([...texts, ...fields(env)].every(isText), 'the header has other fields');
  assert([version, seed, startTime].every(Number.isFinite), 'the header has other numbers');
  return value as HeadJson;
}

export function sourcesIn(value: unknown): Sources {
  assert(Object.values(record(value)).every(isText), 'a source is no text');
  return value as Sources;
}

export function eventsIn(value: unknown): EventsJson {
  const { rich, sites, stacks, names } = record(value);
  for (const rows of [list(rich), list(sites)]) rows.forEach(record);
  list(stacks).forEach(record);
  assert(fields(names).every(isText), 'a name is no text');
  return value as EventsJson;
}

export function tailIn(value: unknown): TailJson {
  const { events, schedule, findings, names } = record(value);
  assert(Number.isInteger(events) && isText(schedule), 'the end has other fields');
  if (findings !== undefined) list(findings).forEach(record);
  assert(fields(names).every(isText), 'a name is no text');
  return value as TailJson;
}

/**
 * Stacks lead from caller to caller, which come before them: there are no circles.
 * @param first how many rows there are before these
 */
export function assertStacks(stacks: readonly Stack[], first: number): void {
  stacks.forEach(({ site, caller }, index) => {
    assert(isBelow(site, MOST_IDS), 'a frame is nowhere');
    assert(isBelow(caller, first + index + 1), 'a frame has no caller');
  });
}

/** @param rich how many bodies of rare kinds there are */
export function assertEvents(numbers: Float64Array, rich: number): void {
  const codes = codeNames().length;
  let bodies = 0;
  for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
    assert(isBelow(numbers[offset + CODE], codes), 'an event is of no kind');
    assert(isBelow(numbers[offset + BY], MOST_IDS), 'an event is by no thread');
    assert(isBelow(numbers[offset + AT], MOST_IDS), 'an event has no place');
    if (numbers[offset + CODE] === EventCode.rich) bodies++;
  }
  assert(bodies === rich, 'events have no body');
}

function isBelow(value: number | undefined, limit: number): boolean {
  return Number.isInteger(value) && value !== undefined && value >= 0 && value < limit;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  assert(typeof value === 'object' && value !== null && !Array.isArray(value), 'no object');
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown): readonly unknown[] {
  assert(Array.isArray(value), 'no list');
  return value;
}

function fields(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Object.values(record(value));
}
