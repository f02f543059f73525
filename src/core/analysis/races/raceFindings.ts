// From the races that the runtime has recorded to findings: for who watches one run one for each
// location and kind, of which the worst is told; for who compares runs one for each set of places.

import type { VariableId, ObjectId, StackId } from '../../base/ids.ts';
import type { EventOf, TraceEvent } from '../../trace/events.ts';
import type { Tables } from '../../trace/world.ts';
import type { ExplainedFinding } from '../findingView.ts';
import { CallSites, type CallSite } from '../predictions/callSites.ts';
import type { PythonSources } from '../pythonSource.ts';
import { userSite, type Scene } from '../scene.ts';
import { isAskedAgain, readShape } from './readShape.ts';
import { tellRace } from './tellRace.ts';

/**
 * - `dataRace`: accesses of two threads, at least one of them a write, that nothing orders.
 * - `lostUpdate`: a thread writes what it has made of an older value.
 * - `checkThenAct`: a thread acts on what another one can change in between.
 */
export const RACE_KINDS = ['dataRace', 'lostUpdate', 'checkThenAct'] as const;

export type RaceKind = (typeof RACE_KINDS)[number];

export type RaceFinding = ExplainedFinding & { readonly kind: RaceKind };

/** A race that means something, with the name of what it is about. */
export interface KnownRace {
  readonly kind: RaceKind;
  readonly name: string;
  readonly event: EventOf<'race'>;
  /** `file:line` of the accesses, each once. */
  readonly places: readonly string[];
}

export class RaceFindings {
  private readonly calls: CallSites;
  private readonly names = new Map<VariableId, string>();
  /** Locks that were ever held at an access of a location that races. */
  private readonly locks = new Map<string, ObjectId[]>();
  private readonly excused = new Set<string>();
  /** By kind and name. */
  private readonly known = new Map<string, KnownRace>();
  /** By kind, name and places. */
  private readonly all = new Map<string, KnownRace>();
  private readonly told = new Map<KnownRace, RaceFinding>();
  private shown: readonly RaceFinding[] = [];

  constructor(sources: PythonSources) {
    this.calls = new CallSites(sources);
  }

  add(event: TraceEvent, tables: Tables): void {
    if (event.kind === 'location') this.names.set(event.location, event.name);
    else if (event.kind === 'race') this.race(event, tables);
  }

  /** The same list as before if nothing has changed. */
  look(scene: Scene): readonly RaceFinding[] {
    const races = [...this.known.values()].filter((race) => !this.isCovered(race));
    const isSame =
      races.length === this.shown.length &&
      races.every((race, index) => this.told.get(race) === this.shown[index]);
    if (!isSame) this.shown = races.map((race) => this.tell(race, scene));
    return this.shown;
  }

  /** Each race once by its places. */
  every(scene: Scene): readonly RaceFinding[] {
    const races = [...this.all.values()].filter((race) => !this.isCoveredThere(race));
    return races.map((race) => this.tell(race, scene));
  }

  private race(event: EventOf<'race'>, tables: Tables): void {
    const kind = this.kindOf(event, tables);
    const name = this.nameOf(event.location);
    if (event.form === 'unordered') this.excuse(event, tables);
    const locks = this.locks.get(name) ?? [];
    locks.push(...event.accesses.flatMap((access) => access.locks));
    this.locks.set(name, locks);
    if (kind === undefined) return;
    const race = { kind, name, event, places: placesOf(event, tables) };
    keepWorst(this.known, `${kind}:${name}`, race);
    keepWorst(this.all, `${kind}:${name} ${race.places.join()}`, race);
  }

  private kindOf({ form, accesses }: EventOf<'race'>, tables: Tables): RaceKind | undefined {
    const calls = accesses.map(({ at }) => this.callAt(at, tables));
    if (form === 'unordered') return 'dataRace';
    const [read] = calls;
    const write = form === 'lost' ? calls[2] : calls[1];
    const shape = read && write && readShape(read, write);
    // Another thread's look matters if it would have acted on it.
    if (shape === 'update') return accesses[2]?.mode === 'read' ? undefined : 'lostUpdate';
    return shape && 'checkThenAct';
  }

  /** What is asked for without a lock on purpose may be told at any time. */
  private excuse({ location, accesses }: EventOf<'race'>, tables: Tables): void {
    const isAgain = accesses.some(({ mode, at }) => {
      const call = mode === 'read' ? this.callAt(at, tables) : undefined;
      return call !== undefined && isAskedAgain(call);
    });
    if (isAgain) this.excused.add(this.nameOf(location));
  }

  private nameOf(location: VariableId): string {
    return this.names.get(location) ?? '?';
  }

  private callAt(at: StackId, tables: Tables): CallSite | undefined {
    return this.calls.at(at, tables);
  }

  /** That two accesses are not ordered is no news if it is said what comes of it, or that it may be. */
  private isCovered({ kind, name }: KnownRace): boolean {
    if (kind !== 'dataRace') return false;
    return (
      this.excused.has(name) ||
      this.known.has(`lostUpdate:${name}`) ||
      this.known.has(`checkThenAct:${name}`)
    );
  }

  /** The same, of what is said about these places. */
  private isCoveredThere({ kind, name, places }: KnownRace): boolean {
    if (kind !== 'dataRace') return false;
    if (this.excused.has(name)) return true;
    return [...this.all.values()].some((other) => {
      const isWorse = other.kind !== 'dataRace' && other.name === name;
      return isWorse && places.every((place) => other.places.includes(place));
    });
  }

  private tell(race: KnownRace, scene: Scene): RaceFinding {
    const known = this.told.get(race);
    if (known) return known;
    const finding = tellRace(race, [...new Set(this.locks.get(race.name))], scene);
    this.told.set(race, finding);
    return finding;
  }
}

/** What has happened says more than what can. */
function keepWorst(races: Map<string, KnownRace>, id: string, race: KnownRace): void {
  const before = races.get(id);
  if (before && (before.event.form === 'lost' || race.event.form !== 'lost')) return;
  races.set(id, race);
}

function placesOf({ accesses }: EventOf<'race'>, tables: Tables): readonly string[] {
  const sites = accesses.map(({ at }) => userSite(tables, at));
  return [...new Set(sites.map((site) => `${site?.file}:${site?.line}`))].sort();
}
