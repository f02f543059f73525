// Explains findings on stderr: what is certain at once, as other threads may go on for ever, the
// rest at the end, if it is still so.

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

  /** Says what has not been said yet. A stall that a timeout would have ended is nothing. */
  sayRest(): number {
    for (const finding of this.session.findings) {
      if (finding.certainty !== 'passing') this.say(finding);
    }
    return this.said.size;
  }

  private say(finding: FindingView): void {
    if (this.said.has(finding.id)) return;
    this.said.add(finding.id);
    this.terminal.say(findingText(finding, this.session.source));
  }
}
