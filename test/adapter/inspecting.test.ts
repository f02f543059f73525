import assert from 'node:assert/strict';

import type {
  ExceptionView,
  FrameView,
  InspectAnswer,
  InspectQuery,
  ValueView,
  VariableView,
} from '../../src/core/protocol/debug.ts';
import type { Site } from '../../src/core/trace/events.ts';
import { Conversation } from '../support/adapter/conversation.ts';
import { traceFromText } from '../support/traceFromText.ts';

const THREE: ValueView = {
  ...{ value: '[1, 2, 3]', type: 'list', reference: 70, namedCount: 0, indexedCount: 3 },
};
const NUMBER: VariableView = {
  ...{ name: 'n', value: '3', type: 'int', reference: 0, namedCount: 0, indexedCount: 0 },
  ...{ evaluateName: 'n', kind: 'data', isReadOnly: false },
};

function frame(id: number, name: string, line: number, isLibrary = false): FrameView {
  const file = isLibrary ? '/lib/threading.py' : '/test.py';
  const columns = { column: 5, endLine: line, endColumn: 9 };
  return { id, site: { file, line, ...columns, function: name, isLibrary } satisfies Site };
}

const STACK = [
  frame(11, 'Condition.wait', 359, true),
  frame(12, 'Event.wait', 655, true),
  frame(13, 'work', 4),
  frame(14, 'Thread.run', 1012, true),
  frame(15, 'Thread._bootstrap', 1032, true),
];

describe('looking at a run that stands', () => {
  let client: Conversation;
  let asked: InspectQuery[];

  beforeEach(() => {
    client = new Conversation();
    asked = [];
  });

  afterEach(() => {
    client.adapter.dispose();
  });

  /** Stopped, with a worker that gives these answers. */
  async function stopped(answers: readonly InspectAnswer[], args: object = {}): Promise<void> {
    const runtime = await client.launched(args);
    runtime.plays(traceFromText('main  worker\ntake A  .').trace);
    runtime.answer = (query) => {
      asked.push(query);
      const error = { kind: 'error', message: `no answer to ${query.kind}` } as const;
      return answers.find(({ kind }) => kind === query.kind) ?? error;
    };
    runtime.says({ kind: 'paused', reason: 'pause' });
  }

  const stackOf = async (args: object = {}) =>
    (await client.request('stackTrace', { threadId: 1, ...args })).body;

  const frameId = async () =>
    (await stackOf()).stackFrames.find((each: { name: string }) => each.name === 'work').id;

  it('draws frames of the library together, and leaves out how the thread began', async () => {
    await stopped([{ kind: 'stack', frames: STACK }]);
    const { stackFrames, totalFrames } = await stackOf();
    assert.equal(totalFrames, 2);
    assert.deepEqual(
      stackFrames.map((each: Record<string, unknown>) => [each['name'], each['presentationHint']]),
      [
        ['⋯ Event.wait (threading.py, 2 library frames)', 'label'],
        ['work', 'normal'],
      ],
    );
    assert.equal(stackFrames[0].source, undefined);
  });

  it('shows every frame if it is not just about the user’s code', async () => {
    await stopped([{ kind: 'stack', frames: STACK }], { justMyCode: false });
    const { stackFrames } = await stackOf();
    assert.deepEqual(
      stackFrames.map((each: { name: string }) => each.name),
      [
        'Condition.wait (threading.py:359)',
        'Event.wait (threading.py:655)',
        'work',
        'Thread.run (threading.py:1012)',
        'Thread._bootstrap (threading.py:1032)',
      ],
    );
  });

  it('gives the text of a file of the library', async () => {
    const frames = STACK.map((each) =>
      each.site.isLibrary
        ? { ...each, site: { ...each.site, file: '/lib/python314.zip/threading.py' } }
        : each,
    );
    const text = Buffer.from('# naïve').toString('hex');
    const result = { ...THREE, value: `'${text}'` };
    await stopped(
      [
        { kind: 'stack', frames },
        { kind: 'evaluate', result },
      ],
      { justMyCode: false },
    );
    const { source } = (await stackOf()).stackFrames[0];
    assert.deepEqual([source.name, source.presentationHint], ['threading.py', 'deemphasize']);
    const { sourceReference } = source;
    const { body } = await client.request('source', { source, sourceReference });
    assert.deepEqual(body, { content: '# naïve', mimeType: 'text/x-python' });
    const other = await client.request('source', { sourceReference: 99 });
    assert.equal(other.message, 'There is no such source.');
  });

  it('shows a thread of the library as it is', async () => {
    const frames = STACK.filter(({ site }) => site.isLibrary);
    await stopped([{ kind: 'stack', frames }]);
    assert.equal((await stackOf()).stackFrames.length, 4);
  });

  it('shows the recorded stack if the worker can’t tell', async () => {
    await stopped([]);
    assert.equal((await stackOf()).stackFrames[0].name, 'main');
  });

  it('pages through a container', async () => {
    await stopped([
      { kind: 'stack', frames: STACK },
      {
        kind: 'scopes',
        scopes: [{ name: 'Locals', reference: 50, namedCount: 1, isExpensive: false }],
      },
      { kind: 'variables', variables: [NUMBER] },
    ]);
    const { body } = await client.request('scopes', { frameId: await frameId() });
    const [scope] = body.scopes;
    assert.deepEqual([scope.name, scope.presentationHint], ['Locals', 'locals']);
    const variables = await client.request('variables', {
      ...{ variablesReference: scope.variablesReference, filter: 'indexed', start: 100, count: 50 },
    });
    assert.deepEqual(variables.body.variables, [
      {
        ...{ name: 'n', value: '3', type: 'int', evaluateName: 'n', variablesReference: 0 },
        ...{ namedVariables: 0, indexedVariables: 0, presentationHint: { kind: 'data' } },
      },
    ]);
    assert.deepEqual(asked.slice(-2), [
      { kind: 'scopes', frame: 13 },
      { kind: 'variables', reference: 50, filter: 'indexed', start: 100, count: 50 },
    ]);
  });

  it('evaluates in the selected frame, or in the script’s globals', async () => {
    await stopped([
      { kind: 'stack', frames: STACK },
      { kind: 'evaluate', result: THREE },
    ]);
    const args = { expression: 'numbers', context: 'hover' };
    const { body } = await client.request('evaluate', { ...args, frameId: await frameId() });
    assert.deepEqual([body.result, body.type, body.indexedVariables], ['[1, 2, 3]', 'list', 3]);
    assert.notEqual(body.variablesReference, 0);
    await client.request('evaluate', args);
    assert.deepEqual(asked.slice(-2), [
      { kind: 'evaluate', frame: 13, expression: 'numbers', context: 'hover' },
      { kind: 'evaluate', frame: undefined, expression: 'numbers', context: 'hover' },
    ]);
  });

  it('shows what an expression prints in the console, but not what a watch prints', async () => {
    await stopped([{ kind: 'evaluate', result: THREE, output: 'printed\n' }]);
    await client.request('evaluate', { expression: 'f()', context: 'watch' });
    assert.deepEqual(client.events('output'), []);
    await client.request('evaluate', { expression: 'f()', context: 'repl' });
    assert.deepEqual(client.events('output'), [{ category: 'stdout', output: 'printed\n' }]);
  });

  it('says what Python says about an expression that fails, without a popup', async () => {
    await stopped([{ kind: 'stack', frames: STACK }]);
    const { success, message, body } = await client.request('evaluate', {
      expression: 'x',
      context: 'watch',
    });
    assert.deepEqual(
      [success, message, body.error.showUser],
      [false, 'no answer to evaluate', false],
    );
  });

  it('lets the client ask again after a value has been set', async () => {
    await client.request('initialize', { adapterID: 'weft', supportsInvalidatedEvent: true });
    await client.request('launch', { program: '/test.py' });
    await client.request('configurationDone');
    const { runtime } = client;
    runtime.starts();
    runtime.plays(traceFromText('main  worker\ntake A  .').trace);
    runtime.answer = ({ kind }) => (kind === 'evaluate' ? { kind, result: THREE } : undefined);
    runtime.says({ kind: 'paused', reason: 'pause' });
    await client.request('evaluate', { expression: 'n', context: 'watch' });
    assert.deepEqual(client.events('invalidated'), []);
    await client.request('evaluate', { expression: 'n += 1', context: 'repl' });
    assert.deepEqual(client.events('invalidated'), [{ areas: ['variables'] }]);
  });

  it('sets a variable', async () => {
    await stopped([
      { kind: 'stack', frames: STACK },
      {
        kind: 'scopes',
        scopes: [{ name: 'Locals', reference: 50, namedCount: 1, isExpensive: false }],
      },
      { kind: 'setVariable', result: { ...THREE, value: '[9]' } },
    ]);
    const scopes = await client.request('scopes', { frameId: await frameId() });
    const { variablesReference } = scopes.body.scopes[0];
    const args = { variablesReference, name: 'numbers', value: '[9]' };
    assert.equal((await client.request('setVariable', args)).body.value, '[9]');
    assert.deepEqual(asked.at(-1), {
      ...{ kind: 'setVariable', reference: 50, name: 'numbers', value: '[9]' },
    });
  });

  it('completes, counting as the client does', async () => {
    const items = [{ label: 'name', kind: 'variable', start: 1, length: 2 } as const];
    await stopped([{ kind: 'completions', items }]);
    // The emoji are two UTF-16 units each, and one character each for Python.
    const { body } = await client.request('completions', { text: '🧵na', column: 5 });
    assert.deepEqual(body.targets, [{ label: 'name', type: 'variable', start: 3, length: 2 }]);
    assert.deepEqual(asked.at(-1), {
      ...{ kind: 'completions', frame: undefined, text: '🧵na', column: 3 },
    });
  });

  it('tells what there is to tell about an exception', async () => {
    const cause: ExceptionView = {
      ...{ typeName: 'KeyError', fullTypeName: 'KeyError', message: "'a'", traceback: 'T1' },
      ...{ isUncaught: false, causes: [] },
    };
    const exception: ExceptionView = {
      ...{ typeName: 'Error', fullTypeName: 'bank.Error', message: 'broke', traceback: 'T2' },
      ...{ isUncaught: true, causes: [cause] },
    };
    await stopped([{ kind: 'exception', exception }]);
    const { body } = await client.request('exceptionInfo', { threadId: 1 });
    assert.deepEqual(
      [body.exceptionId, body.description, body.breakMode],
      ['bank.Error', 'broke', 'unhandled'],
    );
    assert.deepEqual(body.details.innerException[0].typeName, 'KeyError');
    assert.equal(body.details.stackTrace, 'T2');
  });

  it('offers to watch a value, or says why not', async () => {
    const data = { dataId: undefined, description: 'A tuple never changes.' };
    await stopped([{ kind: 'dataBreakpoint', data }]);
    const { body } = await client.request('dataBreakpointInfo', { name: 'n' });
    assert.deepEqual(body, { dataId: null, description: 'A tuple never changes.' });
  });

  it('lists the lines that a breakpoint can lie on', async () => {
    await stopped([{ kind: 'breakableLines', lines: [3, 5] }]);
    const args = { source: { path: '/user/test.py' }, line: 3, endLine: 6 };
    const { body } = await client.request('breakpointLocations', args);
    assert.deepEqual(body, { breakpoints: [{ line: 3 }, { line: 5 }] });
    assert.deepEqual(asked.at(-1), {
      ...{ kind: 'breakableLines', file: '/test.py', line: 3, endLine: 6 },
    });
  });

  it('forgets frames and values when the run goes on', async () => {
    await stopped([{ kind: 'stack', frames: STACK }]);
    const former = await frameId();
    await client.request('continue', { threadId: 1 });
    const running = await client.request('scopes', { frameId: former });
    assert.equal(running.message, 'The program is running. Pause it first.');
    client.runtime.says({ kind: 'continued' });
    client.runtime.says({ kind: 'paused', reason: 'pause' });
    const later = await client.request('scopes', { frameId: former });
    assert.equal(later.message, 'This belongs to an earlier stop, or to a frame of the library.');
    assert.notEqual(await frameId(), former);
  });

  it('answers once when the run ends in the middle of a question', async () => {
    await stopped([]);
    client.runtime.answer = () => undefined;
    const question = client.request('evaluate', { expression: 'x', context: 'watch' });
    await client.request('disconnect');
    assert.equal((await question).message, 'The run has ended.');
    const replies = client.messages.filter(({ type }) => type === 'response');
    // initialize, launch, configurationDone, evaluate, disconnect
    assert.equal(replies.length, 5);
  });
});
