// `npm run screenshots`: the pictures of the README, from the real thing in `dist/`. With a folder
// as argument, light and high contrast are written there too, to be looked at.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, runMain } from '../../scripts/run.mjs';
import { DebugViews } from '../support/vscode/debugViews.ts';
import { ResultTab } from '../support/vscode/resultTab.ts';
import { VscodeServer } from '../support/vscode/vscodeServer.ts';
import { weftPage } from '../support/vscode/weftPages.ts';
import { themes, type Theme, type Workbench } from '../support/vscode/workbench.ts';

interface Shot {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  readonly pauseAt?: number;
  /** A line with a breakpoint, at which the run stops. */
  readonly breakpoint?: number;
  /** With the timeline in the bottom panel, where this many lanes down is chosen. */
  readonly lane?: number;
}

const shots: readonly Shot[] = [
  { name: 'event', file: 'threading_event.py', title: 'Signal with an Event', pauseAt: 1 },
  { name: 'lock', file: 'threading_lock.py', title: 'Protect a counter', pauseAt: 0.3 },
  {
    name: 'semaphore',
    file: 'threading_semaphore.py',
    title: 'Let two in at a time',
    pauseAt: 0.7,
  },
  { name: 'deadlock', file: 'deadlock_two_locks.py', title: 'Two locks in opposite order' },
  {
    name: 'timeline',
    file: 'deadlock_two_locks.py',
    title: 'Two locks in opposite order',
    lane: 2,
  },
  { name: 'debugging', file: 'threading_lock.py', title: 'Protect a counter', breakpoint: 19 },
];

/** What the picture of a counterexample is about. */
const bank = `import threading

balance = 100


def deposit(amount):
    global balance
    before = balance
    balance = before + amount


ada = threading.Thread(target=deposit, args=(20,), name='ada')
bob = threading.Thread(target=deposit, args=(30,), name='bob')
ada.start()
bob.start()
ada.join()
bob.join()
assert balance == 150, f'{balance} instead of 150'
`;

const launch = {
  configurations: shots.map(({ name, file, pauseAt }) => ({
    type: 'weft',
    request: 'launch',
    name,
    program: `weft-example:/examples/${file}`,
    speed: 0,
    ...(pauseAt === undefined ? {} : { pauseAt }),
  })),
};

await runMain(async () => {
  const pictures = join(projectRoot, 'media', 'screenshots');
  const more = process.argv[2];
  await mkdir(pictures, { recursive: true });
  const server = await VscodeServer.start();
  try {
    await server.setSettings({
      'debug.toolBarLocation': 'hidden',
      'debug.openDebug': 'openOnDebugBreak',
      'editor.minimap.enabled': false,
      'editor.stickyScroll.enabled': false,
      'editor.fontSize': 13,
    });
    const files = { '.vscode/launch.json': JSON.stringify(launch), 'bank.py': bank };
    const workbench = await server.openFolder(files);
    await workbench.page.setViewportSize({ width: 1240, height: 840 });
    const [dark, ...others] = themes;
    if (dark) await takeAll(workbench, dark, (name) => join(pictures, `${name}.png`));
    if (more === undefined) return;
    await mkdir(more, { recursive: true });
    for (const theme of others) {
      const suffix = theme.replaceAll(' ', '-').toLowerCase();
      await takeAll(workbench, theme, (name) => join(more, `${name}-${suffix}.png`));
    }
  } finally {
    await server.dispose();
  }
});

async function takeAll(
  workbench: Workbench,
  theme: Theme,
  pathOf: (name: string) => string,
): Promise<void> {
  await workbench.setTheme(theme);
  for (const shot of shots) {
    await workbench.runCommand('Weft: Open Example');
    await workbench.pick(shot.title);
    await stopAt(workbench, shot);
    await workbench.widenSideBar(400);
    if (shot.lane !== undefined) await showTimeline(workbench, shot.lane);
    await workbench.screenshot(pathOf(shot.name));
    if (shot.lane !== undefined) await workbench.page.keyboard.press('Control+J');
    if (shot.breakpoint !== undefined) await new DebugViews(workbench).toggleHere(shot.breakpoint);
    await workbench.runCommand('Weft: Stop');
    await workbench.runCommand('View: Show Weft');
    await workbench.panel.button('Replay').waitFor();
  }
  await takeCounterexample(workbench, pathOf('counterexample'));
}

/** The script and what was found in it side by side, without side bar and bottom panel. */
async function takeCounterexample(workbench: Workbench, path: string): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile('bank.py');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.keyboard.press('Control+J');
  await workbench.runCommand('Weft: Find Deadlocks and Races');
  await new ResultTab(page).verdict(/bank\.py fails on schedule/);
  await page.mouse.move(0, 0);
  await workbench.screenshot(path);
  await workbench.runCommand('View: Close All Editor Groups');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await page.keyboard.press('Control+J');
}

async function showTimeline(workbench: Workbench, lane: number): Promise<void> {
  await workbench.runCommand('Weft: Show Timeline');
  const timeline = await weftPage(workbench.page, 'timeline');
  for (let row = 0; row < lane; row++) await timeline.locator('.stage').press('ArrowDown');
  await timeline.locator('.lane-name.chosen').waitFor();
}

async function stopAt(workbench: Workbench, shot: Shot): Promise<void> {
  const debug = new DebugViews(workbench);
  if (shot.breakpoint !== undefined) {
    await debug.toggleHere(shot.breakpoint);
    await workbench.runCommand('View: Show Run and Debug');
  }
  await workbench.debug(shot.name);
  if (shot.breakpoint === undefined) {
    const state = shot.pauseAt === undefined ? 'Deadlocked' : 'Paused';
    return workbench.panel.run(shot.title, state);
  }
  await debug.rows('variables', /seen = 0/);
  await debug.row('variables', 'self').locator('.monaco-tl-twistie').click();
  await debug.rows('variables', /lock = held by worker-1/);
}
