// A report as a SARIF 2.1.0 log (OASIS, 2020), which code scanning services and editors read. The
// interleaving is a code flow with a thread flow for each thread, in the order of execution. A race
// that no failure is about is a warning, and a note if no schedule showed that it matters.

import { interleavingMarkdown } from '../../core/analysis/interleavingText.ts';
import { rowText, type Interleaving } from '../../core/analysis/interleaving.ts';
import type {
  CheckReport,
  CheckResult,
  Failure,
  FailureKind,
  RaceReport,
} from '../../core/exploration/report.ts';
import { replayCommand, withoutTitle } from '../../core/exploration/reportText.ts';
import { effectText } from '../../core/exploration/verdictText.ts';
import type { Site } from '../../core/trace/events.ts';
import { toHostPath, toSandboxPath } from '../../session/sandboxPath.ts';

const SCHEMA =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const HELP = 'https://docs.python.org/3.14/library/threading.html';

const RULES: Readonly<Record<FailureKind, string>> = {
  deadlock: 'Threads wait for ever on some schedule.',
  exception: 'An exception that nobody catches is raised on some schedule.',
  exit: 'The program ends with an error on some schedule.',
  limit: 'The program does not come to an end on some schedule.',
  race: 'An update is lost on some schedule.',
};
const KINDS = Object.keys(RULES) as FailureKind[];
const RACE_RULE = {
  id: 'weft/unordered',
  shortDescription: { text: 'Threads use shared data, and nothing orders what they do.' },
  defaultConfiguration: { level: 'warning' },
  helpUri: HELP,
};

/** @param root the folder that paths are relative to, absolute */
export function sarifLog(report: CheckReport, root: string): object {
  const paths = new Paths(root);
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(report) },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { uri: paths.rootUri } },
        invocations: [{ executionSuccessful: true }],
        results: report.results.flatMap((result) => [
          ...result.failures.map((failure) => failureResult(failure, result, paths)),
          ...result.races.map((race) => raceResult(race, result, paths)),
        ]),
      },
    ],
  };
}

function driver({ tool }: CheckReport): object {
  return {
    name: 'Weft',
    version: tool.version,
    informationUri: HELP,
    rules: [...KINDS.map(failureRule), RACE_RULE],
  };
}

function failureRule(kind: FailureKind): object {
  return {
    id: `weft/${kind}`,
    shortDescription: { text: RULES[kind] },
    defaultConfiguration: { level: 'error' },
    helpUri: HELP,
  };
}

function failureResult(failure: Failure, result: CheckResult, paths: Paths): object {
  return {
    ruleId: `weft/${failure.kind}`,
    ruleIndex: KINDS.indexOf(failure.kind),
    level: 'error',
    message: {
      text: `${failure.title}.\n\n${failure.explanation}`,
      markdown: `${failure.title}.\n\n${interleavingMarkdown(failure.interleaving)}`,
    },
    locations: [{ physicalLocation: placeOf(failure, result, paths) }],
    partialFingerprints: { 'weftFailure/v1': failure.key },
    codeFlows: [codeFlow(failure.interleaving, paths)],
    properties: {
      schedule: failure.schedule,
      replay: replayCommand(failure, result.target),
      foundAt: failure.foundAt,
    },
  };
}

function raceResult(race: RaceReport, result: CheckResult, paths: Paths): object {
  const text = [`${race.title}.`, effectText(race, result), '', withoutTitle(race)].join('\n');
  return {
    ruleId: RACE_RULE.id,
    ruleIndex: KINDS.length,
    level: race.effect === 'none' ? 'note' : 'warning',
    message: { text },
    locations: [{ physicalLocation: placeOf(race, result, paths) }],
    partialFingerprints: { 'weftRace/v1': race.key },
    properties: { race: race.kind, effect: race.effect, hasHappened: race.hasHappened },
  };
}

/** Without a place of its own, the first line of the file: a result must be somewhere. */
function placeOf({ place }: Failure | RaceReport, { target }: CheckResult, paths: Paths): object {
  return place === undefined
    ? { artifactLocation: paths.location(target.file), region: { startLine: target.line ?? 1 } }
    : physical(place, paths);
}

function physical({ file, line, column, endLine, endColumn }: Site, paths: Paths): object {
  return {
    artifactLocation: paths.location(file),
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

function codeFlow({ threads, rows }: Interleaving, paths: Paths): object {
  const flows = threads.map(({ id, name }) => ({
    id: name,
    locations: rows.flatMap((row, index) => {
      if (row.thread !== id) return [];
      const { site } = row;
      const location = {
        message: { text: rowText({ ...row, site: undefined }) },
        ...(site && { physicalLocation: physical(site, paths) }),
      };
      return [{ location, executionOrder: index + 1 }];
    }),
  }));
  return { threadFlows: flows.filter(({ locations }) => locations.length > 0) };
}

class Paths {
  readonly rootUri: string;
  private readonly root: string;

  constructor(root: string) {
    const path = toSandboxPath(root);
    this.root = path.endsWith('/') ? path : `${path}/`;
    this.rootUri = `file://${encoded(this.root)}`;
  }

  /** Relative to the root if it is below it. @param file as in a trace or on the command line */
  location(file: string): object {
    const path = toSandboxPath(file);
    if (path.startsWith(this.root))
      return { uri: encoded(path.slice(this.root.length)), uriBaseId: 'ROOT' };
    return path.startsWith('/')
      ? { uri: `file://${encoded(toHostPath(path))}` }
      : { uri: encoded(path), uriBaseId: 'ROOT' };
  }
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
