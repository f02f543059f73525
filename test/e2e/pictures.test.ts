// What the panel says about each kind of object, at a known moment of virtual time.

import { vscodeServer } from '../support/vscode/rootHooks.ts';
import type { Workbench } from '../support/vscode/workbench.ts';

interface Picture {
  readonly file: string;
  readonly title: string;
  /** Virtual seconds. */
  readonly at: number;
  readonly rows: readonly RegExp[];
}

const pictures: readonly Picture[] = [
  {
    file: 'threading_event.py',
    title: 'Signal with an Event',
    at: 1,
    rows: [
      /thread MainThread: sleeping; threading_event\.py:\d+; sleeps until 2\.000 s \(1\.0 s left\)/,
      /thread patient: waiting.*; waits for start_signal to be set, for 1\.0 s$/,
      /thread impatient: waiting.*; waits for start_signal to be set, for 0\.2 s, gives up at 1\.600 s/,
      /event start_signal.*clear/,
    ],
  },
  {
    file: 'threading_lock.py',
    title: 'Protect a counter',
    at: 0.1,
    rows: [
      /thread worker-1: (owner, )?sleeping.*; holds (counter|Counter)\.lock/,
      /thread worker-2: blocked.*; waits for (counter|Counter)\.lock, held by worker-1/,
      /thread worker-3: blocked.*; waits for (counter|Counter)\.lock, held by worker-1/,
      /lock (counter|Counter)\.lock.*held by worker-1.*1\. worker-2, 2\. worker-3/,
    ],
  },
  {
    file: 'threading_rlock.py',
    title: 'An RLock can',
    at: 0.2,
    rows: [/thread bank: .*; holds .*lock ×2/, /thread owner: blocked.*held by bank/],
  },
  {
    file: 'threading_semaphore.py',
    title: 'Let two in at a time',
    at: 0.7,
    rows: [
      /thread Cleo: waiting.*; waits for lanes \(0 of 2 free\)/,
      /thread Dan: waiting.*; waits for lanes \(0 of 2 free\)/,
      /semaphore lanes.*0 of 2 free.*1\. Cleo, 2\. Dan/,
    ],
  },
  {
    file: 'threading_condition.py',
    title: 'Wait for a Condition',
    at: 1,
    rows: [
      /thread Ada: waiting.*; waits for a notify on kitchen, for 1\.0 s/,
      /thread chef: sleeping/,
      /condition kitchen/,
    ],
  },
  {
    file: 'threading_timer.py',
    title: 'A function that runs later',
    at: 0.5,
    rows: [/timer tea.*due in 0\.5 s/, /timer eggs.*due in 1\.5 s/],
  },
  {
    file: 'threading_barrier.py',
    title: 'Meet at a Barrier',
    at: 0.7,
    rows: [
      /thread quick: waiting.*; waits at summit \(1 of 3 arrived\)/,
      /barrier summit.*1 of 3 arrived/,
    ],
  },
  {
    file: 'threading_queue.py',
    title: 'Producer and consumer',
    at: 0.65,
    rows: [
      /thread waiter: waiting.*; waits for room in orders \(2 of 2\)/,
      /queue orders.*2 of 2 items/,
    ],
  },
  {
    file: 'threading_local.py',
    title: 'Each thread its own value',
    at: 0.5,
    rows: [/thread-local mine.*3 threads/],
  },
];

const launch = {
  configurations: pictures.map(({ file, at }) => ({
    type: 'weft',
    request: 'launch',
    name: file,
    program: `weft-example:/examples/${file}`,
    speed: 0,
    pauseAt: at,
  })),
};

describe('the panel, paused at a moment', () => {
  let workbench: Workbench;
  before(async () => {
    const files = { '.vscode/launch.json': JSON.stringify(launch) };
    workbench = await vscodeServer().openFolder(files);
  });
  after(() => workbench.dispose());

  for (const { file, title, at, rows } of pictures) {
    it(`shows ${file} at ${at} s`, async () => {
      const { panel } = workbench;
      await workbench.debug(file);
      await panel.run(title, 'Paused at the time you set');
      await panel.text(`${at.toFixed(3)} s`);
      await panel.sentences(...rows);
      await panel.button('Stop').click();
      await panel.run(title, 'Stopped');
    });
  }
});
