// All breakpoints of a client in one place: they are there before a run and outlive it. Keeps the
// ids stable while the client sends its lists again, and knows where each has come to lie.

import type { DebugProtocol } from '@vscode/debugprotocol';

import type {
  Breakpoint,
  ObjectPlace,
  SyncOperation,
  VerifiedBreakpoint,
} from '../core/protocol/debug.ts';
import type { SourceView } from './stackFrames.ts';

/** A stop at what threads do with locks and their like; DAP has no words for it. */
export interface SyncBreakpoint {
  readonly operation: SyncOperation;
  /** Undefined stands for any of the user's objects (or threads). */
  readonly object?: ObjectPlace | undefined;
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}

/** Without the id, as each kind of breakpoint. */
type Draft = Breakpoint extends infer Each
  ? Each extends Breakpoint
    ? Omit<Each, 'id'>
    : never
  : never;

interface Entry {
  readonly id: number;
  /** What makes it the same breakpoint when the client sends its list again. */
  readonly key: string;
  /** Undefined if it can't be sent to a run. */
  readonly breakpoint: Breakpoint | undefined;
  readonly source: DebugProtocol.Source | undefined;
  readonly place: Omit<VerifiedBreakpoint, 'id'>;
}

interface Asked {
  readonly key: string;
  readonly draft: Draft | undefined;
  readonly source?: DebugProtocol.Source;
  readonly line?: number;
  /** Why it can't be set. */
  readonly fault?: string | undefined;
}

type Conditions = Pick<SyncBreakpoint, 'condition' | 'hitCondition' | 'logMessage'>;

const HIT_CONDITION = /^\s*(==?|>=?|<=?|%)?\s*\d+\s*$/;
const BAD_HIT_CONDITION =
  'A hit count is a number, or one after ==, >, >=, <, <= or %, as in >= 5.';

export class BreakpointBook {
  private readonly view: SourceView;
  private readonly groups = new Map<string, readonly Entry[]>();
  private nextId = 1;

  constructor(view: SourceView) {
    this.view = view;
  }

  /** All that a run can be given. */
  get breakpoints(): readonly Breakpoint[] {
    return this.entries().flatMap(({ breakpoint }) => breakpoint ?? []);
  }

  setLines(args: DebugProtocol.SetBreakpointsArguments): DebugProtocol.Breakpoint[] {
    const { source, breakpoints = [] } = args;
    const file = source.path === undefined ? undefined : this.view.tracePath(source.path);
    const asked = breakpoints.map((each): Asked => {
      const line = each.line - this.view.firstLine + 1;
      const draft: Draft | undefined =
        file === undefined ? undefined : { kind: 'line', file, line, ...conditionsOf(each) };
      const fault =
        draft === undefined ? 'This file can’t be part of the run.' : faultOf(each.hitCondition);
      return { key: `${line}:${each.column ?? ''}`, draft, source, line, fault };
    });
    return this.replace(`line ${file ?? source.name ?? ''}`, asked);
  }

  setFunctions(asked: readonly DebugProtocol.FunctionBreakpoint[]): DebugProtocol.Breakpoint[] {
    const drafts = asked.map((each): Asked => {
      const draft = { kind: 'function', name: each.name.trim(), ...conditionsOf(each) } as const;
      return { key: draft.name, draft, fault: faultOf(each.hitCondition) };
    });
    return this.replace('function', drafts);
  }

  setData(asked: readonly DebugProtocol.DataBreakpoint[]): DebugProtocol.Breakpoint[] {
    const drafts = asked.map((each): Asked => {
      const draft = { kind: 'data', dataId: each.dataId, ...conditionsOf(each) } as const;
      const isRead = each.accessType !== undefined && each.accessType !== 'write';
      const fault = isRead ? 'Only writes can be watched.' : faultOf(each.hitCondition);
      return { key: each.dataId, draft, fault };
    });
    return this.replace('data', drafts);
  }

  setSync(asked: readonly SyncBreakpoint[]): DebugProtocol.Breakpoint[] {
    const drafts = asked.map((each): Asked => {
      const { operation, object } = each;
      const draft = { kind: 'sync', operation, object, ...conditionsOf(each) } as const;
      return { key: JSON.stringify([operation, object]), draft, fault: faultOf(each.hitCondition) };
    });
    return this.replace('sync', drafts);
  }

  /** A run tells where breakpoints lie. @returns those of which the client knows otherwise. */
  verified(places: readonly VerifiedBreakpoint[]): DebugProtocol.Breakpoint[] {
    const byId = new Map(places.map(({ id, ...place }) => [id, place]));
    const changed: DebugProtocol.Breakpoint[] = [];
    for (const [group, entries] of this.groups) {
      const updated = entries.map((entry) => ({
        ...entry,
        place: byId.get(entry.id) ?? entry.place,
      }));
      this.groups.set(group, updated);
      if (group === 'sync') continue;
      const isNews = (entry: Entry, index: number) => isOther(entry.place, entries[index]?.place);
      changed.push(...updated.filter(isNews).map((entry) => this.shown(entry)));
    }
    return changed;
  }

  /** For a new run, which has to tell anew. */
  forgetPlaces(): void {
    for (const [group, entries] of this.groups) {
      const isSent = ({ breakpoint }: Entry) => breakpoint !== undefined;
      const forgotten = entries.map((entry) =>
        isSent(entry) ? { ...entry, place: UNKNOWN } : entry,
      );
      this.groups.set(group, forgotten);
    }
  }

  kindOf(id: number): Breakpoint['kind'] | undefined {
    return this.entries().find((entry) => entry.id === id)?.breakpoint?.kind;
  }

  private entries(): readonly Entry[] {
    return [...this.groups.values()].flat();
  }

  private replace(group: string, asked: readonly Asked[]): DebugProtocol.Breakpoint[] {
    const known = [...(this.groups.get(group) ?? [])];
    const entries = asked.map((each) => {
      const index = known.findIndex(({ key }) => key === each.key);
      const [former] = index < 0 ? [] : known.splice(index, 1);
      return this.entry(each, former);
    });
    this.groups.set(group, entries);
    return entries.map((entry) => this.shown(entry));
  }

  private entry({ key, draft, source, line, fault }: Asked, former: Entry | undefined): Entry {
    const id = former?.id ?? this.nextId++;
    if (draft === undefined || fault !== undefined) {
      const place = { isVerified: false, ...(line && { line }), ...(fault && { message: fault }) };
      return { id, key, breakpoint: undefined, source, place };
    }
    const place = former?.breakpoint === undefined ? UNKNOWN : former.place;
    return { id, key, breakpoint: { ...draft, id }, source, place };
  }

  private shown({ id, breakpoint, source, place }: Entry): DebugProtocol.Breakpoint {
    const line = place.line ?? (breakpoint?.kind === 'line' ? breakpoint.line : undefined);
    return {
      id,
      verified: place.isVerified,
      ...(source && { source }),
      ...(line !== undefined && { line: line - 1 + this.view.firstLine }),
      ...(place.message !== undefined && { message: place.message }),
      // A run may still load the code; what was not sent to it will stay as it is.
      ...(!place.isVerified && { reason: breakpoint === undefined ? 'failed' : 'pending' }),
    };
  }
}

const UNKNOWN: Entry['place'] = { isVerified: false };

function conditionsOf({ condition, hitCondition, logMessage }: Conditions) {
  // Empty strings are what editors leave behind.
  return {
    condition: condition?.trim() || undefined,
    hitCondition: hitCondition?.trim() || undefined,
    logMessage: logMessage || undefined,
  };
}

function faultOf(hitCondition: string | undefined): string | undefined {
  const isFine = !hitCondition?.trim() || HIT_CONDITION.test(hitCondition);
  return isFine ? undefined : BAD_HIT_CONDITION;
}

function isOther(now: Entry['place'], before: Entry['place'] | undefined): boolean {
  const texts = [now, before].map((place) => [place?.isVerified, place?.line, place?.message]);
  return JSON.stringify(texts[0]) !== JSON.stringify(texts[1]);
}
