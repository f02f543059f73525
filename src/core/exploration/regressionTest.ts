// A unittest that runs a schedule again which failed once. It asks `weft check --expect-schedule`, as
// no other Python can be made to follow a schedule.

import { targetName, type CheckTarget, type Failure } from './report.ts';

/** Python text. */
export function regressionTest(
  { title, schedule }: Pick<Failure, 'title' | 'schedule'>,
  target: CheckTarget,
): string {
  const name = identifier(target.test ?? target.file.replace(/^.*[\\/]/, '').replace(/\.py$/, ''));
  const words = commandWords(target).map(pythonString);
  return `"""A schedule that once failed: ${docstring(title)}

Needs the command \`weft\` (https://www.npmjs.com: npm install weft) on the PATH. It runs the schedule
again; if the program has changed so far that the schedule does not fit any more, it explores the
program as \`weft check\` does.
"""

import shutil
import subprocess
import unittest
from pathlib import Path

SCHEDULE = ${pythonString(schedule)}


class TestSchedule(unittest.TestCase):
    def test_${name}(self):
        weft = shutil.which('weft')
        if weft is None:
            self.skipTest('weft is not on the PATH')
        run = subprocess.run(
            [weft, 'check', '--expect-schedule', SCHEDULE, ${words.join(', ')}],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
        )
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


if __name__ == '__main__':
    unittest.main()
`;
}

/** What `weft check` is told of the target. */
function commandWords(target: CheckTarget): string[] {
  const { args, stdin } = target;
  return [
    ...(stdin === undefined ? [] : ['--stdin', stdin]),
    targetName(target),
    ...(args === undefined ? [] : ['--', ...args]),
  ];
}

function identifier(text: string): string {
  return text.replace(/\W+/g, '_').replace(/^test_/i, '') || 'schedule';
}

function docstring(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

function pythonString(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
