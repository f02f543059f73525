// Debugging in the real VS Code: breakpoints in two threads, call stacks, variables, watch, console,
// steps of one thread, and who runs next.

import assert from 'node:assert/strict';
import { DebugViews } from '../support/vscode/debugViews.ts';
import { vscodeServer } from '../support/vscode/rootHooks.ts';
import { waitUntil } from '../support/vscode/waitUntil.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

const adders = `import threading

lock = threading.Lock()
total = 0


def add(amount):
    global total
    for step in range(3):
        with lock:
            before = total
            total = before + amount
    return total


threads = [threading.Thread(target=add, args=(n,), name=f'adder-{n}') for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total)
`;

describe('debugging', () => {
  let workbench: Workbench;
  let debug: DebugViews;
  before(async () => {
    workbench = await vscodeServer().openFolder({ 'adders.py': adders });
    debug = new DebugViews(workbench);
    await debug.toggleBreakpoint('adders.py', 11);
    // VS Code unfolds the stopped thread only in a view that it has drawn before.
    await workbench.runCommand('View: Show Run and Debug');
    await workbench.runCommand('Weft: Run Current File in Weft');
  });
  after(() => workbench.dispose());

  /** Waits until a thread's row in the panel, as a screen reader hears it, is like this. */
  async function threadIs(sentence: RegExp): Promise<void> {
    await workbench.panel.row(sentence).first().waitFor();
  }

  it('stops a thread at a breakpoint', async () => {
    await workbench.panel.text('adder-1 stopped at a breakpoint, adders.py:11 in add');
    await threadIs(/thread adder-1: running; adders\.py:11 in add; holds lock/);
    await threadIs(/thread adder-2: not started/);
  });

  it('shows the stacks of all threads, and the variables of the one that stopped', async () => {
    await workbench.runCommand('View: Show Run and Debug');
    const stacks = await debug.rows('call-stack', /add adders\.py/);
    assert.match(stacks, /^MainThread PAUSED$/m);
    assert.match(stacks, /^adder-1 PAUSED ON BREAKPOINT$/m);
    assert.match(stacks, /^add adders\.py 11:/m);
    const variables = await debug.rows('variables', /step = 0/);
    assert.match(variables, /amount = 1/);
  });

  it('watches values and locks, and refuses at once what would wait', async () => {
    await debug.watch('total + amount');
    await debug.watch('lock');
    await debug.watch('lock.acquire()');
    const refused = /lock\.acquire\(\) = .*it would wait for .*held by adder-1/;
    const rows = await debug.rows('watch', refused);
    assert.match(rows, /total \+ amount = 1/);
    assert.match(rows, /lock = held by adder-1/);
  });

  it('answers in the Debug Console, as the thread that stopped', async () => {
    await debug.evaluate('threading.current_thread().name');
    const isAnswer = (text: string): boolean => /^'adder-1'$/m.test(text);
    await waitUntil(() => workbench.consoleText(), isAnswer, { what: 'the name of the thread' });
  });

  it('steps one thread by lines', async () => {
    await workbench.runCommand('Debug: Step Over');
    await debug.rows('call-stack', /adder-1 PAUSED ON STEP\nadd adders\.py 12:/);
    await debug.rows('variables', /before = 0/);
  });

  it('lets the others go on while one is frozen', async () => {
    await workbench.runCommand('View: Show Weft');
    await workbench.runCommand('Weft: Freeze Thread');
    await workbench.pick('adder-1');
    await threadIs(/thread adder-1: frozen/);
    await workbench.runCommand('Debug: Continue');
    await workbench.panel.text('adder-2 stopped at a breakpoint, adders.py:11 in add');
    await threadIs(/thread adder-1: frozen, ready/);
  });

  it('runs the thread next that is picked', async () => {
    await workbench.runCommand('Weft: Thaw All Threads');
    await threadIs(/thread adder-1: ready/);
    await workbench.runCommand('Weft: Run Thread Next');
    await workbench.pick('adder-1');
    await threadIs(/thread adder-1: next/);
    await workbench.runCommand('Debug: Continue');
    await workbench.panel.text('adder-1 stopped at a breakpoint, adders.py:11 in add');
    await threadIs(/thread adder-2: (ready|blocked)/);
  });

  it('ends with the result of a run that was never stopped', async () => {
    await debug.toggleBreakpoint('adders.py', 11);
    await workbench.runCommand('Debug: Continue');
    await workbench.panel.run('adders.py', 'Ended, exit code 0');
    const isResult = (text: string): boolean => /^9$/m.test(text);
    await waitUntil(() => workbench.consoleText(), isResult, { what: 'the total' });
  });
});
