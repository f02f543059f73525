// `npm run bench [-- section…]`: what Weft costs, beside the native Python of the same machine in the
// same run; the tables go to docs/performance.md too. Uses what is in `dist/` and the packed VSIX,
// so build and package first.

import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, runMain, ScriptError } from '../../scripts/run.mjs';
import { activationTime } from './activation.ts';
import { computationCosts, microseconds, operationCosts } from './costs.ts';
import { executionsPerSecond } from './exploring.ts';
import { costInLockHeavyRun, costOfManyThreads } from './findings.ts';
import { memoryRows } from './memory.ts';
import { panelCosts } from './panel.ts';
import { costOfRecording } from './recordings.ts';
import { print, publish, type Table } from './report.ts';
import { scaleRows } from './scale.ts';
import { median } from './slope.ts';
import { type FrameCost, timelineCost } from './timeline.ts';
import { recordingCosts } from './unrecorded.ts';
import { runUnderWeft, warmRuntime } from './weft.ts';

const sections: Readonly<Record<string, () => Promise<Table>>> = {
  start: async () => {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let run = 0; run < 5; run++) {
      cold.push((await runUnderWeft('first.py', 0)).firstState);
      const port = await warmRuntime();
      warm.push((await runUnderWeft('first.py', 0, () => Promise.resolve(port))).firstState);
    }
    const rows: Table['rows'] = [
      ['nothing is started yet', milliseconds(median(cold))],
      ['a spare interpreter is kept', milliseconds(median(warm))],
    ];
    return { title: 'Start', columns: ['launch to first thread state'], rows };
  },
  operations: operationCosts,
  computation: computationCosts,
  exploring: async () => {
    const rate = await executionsPerSecond(8_000);
    const rows: Table['rows'] = [['2 threads × 2 locks', `${rate.toFixed(0)} / s`]];
    return { title: 'Exploring', columns: ['executions on one worker'], rows };
  },
  memory: async () => ({
    title: 'Memory',
    columns: ['resident', 'at most'],
    rows: await memoryRows(),
  }),
  scale: async () => ({
    title: 'Scale',
    columns: ['time', 'events', 'end'],
    rows: await scaleRows(),
  }),
  findings: async () => {
    const heavy = await costInLockHeavyRun();
    const share = `${((100 * heavy.time) / heavy.run).toFixed(2)} % of the run`;
    const many = costOfManyThreads();
    const perBatch = `${microseconds((1000 * many.time) / many.batches)} a look`;
    const rows: Table['rows'] = [
      ['a run that does little but lock', `${heavy.events} events`, share],
      ['1,000 threads × 1,000 locks', `${many.events} events`, perBatch],
    ];
    return { title: 'Looking for deadlocks', columns: ['trace', 'cost'], rows };
  },
  recording: recordingCosts,
  recordings: async () => {
    const { events, threads, bytes, save, open, seek } = await costOfRecording();
    const name = `${events} events of ${threads} threads`;
    const size = `${(bytes / events).toFixed(2)} B an event`;
    const times = [save, open, seek].map(milliseconds);
    const rows: Table['rows'] = [[name, size, ...times]];
    const columns = ['size', 'save', 'open', 'another step, at most'];
    return { title: 'Recordings', columns, rows };
  },
  timeline: async () => {
    const { events, threads, bytes, open, seek, pan, zoom } = await timelineCost();
    const name = `${(events / 1e6).toFixed(0)} M events of ${threads} threads`;
    const frames = [pan, zoom].map(framesText);
    const values = [
      milliseconds(open),
      milliseconds(seek),
      ...frames,
      `${bytes.toFixed(0)} B an event`,
    ];
    const columns = ['open', 'seek', 'pan', 'zoom', 'memory'];
    return { title: 'Timeline', columns, rows: [[name, ...values]] };
  },
  panel: async () => {
    const rows = (await panelCosts()).map(({ state, delay, acts }): Table['rows'][number] => {
      const frames = [acts.look, acts.scroll, acts.filter, acts.fold].map(framesText);
      return [state, `${(delay / 1000).toFixed(1)} s`, ...frames];
    });
    const columns = ['shown after', 'untouched', 'scrolling', 'filtering', 'folding'];
    return { title: 'Panel', columns, rows };
  },
  extension: async () => {
    const sizes = globSync('*.vsix', { cwd: projectRoot }).map((file): [string, string] => {
      return [file, `${(statSync(join(projectRoot, file)).size / 1e6).toFixed(2)} MB`];
    });
    const rows: Table['rows'] = [['activation', milliseconds(await activationTime())], ...sizes];
    return { title: 'Extension', columns: ['in VS Code'], rows };
  },
};

function framesText({ rate, work: { mean, most } }: FrameCost): string {
  return `${rate.toFixed(0)} frames/s, ${mean.toFixed(1)} ms (${most.toFixed(1)}) each`;
}

function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`;
}

await runMain(async () => {
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : Object.keys(sections)) {
    const section = Object.hasOwn(sections, name) ? sections[name] : undefined;
    if (!section) throw new ScriptError(`there is no section ${name} in the bench`);
    const table = await section();
    print(table);
    await publish(table);
  }
});
