// The sync breakpoints of this workspace: kept from run to run, and from window to window.

import { isSamePlace } from '../../core/analysis/objectPlace.ts';
import type { Disposable } from '../../core/base/disposable.ts';
import { Emitter } from '../../core/base/emitter.ts';
import type { ObjectPlace, SyncOperation } from '../../core/protocol/debug.ts';
import { isOperation } from './operations.ts';

export interface SyncBreakpoint {
  readonly operation: SyncOperation;
  /** Undefined stands for any object, or thread. */
  readonly object: ObjectPlace | undefined;
  /** What the object was called when the breakpoint was set; undefined for any. */
  readonly name: string | undefined;
  readonly isEnabled: boolean;
}

/** The part of VS Code's Memento that is needed here. */
export interface Keeping {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

const KEY = 'weft.syncBreakpoints';

export class SyncBreakpoints implements Disposable {
  private readonly keeping: Keeping;
  private readonly changes = new Emitter<readonly SyncBreakpoint[]>();
  private kept: readonly SyncBreakpoint[];

  readonly onChange = this.changes.on;

  constructor(keeping: Keeping) {
    this.keeping = keeping;
    const kept = keeping.get(KEY);
    this.kept = Array.isArray(kept) ? kept.flatMap((each) => readBreakpoint(each) ?? []) : [];
  }

  get all(): readonly SyncBreakpoint[] {
    return this.kept;
  }

  get enabled(): readonly SyncBreakpoint[] {
    return this.kept.filter(({ isEnabled }) => isEnabled);
  }

  /** One that is there already is enabled, and takes the new name. */
  async add(breakpoint: Omit<SyncBreakpoint, 'isEnabled'>): Promise<void> {
    const added = { ...breakpoint, isEnabled: true };
    const others = this.kept.filter((each) => !isSame(each, added));
    await this.replace([...others, added]);
  }

  async remove(breakpoint: SyncBreakpoint): Promise<void> {
    await this.replace(this.kept.filter((each) => each !== breakpoint));
  }

  /** Enables these, and none else. */
  async enableOnly(enabled: readonly SyncBreakpoint[]): Promise<void> {
    await this.replace(
      this.kept.map((each) => ({ ...each, isEnabled: enabled.some((other) => other === each) })),
    );
  }

  dispose(): void {
    this.changes.dispose();
  }

  private async replace(breakpoints: readonly SyncBreakpoint[]): Promise<void> {
    this.kept = breakpoints;
    this.changes.fire(breakpoints);
    await this.keeping.update(KEY, breakpoints);
  }
}

function isSame(one: SyncBreakpoint, other: SyncBreakpoint): boolean {
  if (one.operation !== other.operation) return false;
  if (!one.object || !other.object) return one.object === other.object;
  return isSamePlace(one.object, other.object);
}

/** What an older or a newer version has kept may be anything. */
function readBreakpoint(value: unknown): SyncBreakpoint | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { operation, object, name, isEnabled } = value as Readonly<Record<string, unknown>>;
  if (!isOperation(operation) || (object !== undefined && !isPlace(object))) return undefined;
  return {
    ...{ operation, object, isEnabled: isEnabled !== false },
    name: typeof name === 'string' ? name : undefined,
  };
}

function isPlace(value: unknown): value is ObjectPlace {
  if (typeof value !== 'object' || value === null) return false;
  const { file, line, ordinal } = value as Readonly<Record<string, unknown>>;
  return typeof file === 'string' && typeof line === 'number' && typeof ordinal === 'number';
}
