import assert from 'node:assert/strict';
import { parseSpeed, SPEEDS, speedText } from '../../../src/host/speedText.ts';
import { canContinue, statusOf } from '../../../src/host/status.ts';

describe('statusOf', () => {
  it('shows the state and the virtual clock', () => {
    const status = statusOf('lock.py', { kind: 'running' }, 1_234_567_890);
    assert.equal(status.text, '$(debug-start) lock.py: 1.234 s');
    assert.equal(status.spoken, 'Weft run lock.py is running');
  });

  it('says that a run is deadlocked, not only paused', () => {
    const status = statusOf('bank.py', { kind: 'paused', reason: 'deadlock' }, 0);
    assert.equal(status.spoken, 'Weft run bank.py is deadlocked');
    const held = statusOf('bank.py', { kind: 'paused', reason: 'frozen' }, 0);
    assert.equal(held.spoken, 'Weft run bank.py waits for frozen threads');
  });
});

describe('canContinue', () => {
  it('is true in a pause, unless nobody can run', () => {
    assert.equal(canContinue({ kind: 'paused', reason: 'step' }), true);
    assert.equal(canContinue({ kind: 'paused', reason: 'deadlock' }), false);
    assert.equal(canContinue({ kind: 'running' }), false);
  });
});

describe('speeds', () => {
  it('are read as they are written', () => {
    for (const { speed } of SPEEDS) {
      if (Number.isFinite(speed)) assert.equal(parseSpeed(speedText(speed)), speed);
    }
  });

  it('may have a decimal comma', () => {
    assert.equal(parseSpeed(' 0,5 '), 0.5);
  });

  it('are above 0', () => {
    for (const text of ['', '0', '-1', 'fast', 'NaN']) assert.equal(parseSpeed(text), undefined);
  });
});
