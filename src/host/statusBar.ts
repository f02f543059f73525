// The status bar item of a run: its state and its virtual clock. A click offers what can be done.

import * as vscode from 'vscode';
import { DisposableStore } from '../core/base/disposable.ts';
import { COMMANDS } from './ids.ts';
import { RunClock } from './runClock.ts';
import type { Run, Runs } from './runs.ts';
import { statusOf } from './status.ts';
import { Throttle } from './throttle.ts';

const INTERVAL = 100;

export class StatusBar implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly runs: Runs;
  private readonly item: vscode.StatusBarItem;
  private readonly redraw: Throttle;
  private run: Run | undefined;
  private clock = new RunClock(performance.now());

  constructor(runs: Runs) {
    this.runs = runs;
    this.item = this.store.add(
      vscode.window.createStatusBarItem('weft.run', vscode.StatusBarAlignment.Left, 10),
    );
    this.item.name = 'Weft Run';
    this.item.command = COMMANDS.runActions;
    this.redraw = this.store.add(new Throttle(INTERVAL, () => this.draw()));
    this.store.add(runs.onChange((run) => this.changed(run)));
    this.store.add(
      runs.onBatch(() => {
        this.clock.eventsCame(performance.now());
        this.redraw.request();
      }),
    );
  }

  dispose(): void {
    this.store.dispose();
  }

  private changed(run: Run | undefined): void {
    if (run !== this.run) this.clock = new RunClock(performance.now());
    this.run = run;
    if (run) this.clock.runChanged(run.session, performance.now());
    this.redraw.request();
  }

  private draw(): void {
    const run = this.runs.live;
    if (!run) return this.item.hide();
    const { session } = run;
    const time = this.clock.time(session, performance.now());
    const status = statusOf(session.title, session.state, time);
    this.item.text = status.text;
    this.item.tooltip = status.tooltip;
    this.item.accessibilityInformation = { label: status.spoken, role: 'button' };
    this.item.show();
    if (session.state.kind === 'running') this.redraw.request();
  }
}
