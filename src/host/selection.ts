// What is chosen in the window: one thread, object or finding, for the panel and all timelines.
// Decides whether a choice that nobody made still counts; views only show what they are told.

import type { Disposable } from '../core/base/disposable.ts';
import { Emitter } from '../core/base/emitter.ts';
import type { PanelSelection, RunState } from '../core/protocol/panel.ts';

export interface Choice {
  /** Undefined: nothing is chosen. */
  readonly selection: PanelSelection | undefined;
  /** Follows from a stop, not from the user. */
  readonly isAutomatic: boolean;
  /** The view in which the user made it, which shows it already. */
  readonly by: object | undefined;
}

export class Selection implements Disposable {
  private readonly changes = new Emitter<Choice>();
  private readonly state: () => RunState | undefined;
  /** The run's state when the user chose something last. */
  private stateOfChoice: RunState | undefined;
  private chosen: PanelSelection | undefined;

  readonly onChange = this.changes.on;

  /** @param state of the active run; another object for each state that it comes into */
  constructor(state: () => RunState | undefined) {
    this.state = state;
  }

  get current(): PanelSelection | undefined {
    return this.chosen;
  }

  /** The user has chosen this. @param by as in `Choice` */
  choose(selection: PanelSelection | undefined, by?: object): void {
    this.stateOfChoice = this.state();
    this.tell({ selection, isAutomatic: false, by });
  }

  /** A stop brings this; what the user has chosen since the run came into its state stays. */
  follow(selection: PanelSelection): void {
    if (this.stateOfChoice !== undefined && this.stateOfChoice === this.state()) return;
    this.tell({ selection, isAutomatic: true, by: undefined });
  }

  dispose(): void {
    this.changes.dispose();
  }

  private tell(choice: Choice): void {
    this.chosen = choice.selection;
    this.changes.fire(choice);
  }
}
