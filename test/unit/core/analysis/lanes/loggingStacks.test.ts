import assert from 'node:assert/strict';
import { LoggingStacks } from '../../../../../src/core/analysis/lanes/loggingStacks.ts';
import type { SiteId, StackId } from '../../../../../src/core/base/ids.ts';
import type { Site } from '../../../../../src/core/trace/events.ts';

function siteIn(file: string, isLibrary: boolean): Site {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 2, function: 'f', isLibrary };
}

const sites = [
  siteIn('/home/me/script.py', false),
  siteIn('/lib/python3.14/logging/__init__.py', true),
  siteIn('/home/me/logging/__init__.py', false),
];
/** 1: the script. 2: logging, called by the script. 3: called by 2. 4: a folder called logging. */
const stacks = [
  { site: 1 as SiteId, caller: 0 as StackId },
  { site: 2 as SiteId, caller: 1 as StackId },
  { site: 1 as SiteId, caller: 2 as StackId },
  { site: 3 as SiteId, caller: 1 as StackId },
];

describe('text that logging wrote', () => {
  it('has a function of the logging module on its stack', () => {
    const logging = new LoggingStacks();
    const answers = [3, 1, 2, 4, 0, 3].map((stack) =>
      logging.isLogging(stack as StackId, { sites, stacks }),
    );
    assert.deepEqual(answers, [true, false, true, false, false, true]);
  });
});
