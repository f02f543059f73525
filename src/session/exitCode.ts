// Exit codes of a run for the shell and for DAP's `exited` event.

import type { Outcome } from '../core/trace/events.ts';
import { unreachable } from '../core/base/errors.ts';

export const EXIT_DEADLOCK = 123;
export const EXIT_LIMIT = 124;
/** Weft itself failed. */
export const EXIT_FAILURE = 125;
/** As a shell reports Ctrl+C. */
export const EXIT_STOPPED = 130;

/** The script's own code if it ended by itself. */
export function exitCodeOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'exited':
      return outcome.exitCode;
    case 'deadlocked':
      return EXIT_DEADLOCK;
    case 'limit':
      return EXIT_LIMIT;
    case 'crashed':
      return EXIT_FAILURE;
    case 'stopped':
      return EXIT_STOPPED;
    default:
      return unreachable(outcome);
  }
}

/** What the reader should be told about an end that the script did not choose. */
export function outcomeMessage(outcome: Outcome): string | undefined {
  switch (outcome.kind) {
    case 'limit':
      return outcome.message;
    case 'crashed':
      return `The run ended because the interpreter failed: ${outcome.message}`;
    case 'exited':
    case 'deadlocked':
    case 'stopped':
      return undefined;
    default:
      return unreachable(outcome);
  }
}
