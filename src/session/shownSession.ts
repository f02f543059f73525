// What views need of a session. A run that goes on or has ended is one, and so is a recording.

import type { ThreadControl } from '../core/protocol/debug.ts';
import type { Session } from './session.ts';

export type ShownSession = Pick<
  Session,
  | ('header' | 'title' | 'trace' | 'world' | 'tables' | 'names' | 'sources' | 'source')
  | ('findings' | 'state' | 'speed' | 'end' | 'placeOf' | 'runView' | 'notice')
  | ('pastStep' | 'kept')
> & {
  readonly debug: { readonly control: ThreadControl };
};
