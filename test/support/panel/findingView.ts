// A finding with what a test does not care about left empty.

import type { FindingView } from '../../../src/core/protocol/panel.ts';

export function findingView(finding: Partial<FindingView> = {}): FindingView {
  return {
    ...{ id: 'finding', kind: 'lockCycle', certainty: 'certain', title: '', explanation: '' },
    ...{ sentences: [], why: [], cure: '', threads: [], objects: [], sites: [], ring: [] },
    unavoidableAt: undefined,
    ...finding,
  };
}
