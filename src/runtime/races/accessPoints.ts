// Accesses to what threads may share as scheduling points: announced to the kernel before they
// happen, for an explorer and for the replay of what it has found. Which accesses are points depends
// on the program alone, so that a replay has the same ones.

import { hashNumber, hashText } from '../../core/base/hash.ts';
import type { LocationId, VariableAccess } from '../../core/schedule/operation.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Operands } from '../python/operands.ts';
import { mannerOf, type WatchedSite, type WatchedSites } from './watchedSites.ts';

/** Locations of other kinds are not below this (see `locationOf`), and two are taken. */
const LOCATIONS = 2 ** 32 - 2;
const FIRST = 2;

export class AccessPoints {
  private readonly sites: WatchedSites;
  private readonly operands: Operands;
  private readonly kernel: Kernel;

  constructor(sites: WatchedSites, operands: Operands, kernel: Kernel) {
    this.sites = sites;
    this.operands = operands;
    this.kernel = kernel;
    sites.begin();
  }

  /** The innermost frame is about to make an access: 0, or SUSPEND. */
  reached(site: WatchedSite, frame: number): number {
    if (this.kernel.waits.all().length < 2 || !this.operands.read(site, frame)) return 0;
    if (site.form === 'iterate') this.sites.watchSteps(site);
    const kind = this.operands.mode === 'read' ? 'read' : 'write';
    const object = this.location();
    return this.kernel.announce({ kind, object, access: this.access(site, frame, object) });
  }

  private access(site: WatchedSite, frame: number, object: LocationId): VariableAccess {
    const { holder, kind, locationKey, mode, isReshaped } = this.operands;
    return {
      place: site.at,
      frame,
      // Of a container `object` is all of it, which no element may be taken for.
      variable: kind === 'element' ? hash(holder, `[${locationKey}]`) : object,
      reshaped: isReshaped && kind === 'element' ? object : 0,
      mode,
      manner: mannerOf(site),
    };
  }

  /**
   * By address: after the same choices the same object is at the same place. Of a container all
   * elements are one location, as some operations see them all.
   */
  private location(): LocationId {
    const { holder, kind, key } = this.operands;
    const isContainer = kind === 'element' || kind === 'items';
    return hash(holder, isContainer ? '' : String(key));
  }
}

function hash(holder: number, key: string): LocationId {
  const value = hashText(key, hashNumber(holder));
  return (FIRST + ((value >>> 0) % LOCATIONS)) as LocationId;
}
