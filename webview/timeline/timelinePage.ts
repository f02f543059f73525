// The timeline's life: owns the store, the viewport and the user's choices, and draws them, once
// a frame at most. Free of VS Code: whoever shows it gives it a host.

import { html, render, type TemplateResult } from 'lit-html';
import type { Step } from '../../src/core/base/ids.ts';
import type { PanelSelection } from '../../src/core/protocol/panel.ts';
import type { FromTimeline, ToTimeline } from '../../src/core/protocol/timeline.ts';
import type { Clock } from '../../src/core/analysis/lanes/clock.ts';
import { type Target, targetAt } from '../../src/core/timeline/hit.ts';
import { partInSight } from '../../src/core/timeline/part.ts';
import {
  laneRows,
  NATURAL_ORDER,
  rowsBetween,
  rowsHeight,
  toggled,
  withMoved,
} from '../../src/core/timeline/rows.ts';
import type { LaneRow, TimelineScene } from '../../src/core/timeline/scene.ts';
import { RULER } from '../../src/core/timeline/shapes.ts';
import type { Point } from '../../src/core/timeline/surface.ts';
import { stepAtX } from '../../src/core/timeline/viewport.ts';
import type { Site } from '../../src/core/trace/events.ts';
import { CursorControl } from './cursorControl.ts';
import { barView } from './barView.ts';
import { DrawLoop } from './drawLoop.ts';
import type { TimelineActions, TimelineFrame } from './frame.ts';
import { helpView } from './helpView.ts';
import { listenToStage } from './input.ts';
import { onKey } from './keys.ts';
import { namesView } from './lanesView.ts';
import { chosenRow, findStep, selectionOf } from './navigation.ts';
import { sideView } from './sideView.ts';
import { Readiness } from '../readiness.ts';
import { Skeleton } from './skeleton.ts';
import { Stage } from './stage.ts';
import { type ShownRun, TimelineStore, userSite } from './store.ts';
import { tableView } from './tableView.ts';
import { type PageTheme, readTheme } from './theme.ts';
import { restoreUi, type TimelineUi, toggleState } from './uiState.ts';
import { ViewportControl } from './viewportControl.ts';
import { detailsOf, momentText } from './words.ts';

export interface TimelineHost {
  post(message: FromTimeline): void;
  save(ui: TimelineUi): void;
  /** False in a file of its own: nobody is there to run the program. */
  readonly hasDebugger: boolean;
  /** What an earlier page saved. */
  readonly saved: unknown;
}

export class TimelinePage {
  private readonly host: TimelineHost;
  private readonly store = new TimelineStore();
  private readonly skeleton: Skeleton;
  private readonly stage: Stage;
  private readonly readiness: Readiness;
  private readonly actions: TimelineActions = this.makeActions();
  private ui: TimelineUi;
  private readonly view: ViewportControl;
  private readonly cursor: CursorControl;
  private theme: PageTheme | undefined;
  private rows: { readonly key: string; readonly rows: readonly LaneRow[] } | undefined;
  private pointer: Point | undefined;
  private missed: string | undefined;
  private readonly loop = new DrawLoop(() => this.drawNow());

  constructor(root: HTMLElement, host: TimelineHost) {
    this.host = host;
    this.ui = restoreUi(host.saved);
    this.view = new ViewportControl(this.ui.axis);
    this.cursor = new CursorControl((step) => host.post({ kind: 'showStep', step }));
    this.readiness = new Readiness((messages) => host.post({ kind: 'ready', messages }));
    this.skeleton = new Skeleton(root);
    const draw = (): void => this.draw();
    this.stage = new Stage(this.skeleton.lanes, this.skeleton.minimap, draw);
    listenToStage(this.skeleton, {
      hover: (point) => this.change(() => (this.pointer = point)),
      click: (point) => this.click(point),
      open: () => this.openSource(),
      menu: ({ x }) => this.moveCursor(x),
      moveCursor: (x) => this.moveCursor(x),
      pan: ({ x, y }) => {
        this.skeleton.scroller.scrollTop += y;
        if (x !== 0) this.look((clock) => this.view.pan(clock, x));
      },
      zoom: (factor, x) => this.look((clock) => this.view.zoom(clock, factor, x)),
      scroll: (pixels) => (this.skeleton.scroller.scrollTop += pixels),
      look: (share) => this.look((clock) => this.view.lookAt(clock, share)),
      key: (event) => this.key(event),
    });
    this.skeleton.scroller.addEventListener('scroll', draw);
    new ResizeObserver(draw).observe(this.skeleton.stage);
    const forget = (): void => this.change(() => (this.theme = undefined));
    new MutationObserver(forget).observe(document.body, { attributes: true });
    new MutationObserver(forget).observe(document.documentElement, { attributes: true });
  }

  receive(message: ToTimeline): void {
    const { run: before, loaded: loadedBefore } = this.store;
    const wanted = this.store.receive(message);
    if (wanted) this.host.post(wanted);
    if (message.kind === 'append' || message.kind === 'hydrate') this.readiness.tookIn();
    if (message.kind === 'hydrate' && this.store.run?.trace !== before?.trace) this.begin(before);
    if (message.kind === 'cursor') this.cursorShown();
    if (message.kind === 'select') this.scrollToChosen();
    const { loaded } = this.store;
    this.skeleton.showProgress(loaded);
    if (loaded < 1) this.loop.drawLoading();
    else if (message.kind === 'append' && loadedBefore === 1) this.loop.drawEvents();
    else this.draw();
  }

  /** Lanes of another run are other lanes. */
  private begin(before: ShownRun | undefined): void {
    this.cursor.forget();
    if (before?.header.startTime === this.store.run?.header.startTime) return;
    this.view.fit();
    this.ui = { ...this.ui, order: NATURAL_ORDER };
  }

  private change(act: () => void): void {
    act();
    this.draw();
  }

  private draw(): void {
    this.loop.draw();
  }

  private drawNow(): void {
    const { store, skeleton } = this;
    if (!store.isReady) return;
    const { run } = store;
    if (!run) return skeleton.showEmpty((command) => this.host.post({ kind: 'command', command }));
    skeleton.showRun(this.ui.isTable);
    this.theme ??= readTheme(document.body);
    const scene = this.scene(run);
    this.makeRoom(scene);
    const { scrollTop } = skeleton.scroller;
    this.view.place({ ...this.stage.size, scroll: scrollTop }, run.lanes.clock);
    const viewport = this.view.now;
    const target = this.target(scene);
    const options = target?.kind === 'arrow' ? { hoveredArrow: target.index } : {};
    if (!this.ui.isTable) this.stage.draw({ scene, viewport, theme: this.theme, options });
    this.stage.drawMinimap(scene, viewport, this.theme);
    this.drawParts(this.frame(run, scene, target));
  }

  private makeRoom({ rows }: TimelineScene): void {
    this.skeleton.setHeight(rowsHeight(rows) + RULER);
  }

  private drawParts(frame: TimelineFrame): void {
    const { skeleton } = this;
    render(barView(frame), skeleton.bar);
    render(html`${sideView(frame)} ${helpView(frame)}`, skeleton.side);
    render(namesView(frame), skeleton.names);
    render(frame.ui.isTable ? tableView(frame) : noTable, skeleton.table);
    skeleton.placeNames();
    skeleton.say(spoken(frame));
  }

  private scene(run: ShownRun): TimelineScene {
    const { ui, store } = this;
    const { lanes, names } = run;
    const { hideLibraryObjects } = store.settings;
    const { mode, order } = ui;
    const key = [store.version, mode, JSON.stringify(order)].join(' ');
    if (this.rows?.key !== key) {
      this.rows = { key, rows: laneRows({ lanes, names, mode, order, hideLibraryObjects }) };
    }
    return {
      ...{ lanes, names, findings: run.findings, rows: this.rows.rows, cursor: this.step },
      standsAt: store.standsAt === undefined ? undefined : store.now,
      ...{ selection: store.selection, states: new Set(ui.states), hideLibraryObjects },
    };
  }

  private get step(): Step {
    const { store } = this;
    const step = this.cursor.ahead(store.pastStep);
    return step === undefined ? store.now : store.clipped(step);
  }

  private frame(run: ShownRun, scene: TimelineScene, target: Target | undefined): TimelineFrame {
    const { ui, missed, actions, store } = this;
    const viewport = this.view.now;
    const { scroll, height } = viewport;
    return {
      ...{ run, scene, ui, viewport, target, missed, actions },
      rows: rowsBetween(scene.rows, scroll, scroll + height),
      isEnd: scene.cursor === run.lanes.length,
      hasDebugger: this.host.hasDebugger,
      canGoHere: this.host.hasDebugger && scene.cursor !== store.now,
    };
  }

  private target(scene: TimelineScene): Target | undefined {
    const { pointer } = this;
    if (pointer && pointer.y >= RULER) {
      const point = { x: pointer.x, y: pointer.y - RULER };
      return targetAt(scene, this.view.now, point, this.stage.shapes);
    }
    const row = chosenRow(scene);
    if (row?.kind === 'thread') {
      const segment = scene.lanes.segmentAt(row.lane.id, scene.cursor);
      return segment ? { kind: 'segment', row, segment } : { kind: 'lane', row };
    }
    const hold = row && scene.lanes.ownedAt(row.lane.id, scene.cursor);
    return row && (hold ? { kind: 'hold', row, hold } : { kind: 'lane', row });
  }

  /** Does something with the run that is shown. */
  private withScene(act: (scene: TimelineScene, run: ShownRun) => void): void {
    const { run } = this.store;
    if (run) act(this.scene(run), run);
    this.draw();
  }

  private look(move: (clock: Clock) => void): void {
    this.withScene(({ lanes }) => move(lanes.clock));
  }

  private moveCursor(x: number): void {
    this.withScene(({ lanes }) => {
      this.showStep(stepAtX(this.view.now, lanes.clock, x), false);
    });
  }

  /** Where the run stands the cursor is the run's own. @param step undefined: the end */
  private showStep(step: Step | undefined, isRevealed = true): void {
    const { store } = this;
    const wanted = store.clipped(Math.max(0, step ?? Infinity) as Step);
    this.cursor.ask(wanted === store.now ? undefined : wanted, store.pastStep);
    if (isRevealed) this.look((clock) => this.view.reveal(clock, this.step));
    this.draw();
  }

  private goHere(): void {
    const { host, step } = this;
    if (host.hasDebugger && step !== this.store.now) host.post({ kind: 'goHere', step });
  }

  private exportRun(): void {
    if (!this.host.hasDebugger) return;
    this.withScene((scene) => {
      const part = partInSight(scene, this.view.now, this.ui.mode);
      this.host.post({ kind: 'export', part });
    });
  }

  /** What moved the cursor elsewhere must be seen here, too. */
  private cursorShown(): void {
    const wasMine = this.cursor.told(this.store.pastStep);
    if (!wasMine) this.look((clock) => this.view.reveal(clock, this.step));
  }

  /** A click chooses the thread or the lock, goes to that moment and opens its source. */
  private click(point: Point): void {
    this.pointer = point;
    this.skeleton.stage.focus({ preventScroll: true });
    this.withScene((scene) => {
      const target = this.target(scene);
      if (!target) return this.actions.select(undefined);
      if (target.kind === 'hold') {
        this.actions.select({ kind: 'object', id: target.hold.object });
      } else if (target.kind !== 'arrow') this.actions.select(selectionOf(target.row));
      this.moveCursor(point.x);
      this.openSource();
    });
  }

  private openSource(): void {
    this.withScene((scene, run) => {
      const target = this.target(scene);
      const telling = { run, scene };
      const site = target && detailsOf(telling, target)?.clauses.find(({ site: at }) => at)?.site;
      const stack = target && 'row' in target ? chosenStack(scene, target.row) : undefined;
      const place = site ?? (stack === undefined ? undefined : userSite(run, stack));
      if (place) this.actions.reveal(place);
    });
  }

  private key(event: KeyboardEvent): boolean {
    const { run } = this.store;
    if (!run) return false;
    this.pointer = undefined;
    return onKey(event, {
      scene: this.scene(run),
      actions: this.actions,
      pan: (share) => this.look((clock) => this.view.pan(clock, share * this.view.now.width)),
      openSource: () => this.openSource(),
      choose: (selection) => {
        this.actions.select(selection);
        this.scrollToChosen();
      },
      focusFind: () => this.skeleton.focusFind(),
      ui: this.ui,
    });
  }

  private scrollToChosen(): void {
    this.withScene((scene) => {
      const row = chosenRow(scene);
      // Lanes that are not drawn yet can't be scrolled to.
      this.makeRoom(scene);
      if (row) this.skeleton.scrollTo(row, this.view.now.height);
    });
  }

  private setUi(ui: TimelineUi): void {
    this.ui = ui;
    this.host.save(ui);
    this.draw();
  }

  private setOrder(change: Partial<TimelineUi['order']>): void {
    this.setUi({ ...this.ui, order: { ...this.ui.order, ...change } });
  }

  private makeActions(): TimelineActions {
    return {
      setMode: (mode) => this.setUi({ ...this.ui, mode }),
      setAxis: (axis) => {
        this.look((clock) => this.view.setAxis(clock, axis));
        this.setUi({ ...this.ui, axis });
      },
      toggleState: (state) => this.setUi(toggleState(this.ui, state)),
      showAllStates: () => this.setUi({ ...this.ui, states: [] }),
      zoom: (factor) => this.look((clock) => this.view.zoomAt(clock, factor, this.step)),
      fit: () => this.change(() => this.view.fit()),
      showStep: (step) => this.showStep(step),
      goHere: () => this.goHere(),
      exportRun: () => this.exportRun(),
      travelToEnd: () => this.host.post({ kind: 'command', command: 'travelToEnd' }),
      setFilter: (filter) => {
        this.missed = undefined;
        this.setOrder({ filter });
      },
      find: (text) => this.find(text),
      select: (selection) => this.select(selection),
      reveal: ({ file, line, column }: Site) =>
        this.host.post({ kind: 'reveal', file, line, column }),
      pin: (key) => this.setOrder({ pinned: toggled(this.ui.order.pinned, key) }),
      hide: (key) => this.setOrder({ hidden: toggled(this.ui.order.hidden, key) }),
      move: (key, by) =>
        this.withScene(({ rows }) => {
          this.setUi({ ...this.ui, order: withMoved(this.ui.order, rows, key, by) });
        }),
      showAllLanes: () => this.setOrder({ hidden: [] }),
      toggleTable: () => this.setUi({ ...this.ui, isTable: !this.ui.isTable }),
      toggleSide: () => this.setUi({ ...this.ui, isSideOpen: !this.ui.isSideOpen }),
      toggleHelp: () => this.setUi({ ...this.ui, isHelpOpen: !this.ui.isHelpOpen }),
    };
  }

  private select(selection: PanelSelection | undefined): void {
    this.store.selection = selection;
    this.host.post({ kind: 'select', selection });
    this.draw();
  }

  private find(text: string): void {
    this.withScene((scene, run) => {
      const step = findStep(run, scene, text);
      this.missed = step === undefined ? text : undefined;
      if (step !== undefined) this.showStep(step);
    });
  }
}

const noTable: TemplateResult = html``;

function chosenStack({ lanes, cursor }: TimelineScene, row: LaneRow) {
  return row.kind === 'thread' ? lanes.stackAt(row.lane.id, cursor) : row.lane.createdAt;
}

/** What a screen reader is told when the cursor or the choice moves. */
function spoken(frame: TimelineFrame): string {
  const { target, scene } = frame;
  const details = target && detailsOf(frame, target);
  const place = details?.clauses.map(({ text }) => text).join('; ') ?? '';
  return [momentText(frame, scene.cursor), details?.title, place].filter(Boolean).join('. ');
}
