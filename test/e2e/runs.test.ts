// A run from start to end, also when the program loops for ever or kills its interpreter.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

function hostile(name: string): string {
  return readFileSync(new URL(`../programs/hostile/${name}`, import.meta.url), 'utf8');
}

const files = {
  'hello.py': `import threading\nthreading.Thread(target=print, args=('hello',)).start()\n`,
  'greet.py': `name = input('Name? ')\nprint(f'Good morning, {name}!')\n`,
  'loop.py': hostile('loop_catches_everything.py'),
  'abort.py': hostile('end_abort.py'),
  'raise.py': `raise SystemExit(3)\n`,
};

describe('a run', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await vscodeServer().openFolder(files);
  });
  after(() => workbench.dispose());

  it('starts with F5 without a launch.json', async () => {
    await workbench.openFile('hello.py');
    await workbench.page.keyboard.press('F5');
    await workbench.panel.run('hello.py', 'Ended, exit code 0');
    await workbench.consoleShows(/hello/);
  });

  it('is offered while the focus is in a panel and a Python file in the editor', async () => {
    await workbench.openFile('raise.py');
    await workbench.runCommand('Problems: Focus on Problems View');
    const titles = await workbench.paletteTitles('Weft: Run Current File');
    assert.ok(titles.includes('Weft: Run Current File in Weft'), titles.join());
  });

  it('tells its exit code', async () => {
    await workbench.runFile('raise.py');
    await workbench.panel.run('raise.py', 'Ended, exit code 3');
  });

  it('asks for input in an input box', async () => {
    await workbench.runFile('greet.py');
    await workbench.panel.run('greet.py', 'Waiting for input');
    await workbench.answerInput('Ada');
    await workbench.panel.run('greet.py', 'Ended, exit code 0');
    await workbench.consoleShows(/Good morning, Ada!/);
  });

  it('is stopped within a second although it loops for ever', async () => {
    await workbench.runFile('loop.py');
    await workbench.panel.run('loop.py', 'Running');
    const start = performance.now();
    await workbench.panel.button('Stop').click();
    await workbench.panel.run('loop.py', 'Stopped');
    // A second for the run, and what the browser needs to click and to draw.
    assert.ok(performance.now() - start < 2_000, `${performance.now() - start} ms`);
  });

  it('works after the one before has killed its interpreter', async () => {
    await workbench.runFile('abort.py');
    await workbench.panel.run('abort.py', /Ended|failed|Stopped/);
    await workbench.runFile('hello.py');
    await workbench.panel.run('hello.py', 'Ended, exit code 0');
  });
});
