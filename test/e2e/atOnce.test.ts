// Two runs in one window: panel, marks, findings and output are each of their own run.

import assert from 'node:assert/strict';
import { ProblemsView } from '../support/vscode/problemsView.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

/** Says its word twice a second until it is stopped. */
function talker(word: string): string {
  return `import threading
import time


def talk():
    while True:
        print('${word}', flush=True)
        time.sleep(0.5)


threading.Thread(target=talk, name='${word}').start()
`;
}

/** Two threads that wait for each other, while the main thread goes on. */
function embrace(name: string): string {
  return `import threading
import time

${name}_a = threading.Lock()
${name}_b = threading.Lock()
barrier = threading.Barrier(2)


def take(first, second):
    with first:
        barrier.wait()
        with second:
            pass


threading.Thread(target=take, args=(${name}_a, ${name}_b), name='${name}1').start()
threading.Thread(target=take, args=(${name}_b, ${name}_a), name='${name}2').start()
while True:
    time.sleep(1)
`;
}

const launch = {
  configurations: ['red', 'blue'].map((name) => ({
    ...{ type: 'weft', request: 'launch', name },
    ...{ program: `\${workspaceFolder}/${name}.py`, stopOnDeadlock: false },
    internalConsoleOptions: 'neverOpen',
  })),
  compounds: [{ name: 'both', configurations: ['red', 'blue'] }],
};

const files = {
  '.vscode/launch.json': JSON.stringify(launch),
  'cuckoo.py': talker('cuckoo'),
  'owl.py': talker('owl'),
  'red.py': embrace('red'),
  'blue.py': embrace('blue'),
};

describe('two runs at once', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await vscodeServer().openFolder(files);
  });
  after(() => workbench.dispose());

  async function runFile(name: string): Promise<void> {
    await workbench.runFile(name);
    await workbench.panel.run(name, /Running|Paused/);
  }

  async function turnTo(name: string): Promise<void> {
    await workbench.runCommand('Weft: Show Earlier Run…');
    await workbench.pick(name);
    await workbench.panel.run(name, 'Running');
    await workbench.openFile(name);
  }

  async function marksSay(text: string): Promise<string> {
    const read = async () => (await workbench.editorMarks()).join('\n');
    return waitUntil(read, (marks) => marks.includes(text), { what: `a mark with ${text}` });
  }

  /** The output of one of them in the Debug Console, once there is some. */
  async function outputOf(name: string): Promise<string> {
    const bar = workbench.page.getByRole('toolbar', { name: 'Debug Console actions' });
    await bar.getByLabel('Debug Session').selectOption(name);
    const read = () => workbench.consoleText();
    return waitUntil(read, (text) => text !== '', { what: `output of ${name}` });
  }

  async function stop(name: string): Promise<void> {
    await workbench.panel.button('Stop').click();
    await workbench.panel.run(name, 'Stopped');
  }

  it('have a panel, marks and output of their own, and are stopped one by one', async () => {
    await runFile('cuckoo.py');
    await runFile('owl.py');
    const rows = await workbench.panel.sentences(/thread owl/);
    assert.doesNotMatch(rows.join('\n') + (await marksSay('owl')), /cuckoo/);
    await turnTo('cuckoo.py');
    assert.doesNotMatch(await marksSay('cuckoo'), /owl/);
    await workbench.panel.sentences(/thread cuckoo/);
    assert.doesNotMatch(await outputOf('owl.py'), /cuckoo/);
    assert.doesNotMatch(await outputOf('cuckoo.py'), /owl/);
    // The panel has followed the choice.
    await workbench.panel.run('cuckoo.py', 'Running');
    await workbench.panel.button('Stop').click();
    await workbench.panel.run('owl.py', 'Running');
    await stop('owl.py');
  });

  it('that deadlock at the same time have their findings side by side', async () => {
    const problems = new ProblemsView(workbench);
    await workbench.debug('both');
    await problems.open();
    await problems.rows(/red1 and red2 wait(.|\n)*blue1 and|blue1 and blue2 wait(.|\n)*red1 and/);
  });
});
