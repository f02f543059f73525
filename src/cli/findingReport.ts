// Explains findings on stderr: what is certain at once, as other threads may go on for ever, the
// rest at the end, if it is still so; last what did not happen.

import { findingText } from '../core/analysis/findingText.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { Session } from '../session/session.ts';
import type { Terminal } from './terminal.ts';

export class FindingReport {
  private readonly said = new Set<string>();
  private readonly session: Session;
  private readonly terminal: Terminal;

  constructor(session: Session, terminal: Terminal) {
    this.session = session;
    this.terminal = terminal;
    session.onFindings((findings) => {
      if (session.state.kind !== 'running') return;
      for (const finding of findings) if (finding.certainty === 'certain') this.say(finding);
    });
  }

  /**
   * Says what has not been said yet. A stall that a timeout would have ended is nothing.
   *
   * @returns how many findings were said in all
   */
  sayRest(): number {
    for (const finding of this.session.findings) {
      if (isTrouble(finding)) this.say(finding);
    }
    return this.said.size;
  }

  sayPredictions(): void {
    const predicted = this.session.findings.filter(({ certainty }) => certainty === 'predicted');
    if (predicted.length === 0) return;
    const isWell = this.said.size === 0 && this.session.end?.outcome.kind === 'exited';
    const all = isWell ? 'No thread hung in this run. ' : '';
    this.terminal.say(`${all}What could happen under another schedule, or is worth a look:`);
    for (const finding of predicted) this.say(finding);
  }

  private say(finding: FindingView): void {
    if (this.said.has(finding.id)) return;
    this.said.add(finding.id);
    this.terminal.say(findingText(finding, this.session.source));
  }
}

function isTrouble({ certainty }: FindingView): boolean {
  return certainty === 'certain' || certainty === 'likely' || certainty === 'happened';
}
