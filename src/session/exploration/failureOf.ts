// What went wrong in a run that has ended, and its name: the same for the same trouble on another
// schedule, where threads and steps have other numbers.

import { isStanding } from '../../core/analysis/certainty.ts';
import { userSite, type SourceLines } from '../../core/analysis/scene.ts';
import { findingText } from '../../core/analysis/findingText.ts';
import { MAIN_THREAD } from '../../core/base/ids.ts';
import type { FailureKind } from '../../core/exploration/report.ts';
import type { FindingView } from '../../core/protocol/panel.ts';
import type { EventOf, Site } from '../../core/trace/events.ts';
import { DOES_NOT_FIT } from '../../core/schedule/replay.ts';
import type { Session } from '../session.ts';

export interface FoundFailure {
  readonly key: string;
  readonly kind: FailureKind;
  /** A line without a full stop. */
  readonly title: string;
  readonly place: Site | undefined;
  /** Lines of plain text. */
  readonly explanation: string;
  /** Titles of what else went wrong. */
  readonly also: readonly string[];
}

type Trouble = Omit<FoundFailure, 'also'>;

/** undefined: the run is as it should be. The first trouble of a run is its failure. */
export function failureOf(session: Session): FoundFailure | undefined {
  const exceptions = [...session.trace.events()].flatMap((event) =>
    event.kind === 'exception' ? [exceptionTrouble(event, session)] : [],
  );
  const hangs = session.findings
    .filter(isStanding)
    .map((finding) => findingTrouble(finding, session.source));
  const troubles = [...exceptions, ...hangs];
  const [first, ...others] = troubles.length > 0 ? troubles : endTrouble(session);
  return first && { ...first, also: others.map(({ title }) => title) };
}

function exceptionTrouble(event: EventOf<'exception'>, session: Session): Trouble {
  const place = userSite(session.tables, event.at);
  const error = event.message === '' ? event.typeName : `${event.typeName}: ${event.message}`;
  const thread = session.world.threads[event.by];
  const isMain = event.by === MAIN_THREAD || thread === undefined;
  return {
    key: `exception ${event.typeName} ${placeText(place)}`,
    kind: 'exception',
    title: firstLine(isMain ? error : `${thread.name} fails: ${error}`),
    place,
    explanation: errorOutput(session) || error,
  };
}

function findingTrouble(finding: FindingView, source: SourceLines): Trouble {
  const places = finding.sites.map(({ stack }) => placeText(stack[0]));
  const site = finding.sites.find(({ role }) => role === 'wants') ?? finding.sites[0];
  return {
    key: [finding.kind, ...[...new Set(places)].sort()].join(' '),
    kind: 'deadlock',
    title: finding.title,
    place: site?.stack[0],
    explanation: findingText(finding, source),
  };
}

/** The end itself, if nothing else tells why it is no good one. */
function endTrouble(session: Session): Trouble[] {
  const outcome = session.end?.outcome;
  if (outcome === undefined) return [];
  const ends = (kind: FailureKind, key: string, title: string): Trouble[] => [
    { key, kind, title, place: undefined, explanation: errorOutput(session) || title },
  ];
  switch (outcome.kind) {
    case 'exited':
      if (outcome.exitCode === 0) return [];
      return ends('exit', `exit ${outcome.exitCode}`, `It ends with exit code ${outcome.exitCode}`);
    case 'deadlocked':
      return ends('deadlock', 'deadlock', 'Deadlock: nobody can ever run again');
    case 'limit':
      return ends('limit', 'limit', withoutStop(outcome.message));
    case 'stopped':
    case 'crashed':
      return [];
  }
}

/** The run was to follow a schedule, and could not. */
export function doesNotFit({ end }: Session): boolean {
  return end?.outcome.kind === 'limit' && end.outcome.message.startsWith(DOES_NOT_FIT);
}

/** Characters at the end of stderr. */
const ERRORS_SHOWN = 4_000;

export function errorOutput(session: Session): string {
  let text = '';
  for (const event of session.trace.events()) {
    if (event.kind === 'output' && event.stream === 'stderr') text += event.text;
  }
  return text.trimEnd().slice(-ERRORS_SHOWN);
}

function placeText(site: Site | undefined): string {
  return site === undefined ? '?' : `${site.file}:${site.line}`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}

function withoutStop(message: string): string {
  return firstLine(message).replace(/\.$/, '');
}
