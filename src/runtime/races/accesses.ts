// What a run does with accesses to what threads may share: they can be scheduling points, and they
// can be watched for races, after the thread that makes one was chosen.

import type { Kernel } from '../kernel/kernel.ts';
import type { Pointer } from '../python/cpython.ts';
import type { Assembly } from '../threadModule/assemble.ts';
import type { AccessPoints } from './accessPoints.ts';
import type { AccessWatch } from './accessWatch.ts';
import type { WatchedSites } from './watchedSites.ts';

interface Parts {
  readonly sites: WatchedSites;
  /** Of the running thread. */
  readonly currentFrame: () => number;
  readonly watch: AccessWatch | undefined;
  readonly points: AccessPoints | undefined;
}

export class Accesses {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Code is about to be executed for the first time. */
  executed(code: Pointer): void {
    this.parts.sites.executed(code);
  }

  freed(memory: number): void {
    this.parts.watch?.freed(memory);
  }

  /** The running thread is about to make an access: None, or SUSPENDED. */
  reached(kernel: Kernel, { settlement, context }: Assembly): Pointer {
    const { sites, watch, points, currentFrame } = this.parts;
    const frame = currentFrame();
    const site = sites.at(frame);
    if (!site) return context.objects.none;
    const thread = kernel.current;
    const result = points?.reached(site, frame) ?? 0;
    return settlement.settle(thread, result, () => {
      watch?.reached(site, frame);
      return context.objects.none;
    });
  }
}
