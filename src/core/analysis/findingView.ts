// Findings as the panel and the command line show them.

import type { ObjectId, ThreadId } from '../base/ids.ts';
import { explain } from './explain.ts';
import { findings, objectsOf, threadsOf } from './findings.ts';
import type { Scene } from './scene.ts';

/** As `FindingView` in protocol/panel. */
export interface ExplainedFinding {
  readonly id: string;
  readonly kind: string;
  readonly certainty: 'certain' | 'likely' | 'passing' | 'predicted';
  readonly title: string;
  readonly sentences: readonly string[];
  readonly explanation: string;
  readonly why: readonly string[];
  readonly cure: string;
  readonly threads: readonly ThreadId[];
  readonly objects: readonly ObjectId[];
  readonly sites: readonly never[];
  readonly ring: readonly never[];
  readonly unavoidableAt: undefined;
}

/** All that is wrong in the scene's world, in words; the most certain first. */
export function explainedFindings(scene: Scene): ExplainedFinding[] {
  return findings(scene.world).map((finding) => {
    const { title, sentences } = explain(finding, scene);
    return {
      id: finding.id,
      kind: finding.kind,
      certainty: 'certain',
      title,
      sentences: sentences.slice(0, -1),
      explanation: sentences.join(' '),
      why: [],
      cure: sentences.at(-1) ?? '',
      sites: [],
      ring: [],
      unavoidableAt: undefined,
      threads: threadsOf(finding),
      objects: objectsOf(finding, scene.world),
    };
  });
}
