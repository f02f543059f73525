// The table of results in docs/conformance.md.

import type { TestEnd } from './moduleRun.ts';
import { reasonOf } from './reasons.ts';

export interface ModuleResult {
  readonly module: string;
  readonly ends: readonly TestEnd[];
}

/** Tests that do not pass although nothing says why. */
export function unexplained(results: readonly ModuleResult[]): readonly TestEnd[] {
  const ends = results.flatMap((result) => result.ends);
  return ends.filter((end) => end.outcome !== 'passed' && reasonOf(end) === undefined);
}

export function table(results: readonly ModuleResult[]): string {
  const rows = results.map(({ module, ends }) => {
    const passed = ends.filter(({ outcome }) => outcome === 'passed').length;
    return `| \`${module}\` | ${passed} | ${ends.length - passed} | ${otherEnds(ends)} |`;
  });
  const all = results.flatMap(({ ends }) => ends);
  const passed = all.filter(({ outcome }) => outcome === 'passed').length;
  const total = `| all | ${passed} | ${all.length - passed} | |`;
  return ['| module | pass | others | why |', '|---|---|---|---|', ...rows, total].join('\n');
}

function otherEnds(ends: readonly TestEnd[]): string {
  const counts = new Map<string, number>();
  for (const end of ends) {
    if (end.outcome === 'passed') continue;
    const reason = reasonOf(end) ?? `**${end.outcome}**`;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join('; ');
}

/** The tests that fail or hang for a reason of their own. */
export function list(results: readonly ModuleResult[]): string {
  const lines = results.flatMap(({ ends }) =>
    ends
      .filter(({ outcome }) => outcome !== 'passed' && outcome !== 'skipped')
      .map((end) => `- \`${end.test}\` (${end.outcome}): ${reasonOf(end) ?? '**not explained**'}`),
  );
  return lines.join('\n');
}
