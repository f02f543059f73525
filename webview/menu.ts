// The menu of a row: what can be done with it, opened by its button, a right click or the
// keyboard's menu key. It is drawn beside the panel's content, as rows clip what they contain.

import { html, nothing, render } from 'lit-html';
import type { Point } from './diagram/shapes.ts';
import { icon } from './views/parts.ts';

export interface MenuItem {
  /** Name of a codicon. */
  readonly glyph: string;
  readonly label: string;
  readonly act: () => void;
}

export class Menu {
  private readonly place: HTMLElement;
  private back: HTMLElement | undefined;

  constructor(root: HTMLElement) {
    this.place = document.createElement('div');
    root.append(this.place);
    this.place.addEventListener('keydown', (event) => this.onKey(event));
    this.place.addEventListener('focusout', ({ relatedTarget }) => {
      const isInside = relatedTarget instanceof Node && this.place.contains(relatedTarget);
      if (!isInside) this.remove();
    });
    window.addEventListener('scroll', () => this.close(), { capture: true, passive: true });
    window.addEventListener('resize', () => this.close());
  }

  /** @param back gets the focus when the menu closes */
  open(items: readonly MenuItem[], at: Point, back: HTMLElement): void {
    if (items.length === 0) return;
    this.back = back;
    render(this.view(items), this.place);
    this.moveTo(at);
    this.items()[0]?.focus();
  }

  private view(items: readonly MenuItem[]): unknown {
    return html`<section class="menu" aria-label="Actions">
      <div role="menu" aria-label="Actions">
        ${items.map(
          (item) =>
            html`<button class="menu-item" role="menuitem" tabindex="-1" @click=${this.doer(item)}>
              ${icon(item.glyph)}<span>${item.label}</span>
            </button>`,
        )}
      </div>
    </section>`;
  }

  private doer(item: MenuItem): () => void {
    return () => {
      this.close();
      item.act();
    };
  }

  /** At the point, but inside the window. */
  private moveTo({ x, y }: Point): void {
    const menu = this.place.firstElementChild;
    if (!(menu instanceof HTMLElement)) return;
    const { width, height } = menu.getBoundingClientRect();
    const left = Math.max(0, Math.min(x, document.documentElement.clientWidth - width));
    const top = Math.max(0, Math.min(y, window.innerHeight - height));
    menu.style.left = `${left}px`;
    menu.style.top = `${top}px`;
  }

  private onKey(event: KeyboardEvent): void {
    const items = this.items();
    const index = items.findIndex((item) => item === document.activeElement);
    switch (event.key) {
      case 'ArrowDown':
        items[(index + 1) % items.length]?.focus();
        break;
      case 'ArrowUp':
        items.at(index - 1)?.focus();
        break;
      case 'Home':
        items[0]?.focus();
        break;
      case 'End':
        items.at(-1)?.focus();
        break;
      case 'Escape':
      case 'Tab':
        this.close();
        break;
      default:
        return;
    }
    event.preventDefault();
    // Escape ends the selection elsewhere.
    event.stopPropagation();
  }

  private items(): readonly HTMLElement[] {
    return [...this.place.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  }

  private close(): void {
    // Losing the focus removes the menu.
    this.back?.focus({ preventScroll: true });
    this.remove();
  }

  private remove(): void {
    if (!this.back) return;
    this.back = undefined;
    render(nothing, this.place);
  }
}
