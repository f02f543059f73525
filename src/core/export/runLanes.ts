// The lanes of a whole run.

import { Lanes } from '../analysis/lanes/lanes.ts';
import type { Step } from '../base/ids.ts';
import type { Trace } from '../trace/trace.ts';

export function lanesOf(trace: Trace): Lanes {
  const lanes = new Lanes(trace.tables);
  for (const { batch } of trace.parts(0 as Step, trace.length)) lanes.append(batch);
  return lanes;
}
