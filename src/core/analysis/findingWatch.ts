// Keeps the findings of a growing run. A ring closes with a wait, a lock is orphaned with the end
// of its owner, and all is over when nobody runs: only then is the whole world looked at. So a
// run without trouble costs a look at each event's code and a walk from each new waiter.

import type { ThreadId } from '../base/ids.ts';
import { EVENT_WIDTH, type TraceBatch } from '../trace/batch.ts';
import { EventCode } from '../trace/encode.ts';
import { isAlive } from '../trace/fold.ts';
import type { World } from '../trace/world.ts';
import { explainedFindings, type ExplainedFinding } from './findingView.ts';
import type { Scene } from './scene.ts';
import { blockerOf, edgeOf, isDead } from './waitGraph.ts';

export class FindingWatch {
  /** Threads that began to wait or ended since the last look. */
  private readonly changed = new Set<ThreadId>();
  private found: readonly ExplainedFinding[] = [];

  /** Notes what a batch changes; the world need not be there yet. */
  see({ numbers, rich }: TraceBatch): void {
    for (let at = 0; at < numbers.length; at += EVENT_WIDTH) {
      const code = numbers[at] ?? 0;
      if (code >= EventCode.waitLock || code === EventCode.threadEnd) {
        this.changed.add(numbers[at + 2] as ThreadId);
      } else if (code === EventCode.rich) {
        const body = rich[numbers[at + 4] ?? 0];
        if (body?.kind === 'wait') this.changed.add(numbers[at + 2] as ThreadId);
        else if (body?.kind === 'unreachable') this.changed.add(body.thread);
      }
    }
  }

  /**
   * The findings in the world after all batches seen; the same list if none has changed. Look
   * before an exit too: it cuts daemon threads off, and what was wrong with them stays true.
   */
  look(scene: Scene): readonly ExplainedFinding[] {
    const { outcome } = scene.world;
    if (outcome?.kind === 'exited') return this.found;
    const isDue = this.found.length > 0 || this.mayHaveTrouble(scene.world);
    this.changed.clear();
    if (!isDue) return this.found;
    const found = explainedFindings(scene);
    if (textOf(found) !== textOf(this.found)) this.found = found;
    return this.found;
  }

  private mayHaveTrouble(world: World): boolean {
    for (const thread of this.changed) if (leadsToTrouble(thread, world)) return true;
    return isDead(world);
  }
}

/** True if the way from a thread to those it waits for ends in a ring or at one that has ended. */
function leadsToTrouble(start: ThreadId, world: World): boolean {
  const thread = world.threads[start];
  if (thread !== undefined && !isAlive(thread)) return thread.holds.length > 0;
  const passed = new Set<ThreadId>();
  let at = thread;
  while (at !== undefined && !passed.has(at.id)) {
    if (at.isStuck === true || !isAlive(at)) return true;
    passed.add(at.id);
    const edge = edgeOf(at, world);
    const blocker = edge && blockerOf(edge);
    if (blocker === undefined) return false;
    at = world.threads[blocker];
  }
  return at !== undefined;
}

function textOf(findings: readonly ExplainedFinding[]): string {
  return findings
    .map(({ id, certainty, explanation }) => `${id} ${certainty} ${explanation}`)
    .join('\n');
}
