// Stands in for the runtime worker: the script's arguments say what the run does, in order:
//   out=text  err=text  ask  exit=3  limit=text  crash=text  deadlock  hang

import { parentPort } from 'node:worker_threads';

import { TRACE_VERSION } from '../../../src/core/trace/header.ts';

let step = 0;
let steps = [];
let answered = () => undefined;

function emit(body) {
  const numbers = new Float64Array([0, 0, 1, 0, 0, 0]);
  const batch = { from: step++, numbers, rich: [body], sites: [], stacks: [] };
  parentPort.postMessage({ kind: 'batch', batch });
}

function end(outcome) {
  emit({ kind: 'end', outcome });
  parentPort.postMessage({ kind: 'ended', outcome, schedule: 'weft1_0_1_1_' });
}

function ask() {
  parentPort.postMessage({ kind: 'inputWanted', prompt: '' });
  return new Promise((resolve) => (answered = resolve));
}

const actions = {
  out: (text) => emit({ kind: 'output', stream: 'stdout', text: `${text}\n` }),
  err: (text) => emit({ kind: 'output', stream: 'stderr', text: `${text}\n` }),
  ask: async () => {
    const line = await ask();
    emit({ kind: 'input', line, arrived: 0 });
    actions.out(`got ${line}`);
  },
  exit: (text) => end({ kind: 'exited', exitCode: Number(text) }),
  limit: (message) => end({ kind: 'limit', message }),
  crash: (message) => parentPort.postMessage({ kind: 'failed', message }),
  deadlock: () => parentPort.postMessage({ kind: 'paused', reason: 'deadlock' }),
  hang: () => undefined,
};

async function run({ displayPath: script, args, cwd, seed, startTime, strategy }) {
  const header = { version: TRACE_VERSION, script, args, cwd, python: '', seed, startTime };
  parentPort.postMessage({ kind: 'started', header: { ...header, strategy: strategy.kind } });
  steps = args.map((argument) => argument.split('='));
  for (const [name, text] of steps) await actions[name](text);
}

parentPort.postMessage({ kind: 'booted', python: '' });
parentPort.on('message', (message) => {
  if (message.kind === 'launch') run(message.launch);
  else if (message.kind === 'input') answered(message.line);
  else if (message.kind === 'stop' && steps.at(-1)[0] !== 'hang') process.exit(0);
});
