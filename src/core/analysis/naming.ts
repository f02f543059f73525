// What a programmer would call each lock, event and queue: the name that the code gives it
// where it is made, with a number when there are several.

import type { ObjectId, StackId, ThreadId } from '../base/ids.ts';
import { EVENT_WIDTH, type TraceBatch } from '../trace/batch.ts';
import { decodeEvent, EventCode } from '../trace/encode.ts';
import type { ObjectKind } from '../trace/events.ts';
import type { SyncObject, Tables, World } from '../trace/world.ts';
import { creationAt, type Creation } from './creation.ts';
import type { PythonSources } from './pythonSource.ts';

type Names = Readonly<Record<ObjectId, string>>;

/** What an object's name depends on. */
type NamedObject = Pick<
  SyncObject,
  'id' | 'kind' | 'typeName' | 'partOf' | 'creator' | 'createdAt'
>;

/** Owns the names of a run's objects. A name once given stays, whatever comes later. */
export class NameBook {
  private readonly sources: PythonSources;
  /** What is made at a stack's creation site; undefined: no name there. */
  private readonly creations = new Map<StackId, Creation | undefined>();
  private readonly given: Record<ObjectId, string> = {};
  /** How many objects have a name, before it is numbered. */
  private readonly uses = new Map<string, number>();
  private readonly evaluations = new Map<string, Evaluation>();
  private readonly lastStatement = new Map<ThreadId, string>();

  constructor(sources: PythonSources) {
    this.sources = sources;
  }

  /** Names of all objects up to now, also of those that are gone. */
  names(world: World, tables: Tables): Names {
    this.newNames(world, tables);
    return this.given;
  }

  /** Names of the objects that had none before this call. */
  newNames(world: World, tables: Tables): Names {
    const added: Record<ObjectId, string> = {};
    for (const object of Object.values<SyncObject>(world.objects)) {
      if (this.given[object.id] === undefined) added[object.id] = this.nameOf(object, tables);
    }
    return added;
  }

  /** Names of the objects that a batch makes, even if they are gone at its end. */
  namesIn(batch: TraceBatch, tables: Tables): Names {
    const added: Record<ObjectId, string> = {};
    const { numbers, rich } = batch;
    if (rich.length === 0) return added;
    for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
      if (numbers[offset] !== EventCode.rich) continue;
      const event = decodeEvent(batch, offset / EVENT_WIDTH);
      if (event.kind !== 'objectNew') continue;
      const { object: id, objectKind: kind, typeName, partOf, by: creator, at: createdAt } = event;
      added[id] = this.nameOf({ id, kind, typeName, partOf, creator, createdAt }, tables);
    }
    return added;
  }

  /** The name of one object; objects must be named in the order in which they were made. */
  nameOf(object: NamedObject, tables: Tables): string {
    const known = this.given[object.id];
    if (known !== undefined) return known;
    const name = this.partName(object) ?? this.creationNameOf(object, tables);
    const unique =
      name === undefined ? this.numbered(object.typeName, true) : this.numbered(name, false);
    this.given[object.id] = unique;
    return unique;
  }

  private partName({ partOf, kind }: NamedObject): string | undefined {
    const owner = partOf === undefined ? undefined : this.given[partOf];
    return owner === undefined ? undefined : `${owner}.${partNames[kind] ?? kind.toLowerCase()}`;
  }

  /** The first of a name has none of the numbers, or else it would change when a second comes. */
  private numbered(name: string, isAlways: boolean): string {
    const count = (this.uses.get(name) ?? 0) + 1;
    this.uses.set(name, count);
    return count > 1 || isAlways ? `${name} #${count}` : name;
  }

  private creationNameOf(object: NamedObject, tables: Tables): string | undefined {
    const creation = this.creationOf(object.createdAt, tables);
    if (creation === undefined) return undefined;
    const index = creation.name.isIndexed ? this.indexOf(object, creation) : 0;
    this.lastStatement.set(object.creator, creation.statement);
    return creation.name.of(index);
  }

  /**
   * The position of an object among those that one evaluation of a comprehension makes. The
   * trace doesn't show where an evaluation begins: a new one is assumed when its thread has
   * come from elsewhere or has made something else in between.
   */
  private indexOf({ creator, createdAt }: NamedObject, { site, statement }: Creation): number {
    const before = this.evaluations.get(site);
    const goesOn = before?.stack === createdAt && this.lastStatement.get(creator) === statement;
    const index = goesOn ? before.index + 1 : 0;
    this.evaluations.set(site, { stack: createdAt, index });
    return index;
  }

  private creationOf(stack: StackId, tables: Tables): Creation | undefined {
    if (!this.creations.has(stack)) {
      this.creations.set(stack, creationAt(stack, tables, this.sources));
    }
    return this.creations.get(stack);
  }
}

interface Evaluation {
  readonly stack: StackId;
  readonly index: number;
}

/** What the standard library calls the parts of its objects. */
const partNames: { readonly [K in ObjectKind]?: string } = {
  Lock: 'lock',
  RLock: 'lock',
  Condition: 'cond',
  Event: 'finished',
};
