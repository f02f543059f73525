// Findings as the panel and the command line show them.

import type { Nanoseconds, ObjectId, Step, ThreadId } from '../base/ids.ts';
import { explain } from './explain.ts';
import { findings, objectsOf, threadsOf, type Finding } from './findings.ts';
import { ringOf, sitesOf, type FindingSite, type RingEdge } from './ring.ts';
import type { Scene } from './scene.ts';
import { storyOf } from './story.ts';
import { unavoidableAt } from './unavoidable.ts';

/** As `FindingView` in protocol/panel. */
export interface ExplainedFinding {
  readonly id: string;
  readonly kind: string;
  readonly certainty: 'certain' | 'likely' | 'passing' | 'happened' | 'predicted';
  readonly title: string;
  readonly sentences: readonly string[];
  /** Paragraphs, one a line: the sentences; how it came to this; what would help. */
  readonly explanation: string;
  readonly why: readonly string[];
  readonly cure: string;
  readonly threads: readonly ThreadId[];
  readonly objects: readonly ObjectId[];
  readonly sites: readonly FindingSite[];
  readonly ring: readonly RingEdge[];
  readonly unavoidableAt: { readonly step: Step; readonly time: Nanoseconds } | undefined;
}

/** All that is wrong in the scene's world, in words; the most certain first. */
export function explainedFindings(scene: Scene): ExplainedFinding[] {
  return findings(scene).map((finding) => explained(finding, scene));
}

function explained(finding: Finding, scene: Scene): ExplainedFinding {
  const { title, sentences, cure } = explain(finding, scene);
  const why = storyOf(finding, scene);
  return {
    id: finding.id,
    kind: finding.kind,
    certainty: finding.certainty,
    title,
    sentences,
    explanation: paragraphs(sentences, why, cure),
    why,
    cure,
    threads: threadsOf(finding),
    objects: objectsOf(finding, scene.world),
    sites: sitesOf(finding, scene),
    ring: ringOf(finding),
    unavoidableAt: unavoidableAt(finding, scene.world),
  };
}

/** The whole text of a finding. */
export function paragraphs(
  sentences: readonly string[],
  why: readonly string[],
  cure: string,
): string {
  const story = why.length > 0 ? [`How it came to this: ${why.join('; ')}.`] : [];
  return [sentences.join(' '), ...story, ...(cure === '' ? [] : [cure])].join('\n');
}
