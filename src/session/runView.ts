// A run as views are given it.

import type { RunView } from '../core/protocol/panel.ts';
import type { Session } from './session.ts';

type Viewed = Pick<
  Session,
  | 'header'
  | 'title'
  | 'state'
  | 'speed'
  | 'world'
  | 'tables'
  | 'names'
  | 'findings'
  | 'trace'
  | 'notice'
  | 'pastStep'
> & { readonly debug: Pick<Session['debug'], 'control'> };

export function runViewOf(session: Viewed): RunView {
  const { header, title, state, speed, world, tables, names, findings } = session;
  return {
    ...{ header, title, state, world, tables, names, findings },
    speed: Number.isFinite(speed) ? speed : 0,
    control: session.debug.control,
    pastStep: undefined,
    standsAt: session.pastStep,
    lastStep: session.trace.length,
    notice: session.notice,
  };
}
