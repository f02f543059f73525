// The places in the code that a finding rests on: a button for each, with the way there.

import { html, nothing, type TemplateResult } from 'lit-html';
import type { FindingSite, FindingView } from '../../src/core/protocol/panel.ts';
import type { Site } from '../../src/core/trace/events.ts';
import { siteText } from '../findingWords.ts';
import type { Frame } from '../frame.ts';
import { isOpen } from '../uiState.ts';
import { placeText } from '../words.ts';
import { icon, type Piece } from './parts.ts';

/** Holds and wants of one thread stand side by side where there is room. */
export function sitesView(frame: Frame, { id, sites }: FindingView): Piece {
  return html`<ul class="sites" aria-label="Where in the code">
    ${sites.map((site, index) => html`<li>${siteView(frame, site, `site ${id} ${index}`)}</li>`)}
  </ul>`;
}

const ROLE_GLYPHS: Readonly<Record<FindingSite['role'], string>> = {
  holds: 'key',
  wants: 'lock',
  does: 'debug-stackframe-dot',
};

function siteView({ ui, actions }: Frame, site: FindingSite, key: string): TemplateResult {
  const [innermost, ...callers] = site.stack;
  if (!innermost) return html`<span class="site-label">${site.label}</span>`;
  const isShown = isOpen(ui, key, false);
  const place = siteText(site);
  return html`<div class="site site-${site.role}">
    <button
      class="link site-link"
      title=${placeText(innermost)}
      @click=${act(() => actions.reveal(innermost))}
    >
      ${icon(ROLE_GLYPHS[site.role])}<span class="site-label">${site.label}</span>
      <span class="site-place">${breakable(place)}</span>
    </button>
    ${callers.length === 0 ? nothing : unfold()} ${isShown ? stackView(site.stack) : nothing}
  </div>`;

  function unfold(): TemplateResult {
    const label = `Call stack of ${place}`;
    return html`<button
      class="link site-unfold"
      aria-expanded=${String(isShown)}
      aria-label=${label}
      title=${label}
      @click=${act(() => actions.setOpen(key, !isShown))}
    >
      ${icon(isShown ? 'chevron-down' : 'chevron-right')}
    </button>`;
  }

  function stackView(stack: readonly Site[]): TemplateResult {
    return html`<ol class="stack">
      ${stack.map(
        (frame) =>
          html`<li>
            <button class="link" @click=${act(() => actions.reveal(frame))}>
              ${placeText(frame)}
            </button>
          </li>`,
      )}
    </ol>`;
  }
}

/** A line number on a line of its own is better than one that is cut in two. */
function breakable(place: string): TemplateResult {
  const colon = place.lastIndexOf(':');
  return html`${place.slice(0, colon)}<wbr />${place.slice(colon)}`;
}

/** The card around is a button as well: a larger target for its marks. */
export function act(action: () => void): (event: Event) => void {
  return (event) => {
    event.stopPropagation();
    action();
  };
}
