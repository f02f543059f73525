// A block of schedules on a worker that is the test: what harms an interpreter is looked at once more
// on another one, which leaves nothing from one schedule to the next.

import assert from 'node:assert/strict';

import type { Block } from '../../../../src/core/exploration/blocks.ts';
import type { ExploreRequest, ExploreVerdict } from '../../../../src/core/protocol/explore.ts';
import type { Sighting } from '../../../../src/session/exploration/explorer.ts';
import { WorkerExplorer } from '../../../../src/session/exploration/workerExplorer.ts';
import { FakeRuntime } from '../../../support/session/fakeRuntime.ts';
import { launchRequest } from '../../../support/session/launchRequest.ts';

const block: Block = { kind: 'sample', index: 0, first: 100, count: 50 };
const done: ExploreVerdict = { kind: 'incomplete', reason: 'executions' };
const harmed: ExploreVerdict = { kind: 'crashed', message: 'memory access out of bounds' };

/** What a worker does when it is asked to explore. */
type Story = (worker: FakeRuntime) => void;

async function explore(...stories: readonly Story[]) {
  const requests: ExploreRequest[] = [];
  const sightings: Sighting[] = [];
  const workers: FakeRuntime[] = [];
  const take = (): Promise<FakeRuntime> => {
    const worker = new FakeRuntime();
    const story = stories[workers.push(worker) - 1];
    worker.onSend = (message) => {
      if (message.kind !== 'explore') return;
      requests.push(message.request);
      story?.(worker);
    };
    return Promise.resolve(worker);
  };
  const launch = launchRequest();
  const explorer = new WorkerExplorer({ launch, take, seed: 1, preemptions: undefined });
  const failed = (sighting: Sighting) => sightings.push(sighting);
  const end = await explorer.explore(block, { failed, progressed: () => undefined });
  return { end, requests, sightings, isFree: workers.every(({ isDisposed }) => isDisposed) };
}

function finds(worker: FakeRuntime, signature: string, execution: number): void {
  const schedule = `weft2_0_0_1_x_${execution}`;
  const failure = { kind: 'exception', message: signature, signature, schedule } as const;
  const numbers = { execution, steps: 9, preemptions: 1 };
  worker.says({ kind: 'failureFound', failure: { ...failure, ...numbers } });
}

function ends(worker: FakeRuntime, verdict: ExploreVerdict, executions: number): void {
  const counts = { redundant: 0, traces: 3, failing: 1, failures: 1, outputs: 1, longest: 9 };
  const progress = { ...counts, executions, milliseconds: 5 };
  worker.says({ kind: 'explored', progress, verdict, traces: new Float64Array(), races: [] });
}

describe('a worker that explores', () => {
  it('is asked once if nothing harms it', async () => {
    const { end, requests, isFree } = await explore((worker) => ends(worker, done, 50));
    assert.deepEqual([end.kind, end.schedules], ['done', 50]);
    assert.deepEqual(
      requests.map(({ isWary }) => isWary),
      [undefined],
    );
    assert(isFree);
  });

  for (const [what, harm] of Object.entries<Story>({
    'is of no more use': (worker) => ends(worker, harmed, 19),
    'is gone': (worker) => worker.dies('out of memory'),
    'has failed': (worker) => worker.says({ kind: 'failed', message: 'internal error' }),
  })) {
    it(`is followed by a wary one if it ${what}, and what both find is told once`, async () => {
      const { end, requests, sightings, isFree } = await explore(
        (worker) => {
          finds(worker, 'exception a', 7);
          harm(worker);
        },
        (worker) => {
          finds(worker, 'exception a', 7);
          finds(worker, 'exception b', 20);
          ends(worker, done, 50);
        },
      );
      assert.deepEqual([end.kind, end.schedules], ['done', 50]);
      assert.deepEqual(
        requests.map(({ isWary }) => isWary),
        [undefined, true],
      );
      const numbers = sightings.map(({ key, number }) => [key, number]);
      assert.deepEqual(numbers, [
        ['exception a', 106],
        ['exception b', 119],
      ]);
      assert(isFree);
    });
  }

  it('leaves the block if a wary one is harmed, too', async () => {
    const harm: Story = (worker) => ends(worker, harmed, 19);
    const { end, requests } = await explore(harm, harm);
    assert.deepEqual([end.kind, end.message], ['left', 'memory access out of bounds']);
    assert.equal(requests.length, 2);
  });
});
