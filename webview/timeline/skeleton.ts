// The fixed parts of the page: made once, filled and placed by the page at each frame.

import { html, render } from 'lit-html';
import { icon } from '../views/parts.ts';
import { RULER } from '../../src/core/timeline/shapes.ts';

/** Milliseconds until what the cursor points at is said: holding a key is not a speech. */
const SPEECH_REST = 300;

/** Of VS Code: which of its menus opens here. */
const MENU = JSON.stringify({ webviewSection: 'lanes', preventDefaultContextMenuItems: true });

export class Skeleton {
  readonly bar = part('div', 'bar-place');
  readonly minimap: HTMLCanvasElement;
  readonly stage = part('div', 'stage');
  readonly scroller = part('div', 'scroller');
  readonly names = part('div', 'names-place');
  readonly lanes: HTMLCanvasElement;
  readonly table = part('div', 'table-place');
  readonly side = part('div', 'side-place');
  private readonly main = part('main', 'timeline');
  private readonly empty = part('div', 'empty-place');
  private readonly spacer = part('div', 'spacer');
  private readonly region = part('div', 'unseen');
  private readonly progress = part('div', 'progress');
  private said = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement) {
    this.minimap = document.createElement('canvas');
    this.minimap.className = 'minimap';
    this.minimap.setAttribute('aria-hidden', 'true');
    this.lanes = document.createElement('canvas');
    this.lanes.className = 'lanes';
    this.lanes.setAttribute('aria-hidden', 'true');
    const view = part('div', 'window');
    view.append(this.names, this.lanes);
    this.spacer.append(view);
    this.scroller.append(this.spacer);
    this.scroller.tabIndex = -1;
    const corner = part('div', 'minimap-line');
    corner.append(this.progress, this.minimap);
    this.stage.append(corner, this.scroller, this.table);
    this.stage.tabIndex = 0;
    this.stage.setAttribute('role', 'application');
    this.stage.setAttribute('aria-roledescription', 'timeline');
    this.stage.setAttribute(
      'aria-label',
      'Timeline. Arrow keys move the cursor; ? lists all keys.',
    );
    this.stage.dataset['vscodeContext'] = MENU;
    const content = part('div', 'content');
    content.append(this.stage, this.side);
    this.main.append(this.bar, content);
    this.region.setAttribute('role', 'status');
    root.append(this.main, this.empty, this.region);
    this.main.hidden = true;
  }

  showEmpty(act: (command: 'runExample' | 'runCurrentFile') => void): void {
    this.main.hidden = true;
    this.empty.hidden = false;
    const page = html`<div class="nothing">
      <p>Nothing has run yet. The timeline shows what every thread does, from the first step on.</p>
      <button class="text-button" @click=${() => act('runExample')}>
        ${icon('play')} Run Threading Example
      </button>
      <button class="text-button" @click=${() => act('runCurrentFile')}>Run Current File</button>
    </div>`;
    render(page, this.empty);
  }

  showRun(isTable: boolean): void {
    this.main.hidden = false;
    this.empty.hidden = true;
    this.scroller.hidden = isTable;
    this.table.hidden = !isTable;
  }

  /** Of all lanes together; the scroll bar follows from it. */
  setHeight(height: number): void {
    this.spacer.style.height = `${height}px`;
  }

  /** Styles in markup are against the page's policy, so the names are placed here. */
  placeNames(): void {
    for (const name of this.names.querySelectorAll<HTMLElement>('.lane-name')) {
      name.style.top = `${Number(name.dataset['top']) + RULER}px`;
      name.style.height = `${name.dataset['height']}px`;
    }
  }

  /** Brings a lane into sight. @param height of what is in sight at once */
  scrollTo(lane: { readonly top: number; readonly height: number }, height: number): void {
    const { scroller } = this;
    const { top } = lane;
    const bottom = top + lane.height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + height) scroller.scrollTop = bottom - height;
  }

  focusFind(): void {
    this.bar.querySelector<HTMLInputElement>('#find')?.focus();
  }

  /** @param loaded 0 to 1 */
  showProgress(loaded: number): void {
    this.progress.textContent = loaded < 1 ? `Loading ${Math.floor(loaded * 100)} %` : '';
  }

  /** What has changed is said when the cursor rests. */
  say(text: string): void {
    if (text === this.said) return;
    this.said = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.region.textContent = text), SPEECH_REST);
  }
}

function part(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}
