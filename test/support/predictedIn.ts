// What a picture of a trace foretells. Each line of its files stands for a `with` statement.

import { Predictor } from '../../src/core/analysis/predictions/predictor.ts';
import type { Prediction } from '../../src/core/analysis/predictions/prediction.ts';
import { PythonSources } from '../../src/core/analysis/pythonSource.ts';
import { batchOf } from './batchOf.ts';
import type { TracePicture } from './traceFromText.ts';

export function predictedIn(
  { trace, names }: TracePicture,
  batch = batchOf(trace),
): readonly Prediction[] {
  const { tables } = trace;
  const files = tables.sites.map(({ file }) => [file, 'lockinhand\n'.repeat(100)] as const);
  const predictor = new Predictor(new PythonSources(new Map(files)));
  predictor.addBatch(batch, tables);
  return predictor.look({ world: trace.worldAt(trace.length), tables, names }, []);
}
