// How a run ended, as a verb: `ended well`, `was stopped`.

import { unreachable } from '../base/errors.ts';
import type { Outcome } from '../trace/events.ts';

export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'exited':
      return outcome.exitCode === 0 ? 'ended well' : `ended with exit code ${outcome.exitCode}`;
    case 'stopped':
      return 'was stopped';
    case 'deadlocked':
      return 'ended in a deadlock';
    case 'limit':
      return 'reached a limit';
    case 'crashed':
      return 'crashed';
    default:
      return unreachable(outcome);
  }
}
