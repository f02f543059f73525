// The packaged extension in the real VS Code: it installs and its commands are there.

import assert from 'node:assert/strict';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

describe('the installed extension', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await vscodeServer().openFolder({ 'hello.py': 'print("hello")\n' });
  });
  after(() => workbench.dispose());

  it('offers its command in the palette', async () => {
    const titles = await workbench.paletteTitles('Run Threading Example');
    assert.ok(titles.includes('Weft: Run Threading Example'), titles.join('\n'));
  });
});
