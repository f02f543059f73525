// What a user changes in a run that stands, and what can be watched.

import assert from 'node:assert/strict';

import { COUNTER, standingRuns } from '../support/debug/standingRun.ts';

describe('changes of a run that stands', () => {
  const standing = standingRuns();

  it('runs statements typed by the user, and tells the trace', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    assert.equal(await run.text(frame, 'extra = total + 5', 'repl'), '');
    assert.equal(await run.text(frame, 'extra', 'repl'), '5');
    const printed = await run.ask({
      kind: 'evaluate',
      frame,
      expression: 'for k in range(2): print(k)\nnames',
      context: 'repl',
    });
    assert.equal(printed.output, '0\n1\n');
    assert.equal(printed.result.value, "['a', 'b']");
    assert.equal(await run.text(frame, 'done.set()', 'repl'), '');
    assert.equal(await run.text(frame, 'done'), 'set');
    assert.equal(await run.text(frame, 'counter.value = 40', 'repl'), '');
    const { objects } = run.session.world;
    const events = Object.values(objects).filter(({ kind }) => kind === 'Event');
    assert.deepEqual(
      events.map(({ state }) => state),
      [{ kind: 'event', flag: true }],
    );
    assert.match(await run.rest(), /Counter\(45\)/);
  });

  it('notes each statement in the trace, calls once, and other expressions never', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    const typed = ['total', '1 / 0', 'no_such_name', 'len(names)', 'total +', 'x = 1', 'x = 1'];
    const calls = [
      'threading.current_thread().name',
      'done.is_set()',
      'import math',
      'names.copy()',
    ];
    for (const expression of [...typed, ...calls]) await run.text(frame, expression, 'repl');
    await run.text(frame, 'threading.current_thread().name', 'watch');
    const notices = [...run.session.trace.events()].flatMap((event) =>
      event.kind === 'notice' ? [event.text] : [],
    );
    const assigned = 'Changed by the debugger: x = 1; a replay of this run may differ.';
    assert.deepEqual(notices, [
      assigned,
      assigned,
      'Calls made in the console may have changed the run; a replay may differ.',
      'Changed by the debugger: import math; a replay of this run may differ.',
    ]);
  });

  it('undoes a statement that would have waited, or ended the program', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    const cant = "RuntimeError: can't be evaluated now: it would ";
    assert.equal(await run.text(frame, 'total = 99; time.sleep(1)', 'repl'), `${cant}sleep`);
    const end = 'total = 98; raise SystemExit';
    assert.equal(await run.text(frame, end, 'repl'), `${cant}end the program`);
    assert.equal(await run.text(frame, 'total'), '0');
    const failed = await run.text(frame, 'total = 97; 1 / 0', 'repl');
    assert.equal(failed, 'ZeroDivisionError: division by zero');
    assert.equal(await run.text(frame, 'total'), '97');
  });

  it('sets variables, attributes and items', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(3, 'work');
    const { scopes } = await run.ask({ kind: 'scopes', frame });
    const reference = scopes[0]?.reference ?? 0;
    const set = { kind: 'setVariable', reference, name: 'total', value: 'times * 10' } as const;
    assert.equal((await run.ask(set)).result.value, '30');
    const expressions = [
      ['other.value', '8'],
      ['names[0]', "'z'"],
      ['counter', 'other'],
    ];
    for (const [expression = '', value = ''] of expressions) {
      await run.ask({ kind: 'setExpression', frame, expression, value });
    }
    assert.equal(await run.text(frame, 'total, names, counter'), "(30, ['z', 'b'], Counter(8))");
    const bad = { kind: 'setExpression', frame, expression: '1', value: '2' } as const;
    assert.equal(await run.refusal(bad), 'SyntaxError: cannot assign to 1');
  });

  it('says which lines have code', async () => {
    const run = await standing(COUNTER);
    const file = run.session.launch.script;
    const { lines } = await run.ask({ kind: 'breakableLines', file, line: 4, endLine: 10 });
    assert.deepEqual(lines, [4, 5, 6, 7, 8, 9, 10]);
  });

  it('watches variables, attributes and globals by data breakpoints', async () => {
    const run = await standing(COUNTER);
    const frame = await run.frame(2, 'work');
    const dataIdOf = async (name: string): Promise<string | undefined> => {
      const query = { kind: 'dataBreakpoint', reference: undefined, frame, name } as const;
      return (await run.ask(query)).data.dataId;
    };
    assert.equal(await dataIdOf('len(names)'), undefined);
    assert.equal(await dataIdOf('names[0]'), undefined);
    const ids = [await dataIdOf('total'), await dataIdOf('counter.value')];
    const breakpoints = ids.map((dataId, id) => {
      assert.ok(dataId !== undefined);
      const plain = { condition: undefined, hitCondition: undefined, logMessage: undefined };
      return { kind: 'data', id, dataId, ...plain } as const;
    });
    const none = { raised: false, uncaught: false, classes: [] };
    const seen = [];
    run.session.debug.setBreakpoints(breakpoints, none);
    for (let stop = 0; stop < 3; stop++) {
      await run.goOn();
      const { state } = run.session;
      assert.ok(state.kind === 'paused');
      seen.push(state.text);
    }
    assert.deepEqual(seen, [
      'value changed from 1 to 2.',
      'total changed from 0 to 1.',
      'value changed from 2 to 3.',
    ]);
  });
});
