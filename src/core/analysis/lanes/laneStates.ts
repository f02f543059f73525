// The states of threads as small numbers, for columns. Names as in trace/world.

import type { ThreadState } from '../../trace/world.ts';
import { WAIT_OPERATIONS } from '../../trace/encode.ts';
import type { Wait } from '../../trace/events.ts';

export type LaneState = ThreadState['kind'];

/** In a lane before its thread was made. */
export const NO_STATE = 0;

/** The code of a state is its index here plus 1. */
export const LANE_STATES = [
  'new',
  'ready',
  'running',
  'blocked',
  'waiting',
  'sleeping',
  'finished',
  'crashed',
  'cutOff',
] as const satisfies readonly LaneState[];

/** How many codes there are, `NO_STATE` too. */
export const STATE_CODES = LANE_STATES.length + 1;

const CODES = Object.fromEntries(LANE_STATES.map((state, index) => [state, index + 1])) as Readonly<
  Record<LaneState, number>
>;

export function codeOfState(state: LaneState): number {
  return CODES[state];
}

export function stateOfCode(code: number): LaneState | undefined {
  return LANE_STATES[code - 1];
}

/** What a thread waits for, apart from the object or thread: the code is the index. */
const WAYS: readonly Wait['kind'][] = [
  'sleep',
  'lock',
  'join',
  'start',
  'shutdown',
  'input',
  'object',
];
const LOCK = WAYS.indexOf('lock');
const FIRST_OPERATION = WAYS.indexOf('object');

/** True for waits in the queue of an object. */
export function isQueueWait(code: number): boolean {
  return code === LOCK || code >= FIRST_OPERATION;
}

/** Codes of waits; operations of unknown names get theirs when they come. */
export class WaitCodes {
  private readonly operations: string[] = [...WAIT_OPERATIONS];

  codeOf(wait: Wait): number {
    if (wait.kind !== 'object') return WAYS.indexOf(wait.kind);
    const known = this.operations.indexOf(wait.operation);
    if (known >= 0) return FIRST_OPERATION + known;
    return FIRST_OPERATION + this.operations.push(wait.operation) - 1;
  }

  /** `operation` is set where the thread waits for an object that is no lock. */
  wayOf(code: number): { readonly kind: Wait['kind']; readonly operation: string | undefined } {
    const operation = this.operations[code - FIRST_OPERATION];
    return { kind: WAYS[Math.min(code, FIRST_OPERATION)] ?? 'sleep', operation };
  }
}
