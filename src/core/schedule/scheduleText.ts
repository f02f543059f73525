// A schedule as a short string that is safe in a shell, a URL and a file name:
//
//   weft1_<seed>_<startTime>_<checksPerTick>_<choices>
//   weft1_7_1750000000000_101_1x532.2.1x3
//
// `weft1` is the format and its version; numbers are decimal; `choices` are the threads chosen
// at the points where two or more could run, in order, with `x` and a count for repetitions.
// `w<step>t<time>` among them: nobody ran although somebody could (a user had frozen it), from that
// step and virtual time to the next timer, or to the time after a `u`.
//
//   weft2_<seed>_<startTime>_<checksPerTick>_<points>_<choices>
//   weft2_7_1750000000000_101_l5000000e0a_1x3.2
//
// is a schedule whose points lie before operations, as an explorer finds them. `points` are the
// settings that decide where they lie: `l` the lateness in nanoseconds (`li`: any), `e` the early
// timeouts, and `a` if accesses to variables are among the operations.

import type { Nanoseconds, Step, ThreadId } from '../base/ids.ts';
import { UserError } from '../base/errors.ts';
import type { PointsBefore } from './strategy.ts';

export interface Schedule {
  /** As in the run's header. */
  readonly seed: number;
  readonly startTime: number;
  /** Of the strategy that made the choices: the points depend on it. */
  readonly checksPerTick: number;
  /** If points lie before operations. */
  readonly before?: PointsBefore | undefined;
  readonly choices: readonly Choice[];
}

export type Choice = ThreadChoice | RestChoice;

/** The same thread chosen `count` times in a row; `count` is at least 1. */
export interface ThreadChoice {
  readonly kind: 'thread';
  readonly thread: ThreadId;
  readonly count: number;
}

/** Nobody runs. */
export interface RestChoice {
  readonly kind: 'rest';
  readonly step: Step;
  readonly time: Nanoseconds;
  /** Infinity: the next timer. */
  readonly until: Nanoseconds;
}

const POINTS_AFTER = 'weft1';
const POINTS_BEFORE = 'weft2';

export function formatSchedule(schedule: Schedule): string {
  const { seed, startTime, checksPerTick, before } = schedule;
  const choices = schedule.choices.map(formatChoice).join('.');
  const numbers = [seed, startTime, checksPerTick];
  if (!before) return [POINTS_AFTER, ...numbers, choices].join('_');
  return [POINTS_BEFORE, ...numbers, formatPoints(before), choices].join('_');
}

function formatPoints({ lateness, earlyTimeouts, accesses }: PointsBefore): string {
  const late = lateness === Infinity ? 'i' : lateness;
  return `l${late}e${earlyTimeouts}${accesses ? 'a' : ''}`;
}

function formatChoice(choice: Choice): string {
  if (choice.kind === 'thread') {
    const { thread, count } = choice;
    return count === 1 ? String(thread) : `${thread}x${count}`;
  }
  const { step, time, until } = choice;
  return `w${step}t${time}${until === Infinity ? '' : `u${until}`}`;
}

/** @throws UserError that says what is wrong and at which character */
export function parseSchedule(text: string): Schedule {
  const reader = new Reader(text.trim());
  const version = reader.version();
  const numbers = {
    seed: reader.field('the seed', 0),
    startTime: reader.field('the start time', 0),
    checksPerTick: reader.field('the number of checks in a tick', 1),
  };
  if (version === POINTS_AFTER) return { ...numbers, choices: reader.choices() };
  return { ...numbers, before: reader.points(), choices: reader.choices() };
}

class Reader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  version(): string {
    const found = /^weft[0-9]+(?=_)/.exec(this.text)?.[0];
    if (found === undefined) this.fail(`it should start with "${POINTS_AFTER}_"`);
    if (found !== POINTS_AFTER && found !== POINTS_BEFORE) {
      const known = `${POINTS_AFTER} and ${POINTS_BEFORE}`;
      this.fail(`its format is ${found}, and this version of Weft reads ${known}`);
    }
    this.position = found.length + 1;
    return found;
  }

  points(): PointsBefore {
    this.skip('l', 'before the lateness');
    const lateness = this.has('i') ? Infinity : this.number('the lateness', 0);
    this.skip('e', 'before the number of early timeouts');
    const earlyTimeouts = this.number('the early timeouts', 0);
    const accesses = this.has('a');
    this.skip('_', 'after the points');
    return { lateness, earlyTimeouts, accesses };
  }

  field(name: string, least: number): number {
    const value = this.number(name, least);
    if (this.text[this.position] !== '_') this.fail(`expected "_" after ${name}`);
    this.position++;
    return value;
  }

  choices(): Choice[] {
    const choices: Choice[] = [];
    while (this.position < this.text.length) {
      if (choices.length > 0) this.skip('.', 'between two choices');
      choices.push(this.has('w') ? this.rest() : this.threadChoice());
    }
    return choices;
  }

  private threadChoice(): ThreadChoice {
    const thread = this.number('a thread', 1) as ThreadId;
    return { kind: 'thread', thread, count: this.count() };
  }

  private rest(): RestChoice {
    const step = this.number('a step', 0) as Step;
    this.skip('t', 'after a step');
    const time = this.number('a time', 0);
    const until = this.has('u') ? this.number('a time', 0) : Infinity;
    return { kind: 'rest', step, time, until };
  }

  /** Reads a letter if it comes next. */
  private has(letter: string): boolean {
    if (this.text[this.position] !== letter) return false;
    this.position++;
    return true;
  }

  private count(): number {
    return this.has('x') ? this.number('a count', 1) : 1;
  }

  private skip(expected: string, where: string): void {
    if (this.text[this.position] !== expected) this.fail(`expected "${expected}" ${where}`);
    this.position++;
  }

  private number(name: string, least: number): number {
    const digits = /[0-9]*/y;
    digits.lastIndex = this.position;
    const found = digits.exec(this.text)?.[0] ?? '';
    const value = Number(found);
    if (found === '') this.fail(`expected a number for ${name}`);
    if (!Number.isSafeInteger(value)) this.fail(`the number for ${name} is too large`);
    if (value < least) this.fail(`${name} must be at least ${least}`);
    this.position += found.length;
    return value;
  }

  private fail(what: string): never {
    throw new UserError(
      `The schedule can't be read: ${what}, at character ${this.position + 1}. ` +
        'Copy the whole string that the earlier run printed.',
    );
  }
}
