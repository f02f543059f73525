// The page's copy of a run: messages in, lanes and texts out. Knows nothing of the DOM.

import { Lanes } from '../../src/core/analysis/lanes/lanes.ts';
import { unreachable } from '../../src/core/base/errors.ts';
import type { ObjectId, StackId, Step, ThreadId } from '../../src/core/base/ids.ts';
import type { PanelSelection, PanelSettings } from '../../src/core/protocol/panel.ts';
import type { AppendMessage } from '../../src/core/protocol/appending.ts';
import type { FromTimeline, TimelineRun, ToTimeline } from '../../src/core/protocol/timeline.ts';
import { EVENT_WIDTH, type TraceBatch } from '../../src/core/trace/batch.ts';
import { batchLength, EventCode } from '../../src/core/trace/encode.ts';
import type { EventBody, Site } from '../../src/core/trace/events.ts';
import { Trace } from '../../src/core/trace/trace.ts';

/** Something that was printed; `step` is the first that shows it. */
export interface OutputPiece {
  readonly step: Step;
  readonly thread: ThreadId;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

export interface ShownRun extends TimelineRun {
  readonly trace: Trace;
  readonly lanes: Lanes;
  readonly names: Record<ObjectId, string>;
  readonly outputs: readonly OutputPiece[];
}

export class TimelineStore {
  private shown: (ShownRun & { readonly outputs: OutputPiece[] }) | undefined;
  private isHydrated = false;
  settings: PanelSettings = { hideLibraryObjects: true };
  /** The step that all views show; undefined: where the run stands. */
  pastStep: Step | undefined;
  /** The run has gone back to this step; undefined: it is at its end. */
  standsAt: Step | undefined;
  selection: PanelSelection | undefined;
  /** Rises with everything that could change which lanes there are. */
  version = 0;

  /** False until the host has said what there is to show. */
  get isReady(): boolean {
    return this.isHydrated;
  }

  get run(): ShownRun | undefined {
    return this.shown;
  }

  /** The share of the events that is here: 0 to 1. */
  get loaded(): number {
    const { shown } = this;
    return !shown || shown.lanes.length >= shown.length ? 1 : shown.lanes.length / shown.length;
  }

  /** Where the run stands. */
  get now(): Step {
    return this.clipped(this.standsAt ?? (Infinity as Step));
  }

  /** A step that the page knows. */
  clipped(step: Step): Step {
    return Math.min(step, this.shown?.lanes.length ?? 0) as Step;
  }

  /** Takes a message in; the result, if any, is what to ask the host for. */
  receive(message: ToTimeline): FromTimeline | undefined {
    if (message.kind !== 'cursor' && message.kind !== 'select') this.version++;
    switch (message.kind) {
      case 'hydrate':
        this.isHydrated = true;
        this.settings = message.settings;
        this.pastStep = message.cursor;
        this.standsAt = message.standsAt;
        this.selection = message.selection;
        this.shown = message.run && emptyRun(message.run);
        return undefined;
      case 'append':
        return this.append(message);
      case 'state':
        return this.patch({ state: message.state });
      case 'findings':
        return this.patch({ findings: message.findings });
      case 'cursor':
        this.pastStep = message.cursor;
        this.standsAt = message.standsAt;
        return undefined;
      case 'select':
        this.selection = message.selection;
        return undefined;
      case 'settings':
        this.settings = message.settings;
        return undefined;
      default:
        return unreachable(message);
    }
  }

  private append({ batch, names }: AppendMessage): FromTimeline | undefined {
    const { shown } = this;
    if (!shown?.trace.isNext(batch)) return { kind: 'hydrateMe' };
    shown.trace.append(batch);
    shown.lanes.append(batch);
    Object.assign(shown.names, names);
    for (const { step, body, by } of richBodies(batch)) {
      if (body.kind !== 'output') continue;
      shown.outputs.push({ step, thread: by, stream: body.stream, text: body.text });
    }
    return undefined;
  }

  private patch(change: Partial<Pick<TimelineRun, 'state' | 'findings'>>): undefined {
    if (this.shown) this.shown = { ...this.shown, ...change };
    return undefined;
  }
}

function emptyRun(run: TimelineRun): ShownRun & { readonly outputs: OutputPiece[] } {
  const lanes = new Lanes();
  return { ...run, names: { ...run.names }, trace: new Trace(run.header), lanes, outputs: [] };
}

interface RichBody {
  /** The first that shows it. */
  readonly step: Step;
  readonly by: ThreadId;
  readonly body: EventBody;
}

function* richBodies(batch: TraceBatch): Generator<RichBody> {
  if (batch.rich.length === 0) return;
  for (let index = 0; index < batchLength(batch); index++) {
    const offset = index * EVENT_WIDTH;
    const body = batch.rich[batch.numbers[offset + 4] ?? -1];
    if (batch.numbers[offset] !== EventCode.rich || body === undefined) continue;
    const by = (batch.numbers[offset + 2] ?? 0) as ThreadId;
    yield { step: (batch.from + index + 1) as Step, by, body };
  }
}

/** The innermost place of a stack in the user's own code. */
export function userSite({ trace }: Pick<ShownRun, 'trace'>, stack: StackId): Site | undefined {
  const { sites, stacks } = trace.tables;
  for (let id = stack; id !== 0;) {
    const row = stacks[id - 1];
    const site = row && sites[row.site - 1];
    if (!row || !site) return undefined;
    if (!site.isLibrary) return site;
    id = row.caller;
  }
  return undefined;
}
