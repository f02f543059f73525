// `--json`: a run as JSON objects, one a line. The format is described in `weft run --help`.

import type { Site, TraceEvent } from '../core/trace/events.ts';
import type { RunHeader } from '../core/trace/header.ts';
import type { Tables } from '../core/trace/world.ts';
import { userSite } from '../session/batchEvents.ts';
import { exitCodeOf } from '../session/exitCode.ts';
import type { Session, SessionEnd } from '../session/session.ts';

export function headerLine(header: RunHeader): string {
  return JSON.stringify({ kind: 'header', ...header });
}

export function eventLine(step: number, event: TraceEvent, tables: Tables): string {
  const { time, by, at, ...body } = event;
  const site = userSite(at, tables);
  return JSON.stringify({ step, time, by, ...body, site: site && placeOf(site) });
}

export function resultLine(session: Session, { outcome, schedule }: SessionEnd): string {
  const { findings } = session;
  return JSON.stringify({
    kind: 'result',
    outcome,
    exitCode: exitCodeOf(outcome),
    schedule,
    findings,
  });
}

function placeOf(site: Site): string {
  return `${site.file}:${site.line}`;
}
