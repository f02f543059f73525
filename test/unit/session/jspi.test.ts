import assert from 'node:assert/strict';

import { jspiSupport } from '../../../src/session/jspi.ts';

describe('stack switching', () => {
  it('needs nothing where it is there already', () => {
    assert.deepEqual(jspiSupport(true, '24.15.0'), { kind: 'present' });
  });

  it('needs flags on Node 22', () => {
    const support = jspiSupport(false, '22.22.1');
    assert.equal(support.kind, 'flags');
    assert.ok(support.kind === 'flags' && support.flags.includes('--experimental-wasm-jspi'));
  });

  it('is absent on Node 20, and the message says which Node is needed', () => {
    const support = jspiSupport(false, '20.19.0');
    assert.equal(support.kind, 'absent');
    assert.match(support.kind === 'absent' ? support.message : '', /Node 24.*this is Node 20\.19/);
  });
});
