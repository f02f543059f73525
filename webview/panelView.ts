// The panel's life: owns the store and the user's choices, and draws them.

import { html, render, type TemplateResult } from 'lit-html';
import type { ObjectId, ThreadId } from '../src/core/base/ids.ts';
import type { FromPanel, RunView, ToPanel } from '../src/core/protocol/panel.ts';
import type { Site } from '../src/core/trace/events.ts';
import { Announcer } from './announcer.ts';
import type { Actions, Frame } from './frame.ts';
import { marksOf } from './marks.ts';
import { objectRows, threadRows } from './rows.ts';
import { sceneOf, placeOfThread, siteOfObject } from './scene.ts';
import { PanelStore } from './store.ts';
import { registerToolkit } from './toolkit.ts';
import {
  isSelected,
  restoreUi,
  ROWS_PER_PAGE,
  setOpen,
  toggleState,
  type Selection,
  type UiState,
} from './uiState.ts';
import { emptyView } from './views/empty.ts';
import { endedView, findingsView } from './views/findings.ts';
import { headerView } from './views/header.ts';
import { filterView, legendView } from './views/legend.ts';
import { objectsView } from './views/objects.ts';
import { threadsView } from './views/threads.ts';
import { focusedRow, keepTabStops, listenToTrees, restoreFocus } from './views/tree.ts';

export interface PanelHost {
  post(message: FromPanel): void;
  save(ui: UiState): void;
  /** What an earlier panel saved. */
  readonly saved: unknown;
}

/** How often the clock is drawn while nothing else changes, in milliseconds. */
const TICK = 100;

export class Panel {
  private readonly store = new PanelStore();
  private readonly announcer: Announcer;
  private readonly content: HTMLElement;
  private readonly actions: Actions = this.makeActions();
  private readonly root: HTMLElement;
  private readonly host: PanelHost;
  private ui: UiState;
  private isDrawing = false;
  private isSelectionWanted = false;

  constructor(root: HTMLElement, host: PanelHost) {
    this.root = root;
    this.host = host;
    registerToolkit();
    this.ui = restoreUi(host.saved);
    this.content = document.createElement('div');
    this.content.className = 'content';
    root.append(this.content);
    this.announcer = new Announcer(root);
    listenToTrees(root, {
      choose: (key) => this.choose(key),
      reveal: (key) => this.revealRow(key),
      fold: (key, isOpen) => this.actions.setOpen(key.slice(key.indexOf(':') + 1), isOpen),
    });
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.actions.select(undefined);
    });
  }

  receive(message: ToPanel): void {
    const wanted = this.store.receive(message, performance.now());
    if (wanted) this.host.post(wanted);
    if (message.kind === 'select') this.show(message.selection);
    this.draw();
  }

  /** What the host chooses for the user is brought into sight by the next drawing. */
  private show(selection: Selection): void {
    this.change({ ...this.ui, selection });
    this.isSelectionWanted = true;
  }

  /** Draws at the next animation frame. */
  private draw(): void {
    if (this.isDrawing) return;
    this.isDrawing = true;
    requestAnimationFrame(() => {
      this.isDrawing = false;
      this.drawNow();
    });
  }

  private drawNow(): void {
    if (!this.store.isReady) return;
    const now = performance.now();
    const focus = focusedRow();
    const run = this.store.run;
    render(run ? runView(this.frame(run, now)) : emptyView(this.actions), this.content);
    keepTabStops(this.root);
    restoreFocus(this.root, focus);
    if (this.isSelectionWanted) this.scrollToSelection();
    if (this.store.isTicking(now)) setTimeout(() => this.draw(), TICK);
  }

  private scrollToSelection(): void {
    this.isSelectionWanted = false;
    const chosen = this.root.querySelector('.finding.selected, .row[aria-selected="true"]');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  private frame(run: RunView, now: number): Frame {
    const { ui, actions } = this;
    const settings = this.store.settings;
    const scene = sceneOf(run, this.store.clock(now));
    this.announcer.observe(scene, run);
    const marks = marksOf(scene, ui.selection, run.findings);
    const threads = threadRows(scene, ui, marks);
    const objects = objectRows(scene, ui, settings);
    return { run, scene, settings, ui, marks, threads, objects, actions };
  }

  private change(ui: UiState): void {
    this.ui = ui;
    this.host.save(ui);
    this.draw();
  }

  private makeActions(): Actions {
    const post = (message: FromPanel): void => this.host.post(message);
    return {
      command: (command) => post({ kind: 'command', command }),
      setSpeed: (speed) => post({ kind: 'setSpeed', speed }),
      setHideLibraryObjects: (hide) => post({ kind: 'setHideLibraryObjects', hide }),
      reveal: ({ file, line, column }) => post({ kind: 'reveal', file, line, column }),
      select: (selection) => this.change({ ...this.ui, selection }),
      setFilter: (filter) => this.change({ ...this.ui, filter }),
      setOpen: (key, isOpen) => this.change(setOpen(this.ui, key, isOpen)),
      toggleState: (state) => this.change(toggleState(this.ui, state)),
      showAllStates: () => this.change({ ...this.ui, states: [] }),
      showMoreRows: () => this.change({ ...this.ui, rowLimit: this.ui.rowLimit + ROWS_PER_PAGE }),
    };
  }

  private choose(key: string): void {
    if (key === 'more') return this.actions.showMoreRows();
    const selection = parseKey(key);
    if (selection && !isSelected(this.ui, selection.kind, selection.id)) {
      this.actions.select(selection);
      if (selection.kind === 'thread') {
        this.host.post({ kind: 'chooseThread', thread: selection.id });
      }
    }
  }

  private revealRow(key: string): void {
    const site = this.siteOfRow(parseKey(key));
    if (site) this.actions.reveal(site);
  }

  private siteOfRow(row: Selection | undefined): Site | undefined {
    const run = this.store.run;
    if (!run || !row) return undefined;
    const scene = sceneOf(run, run.world.time);
    const { threads, objects } = run.world;
    if (row.kind === 'thread') {
      const thread = threads[row.id];
      return thread && placeOfThread(scene, thread)?.site;
    }
    const object = row.kind === 'object' ? objects[row.id] : undefined;
    return object && siteOfObject(scene, object);
  }
}

/** `thread:3`, `object:7`: what a row's `data-key` stands for. */
function parseKey(key: string): Selection | undefined {
  const [kind, id] = key.split(':');
  if (kind === 'thread') return { kind, id: Number(id) as ThreadId };
  if (kind === 'object') return { kind, id: Number(id) as ObjectId };
  return undefined;
}

function runView(frame: Frame): TemplateResult {
  return html`<main>
    ${headerView(frame)} ${findingsView(frame)} ${endedView(frame)} ${filterView(frame)}
    ${legendView(frame)} ${threadsView(frame)} ${objectsView(frame)}
  </main>`;
}
