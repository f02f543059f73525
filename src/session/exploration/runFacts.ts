// Facts about a run that has ended, to tell one from another.

import type { TraceEvent } from '../../core/trace/events.ts';
import type { Session } from '../session.ts';

/** The order in which threads synchronised, as a hash: what makes one interleaving another. */
export function interleavingOf(session: Session): string {
  const hash = new Hash();
  for (const event of session.trace.events()) {
    const object = synchronisedOn(event);
    if (object !== undefined) hash.add(`${event.by} ${event.kind} ${object};`);
  }
  return hash.text;
}

/** What it printed and how it ended, as a hash. */
export function outputOf(session: Session): string {
  const hash = new Hash();
  for (const event of session.trace.events()) {
    if (event.kind === 'output' && event.stream === 'stdout') hash.add(event.text);
    if (event.kind === 'exception') hash.add(`\n${event.typeName}: ${event.message}`);
  }
  const { outcome } = session.end ?? {};
  hash.add(outcome?.kind === 'exited' ? `\n${outcome.exitCode}` : `\n${outcome?.kind ?? ''}`);
  return hash.text;
}

/** How many threads ever began. */
export function threadsOf(session: Session): number {
  return Object.values<{ readonly state: { readonly kind: string } }>(session.world.threads).filter(
    ({ state }) => state.kind !== 'new',
  ).length;
}

function synchronisedOn(event: TraceEvent): number | undefined {
  switch (event.kind) {
    case 'acquire':
    case 'release':
    case 'acquireFailed':
    case 'objectState':
      return event.object;
    case 'threadStart':
    case 'joined':
      return event.thread;
    case 'threadEnd':
      return 0;
    default:
      return undefined;
  }
}

/** FNV-1a (Fowler, Noll, Vo), two of 32 bits with different starts. */
class Hash {
  private low = 0x811c9dc5;
  private high = 0x1000193;

  add(text: string): void {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      this.low = Math.imul(this.low ^ code, 0x01000193);
      this.high = Math.imul(this.high ^ (code + 0x9e37), 0x01000193);
    }
  }

  get text(): string {
    return [this.high, this.low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
