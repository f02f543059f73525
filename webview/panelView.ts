// The panel's life: owns the store and the user's choices, and draws them.

import { html, render, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import type { FromPanel, RunState, RunView, ToPanel } from '../src/core/protocol/panel.ts';
import { Announcer } from './announcer.ts';
import type { Actions, Frame } from './frame.ts';
import { Menu } from './menu.ts';
import { marksOf } from './marks.ts';
import { graphView } from './graph/view.ts';
import { LiveGraph } from './graph/liveGraph.ts';
import type { Room } from './diagram/shapes.ts';
import { LongList } from './list/longList.ts';
import { PanelLoop, type Drawing } from './panelLoop.ts';
import { Readiness } from './readiness.ts';
import { objectRows, objectTree, threadRows, threadTree } from './rows.ts';
import { doOnRow, parseKey, rowMenu, siteOfRow, type RowTarget } from './rowMenu.ts';
import { sceneOf, type Scene } from './scene.ts';
import { PanelStore } from './store.ts';
import { registerToolkit } from './toolkit.ts';
import {
  isOpen,
  isSelected,
  restoreUi,
  setOpen,
  toggleState,
  type Selection,
  type UiState,
} from './uiState.ts';
import { emptyView } from './views/empty.ts';
import { endedView } from './views/ended.ts';
import { findingsView } from './views/findings.ts';
import { headerView } from './views/header.ts';
import { filterView, legendView } from './views/legend.ts';
import { objectsView } from './views/objects.ts';
import { threadsView } from './views/threads.ts';
import {
  focusedRow,
  keepTabStops,
  listenToTrees,
  restoreFocus,
  type TreeActions,
} from './list/keyboard.ts';

export interface PanelHost {
  post(message: FromPanel): void;
  save(ui: UiState): void;
  /** What an earlier panel saved. */
  readonly saved: unknown;
}

/** About, in pixels: two lines, and one. */
const [THREAD_HEIGHT, OBJECT_HEIGHT] = [44, 27];

export class Panel {
  private readonly store = new PanelStore();
  private readonly announcer: Announcer;
  private readonly menu: Menu;
  private readonly readiness: Readiness;
  private readonly graph = new LiveGraph();
  private readonly lists = {
    threads: new LongList('threads', THREAD_HEIGHT, (isUrgent) => this.loop.drawRows(isUrgent)),
    objects: new LongList('objects', OBJECT_HEIGHT, (isUrgent) => this.loop.drawRows(isUrgent)),
  };
  private readonly content: HTMLElement;
  private readonly actions: Actions = this.makeActions();
  private readonly root: HTMLElement;
  private readonly host: PanelHost;
  private ui: UiState;
  /** What is drawn; undefined: it is out of date. */
  private drawn: Frame | undefined;
  private readonly loop = new PanelLoop(
    () => this.draw(),
    () => (this.drawn = undefined),
  );
  private isSelectionWanted = false;
  /** Version of the store that screen readers have been told of. */
  private announced = 0;
  /** The run's state when the user chose something last. */
  private stateOfChoice: RunState | undefined;

  constructor(root: HTMLElement, host: PanelHost) {
    this.root = root;
    this.host = host;
    registerToolkit();
    this.ui = restoreUi(host.saved);
    this.content = document.createElement('div');
    this.content.className = 'content';
    root.append(this.content);
    this.announcer = new Announcer(root);
    this.menu = new Menu(root);
    this.readiness = new Readiness((messages) => host.post({ kind: 'ready', messages }));
    listenToTrees(root, {
      choose: (key) => this.choose(key),
      ...this.rowActions(),
      fold: (key, isOpen) => this.actions.setOpen(key.slice(key.indexOf(':') + 1), isOpen),
      listOf: (tree) => this.listOf(tree),
    });
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.actions.select(undefined);
    });
    // Pictures are as wide as the panel.
    window.addEventListener('resize', () => this.loop.drawAll());
  }

  private rowActions(): Pick<TreeActions, 'reveal' | 'act' | 'menu'> {
    const { actions } = this;
    const at = (key: string): { scene: Scene; row: RowTarget } | undefined => {
      const [run, row] = [this.store.run, parseKey(key)];
      return run && row && { scene: sceneOf(run, run.world.time), row };
    };
    return {
      reveal: (key) => {
        const target = at(key);
        if (!target) return;
        const { scene, row } = target;
        // The call stack goes along, and takes the focus: too much for a row that is only chosen.
        if (row.kind === 'thread') this.host.post({ kind: 'chooseThread', thread: row.id });
        const site = siteOfRow(scene, row);
        if (site) actions.reveal(site);
      },
      act: (key, what) => {
        const target = at(key);
        if (target) doOnRow(target.scene, target.row, what, actions);
      },
      menu: (key, point, row) => {
        const target = at(key);
        if (target) this.menu.open(rowMenu(target.scene, target.row, actions), point, row);
      },
    };
  }

  receive(message: ToPanel): void {
    const wanted = this.store.receive(message, performance.now());
    if (wanted) this.host.post(wanted);
    if (message.kind === 'append' || message.kind === 'hydrate') this.readiness.tookIn();
    if (message.kind === 'select' && !(message.isAutomatic && this.hasChosen())) {
      this.show(message.selection);
    }
    if (message.kind === 'append') this.loop.drawEvents();
    else this.loop.drawAll();
  }

  /** The user has chosen something here in the run's present state; the host may not know it yet. */
  private hasChosen(): boolean {
    return this.stateOfChoice !== undefined && this.stateOfChoice === this.store.run?.state;
  }

  /** What the host chooses for the user is brought into sight by the next drawing. */
  private show(selection: Selection | undefined): void {
    const isPredicted = this.store.run?.findings.some(
      ({ id, certainty }) => id === selection?.id && certainty === 'predicted',
    );
    const ui = isPredicted ? setOpen(this.ui, 'predicted', true) : this.ui;
    this.change({ ...ui, selection });
    this.isSelectionWanted = true;
  }

  private listOf(tree: string): LongList | undefined {
    return Object.values(this.lists).find(({ id }) => id === tree);
  }

  private draw(): Drawing {
    if (!this.store.isReady) return { isNew: false, isTicking: false };
    const now = performance.now();
    const focus = focusedRow();
    const { run } = this.store;
    const isNew = this.drawn === undefined;
    this.drawn ??= run && this.frame(run, now);
    render(this.drawn ? runView(this.drawn) : emptyView(this.actions), this.content);
    for (const list of Object.values(this.lists)) list.settle();
    keepTabStops(this.root);
    restoreFocus(this.root, focus);
    if (this.isSelectionWanted) this.scrollToSelection();
    return { isNew, isTicking: this.store.isTicking(now) };
  }

  private scrollToSelection(): void {
    this.isSelectionWanted = false;
    const { selection } = this.ui;
    const list = selection && this.listOf(`${selection.kind}s`);
    if (selection && list?.goTo(`${selection.kind}:${selection.id}`)) return;
    const chosen = this.root.querySelector('.finding.selected, .row[aria-selected="true"]');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  private frame(run: RunView, now: number): Frame {
    const { ui, actions } = this;
    const { settings, stops, version } = this.store;
    const scene = sceneOf(run, this.store.clock(now));
    if (version !== this.announced) this.announcer.observe(scene, run);
    this.announced = version;
    const marks = marksOf(scene, ui.selection, run.findings);
    const threads = threadRows(scene, ui);
    const objects = objectRows(scene, ui, settings);
    const room = roomIn(this.content);
    const isGraphOpen = isOpen(ui, 'graph', objects.total > 0);
    const graph = isGraphOpen
      ? this.graph.picture({ version, run, scene, settings, room })
      : undefined;
    const trees = { threads: threadTree(threads, ui), objects: objectTree(objects, ui) };
    return {
      ...{ run, scene, settings, stops, ui, marks, graph, room, actions },
      ...{ threads, objects, trees, lists: this.lists },
    };
  }

  private change(ui: UiState): void {
    this.ui = ui;
    this.host.save(ui);
    this.loop.drawAll();
  }

  private makeActions(): Actions {
    const post = (message: FromPanel): void => this.host.post(message);
    return {
      command: (command) => post({ kind: 'command', command }),
      setSpeed: (speed) => post({ kind: 'setSpeed', speed }),
      setHideLibraryObjects: (hide) => post({ kind: 'setHideLibraryObjects', hide }),
      reveal: ({ file, line, column }) => post({ kind: 'reveal', file, line, column }),
      showStep: (step) => post({ kind: 'showStep', step }),
      copyFinding: (id, format) => post({ kind: 'copyFinding', id, format }),
      controlThread: (command, thread) => post({ kind: 'thread', command, thread }),
      breakOn: (object) => post({ kind: 'breakOn', object }),
      goToTaken: (object) => post({ kind: 'goToTaken', object }),
      choose: (key) => this.choose(key),
      select: (selection) => {
        this.stateOfChoice = this.store.run?.state;
        post({ kind: 'select', selection });
        this.change({ ...this.ui, selection });
      },
      setFilter: (filter) => this.change({ ...this.ui, filter }),
      setOpen: (key, isOpen) => this.change(setOpen(this.ui, key, isOpen)),
      toggleState: (state) => this.change(toggleState(this.ui, state)),
      showAllStates: () => this.change({ ...this.ui, states: [] }),
    };
  }

  private choose(key: string): void {
    const selection = parseKey(key);
    if (selection && !isSelected(this.ui, selection.kind, selection.id)) {
      this.actions.select(selection);
    }
  }
}

/** What is there for pictures, in the font that the reader has set. */
function roomIn(element: HTMLElement): Room {
  const em = Number.parseFloat(getComputedStyle(element).fontSize);
  return { width: element.clientWidth, em };
}

/** What only depends on the frame is left alone while a list is scrolled. */
function runView(frame: Frame): TemplateResult {
  const above = (): unknown => [
    headerView(frame),
    findingsView(frame),
    endedView(frame),
    filterView(frame),
    legendView(frame),
  ];
  return html`<main>
    ${guard([frame], above)} ${threadsView(frame)} ${guard([frame], () => graphView(frame))}
    ${objectsView(frame)}
  </main>`;
}
