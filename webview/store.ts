// The panel's copy of the run: messages in, what to show out. Knows nothing of the DOM or the
// wall clock; `now` is milliseconds of a monotonic clock.

import { unreachable } from '../src/core/base/errors.ts';
import type { Nanoseconds, ObjectId } from '../src/core/base/ids.ts';
import type { AppendMessage } from '../src/core/protocol/appending.ts';
import type {
  FromPanel,
  ObjectStops,
  PanelSettings,
  RunView,
  ToPanel,
} from '../src/core/protocol/panel.ts';
import { batchLength } from '../src/core/trace/encode.ts';
import type { Site, Stack } from '../src/core/trace/events.ts';
import { WorldFold } from '../src/core/trace/fold.ts';
import { LastOutlook } from '../src/core/trace/outlook.ts';

/** The parts of a run that grow with it. */
interface Live {
  readonly fold: WorldFold;
  readonly sites: Site[];
  readonly stacks: Stack[];
  readonly names: Record<ObjectId, string>;
}

export class PanelStore {
  private view: RunView | undefined;
  private live: Live | undefined;
  /** The shown clock stood at `base` when the wall clock stood at `anchor`. */
  private base: Nanoseconds = 0;
  private anchor = 0;
  private isHydrated = false;
  private readonly outlook = new LastOutlook();
  /** Goes up with each message. */
  version = 0;
  settings: PanelSettings = { hideLibraryObjects: true };
  stops: ObjectStops = {};

  /** False until the host has said what there is to show. */
  get isReady(): boolean {
    return this.isHydrated;
  }

  get run(): RunView | undefined {
    if (!this.view || !this.live) return undefined;
    const { fold, sites, stacks, names } = this.live;
    return { ...this.view, world: fold.world, tables: { sites, stacks }, names };
  }

  /** Takes a message in; the result, if any, is what to ask the host for. */
  receive(message: ToPanel, now: number): FromPanel | undefined {
    this.version++;
    switch (message.kind) {
      case 'hydrate':
        this.settings = message.settings;
        this.stops = {};
        this.hydrate(message.run, now);
        return undefined;
      case 'append':
        return this.append(message, now);
      case 'state':
        this.holdClock(now);
        if (message.state.kind === 'paused') this.base = message.state.time ?? this.base;
        return this.patch({ state: message.state });
      case 'speed':
        this.holdClock(now);
        return this.patch({ speed: message.speed });
      case 'findings':
        return this.patch({ findings: message.findings });
      case 'control':
        return this.patch({ control: message.control });
      case 'settings':
        this.settings = message.settings;
        return undefined;
      case 'syncBreakpoints':
        this.stops = message.stops;
        return undefined;
      case 'select':
        return undefined; // A choice is the page's, not the run's: see panelView.
      default:
        return unreachable(message);
    }
  }

  private hydrate(run: RunView | undefined, now: number): void {
    this.isHydrated = true;
    this.view = run;
    this.base = run?.state.kind === 'paused' ? (run.state.time ?? 0) : 0;
    this.anchor = now;
    this.outlook.forget();
    this.live = run && {
      fold: new WorldFold(run.world),
      sites: [...run.tables.sites],
      stacks: [...run.tables.stacks],
      names: { ...run.names },
    };
  }

  private append({ batch, names }: AppendMessage, now: number): FromPanel | undefined {
    const { live } = this;
    if (live?.fold.world.step !== batch.from) return { kind: 'hydrateMe' };
    for (const site of batch.sites) live.sites.push(site);
    for (const stack of batch.stacks) live.stacks.push(stack);
    Object.assign(live.names, names);
    live.fold.applyBatch(batch);
    if (batchLength(batch) > 0) {
      this.base = 0;
      this.anchor = now;
    }
    return undefined;
  }

  /** A pause must not wind the shown clock back to the last event. */
  private holdClock(now: number): void {
    this.base = this.clock(now);
    this.anchor = now;
  }

  private patch(
    change: Partial<Pick<RunView, 'state' | 'speed' | 'findings' | 'control'>>,
  ): undefined {
    if (this.view) this.view = { ...this.view, ...change };
    return undefined;
  }

  /** True while the shown clock moves without events: everybody sleeps, at a watchable speed. */
  isTicking(now: number): boolean {
    const run = this.run;
    return (
      run !== undefined && this.isIdle(run) && this.clock(now) < this.outlook.at(run.world).due
    );
  }

  /** Virtual time to show. Between two events it moves on, up to the next thing that is due. */
  clock(now: number): Nanoseconds {
    const run = this.run;
    if (!run) return 0;
    const { world, speed } = run;
    if (run.pastStep !== undefined) return world.time;
    const start = Math.max(world.time, this.base);
    if (!this.isIdle(run)) return start;
    const reached = start + Math.max(0, now - this.anchor) * 1e6 * speed;
    return Math.max(start, Math.min(reached, this.outlook.at(world).due));
  }

  private isIdle({ state, speed, world, pastStep }: RunView): boolean {
    if (state.kind !== 'running' || speed <= 0 || world.outcome || pastStep !== undefined)
      return false;
    return !this.outlook.at(world).isBusy;
  }
}
