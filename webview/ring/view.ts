// A finding's ring in its card: the drawing, and the same as a list for those who hear it and
// for a panel too narrow for pictures.

import { html, nothing } from 'lit-html';
import type { FindingView } from '../../src/core/protocol/panel.ts';
import { drawDiagram, LINE_LEGEND, PAST_LINE_LEGEND } from '../diagram/draw.ts';
import { faceOf, nodeName } from '../diagram/faces.ts';
import { relationTexts } from '../diagram/words.ts';
import type { Frame } from '../frame.ts';
import { relationKey, ringOf } from '../graph/picture.ts';
import { relationsIn } from '../graph/relations.ts';
import { isDrawable, type Line, type Relation } from '../diagram/shapes.ts';
import type { Piece } from '../views/parts.ts';
import { layoutRing } from './layout.ts';

/** The card's own borders and padding, in pixels. */
const CARD_INSET = 38;

export function ringView({ scene, room, actions }: Frame, finding: FindingView): Piece {
  if (finding.ring.length === 0) return nothing;
  const relations = ringOf(scene, finding);
  // Of an earlier step, what is not so yet is only hinted at.
  const holds = new Set(scene.isLive ? [] : relationsIn(scene).map(relationKey));
  const isSo = (line: Relation): boolean => scene.isLive || holds.has(relationKey(line));
  const later = relations.filter((relation) => !isSo(relation));
  const textsOf = (some: readonly Relation[]): readonly string[] =>
    relationTexts(some, (key) => nodeName(scene, key));
  const texts = [
    ...textsOf(relations.filter(isSo)),
    ...textsOf(later).map((text) => `not yet: ${text}`),
  ];
  const isDrawn = isDrawable(room);
  return html`<div class="ring">
    ${isDrawn ? [drawing(), later.length > 0 ? PAST_LINE_LEGEND : LINE_LEGEND] : nothing}
    <ul class=${isDrawn ? 'ring-text unseen' : 'ring-text'} aria-label="Who owns and who waits">
      ${texts.map((text) => html`<li>${text}</li>`)}
    </ul>
  </div>`;

  /** The lists do the same by keyboard. */
  function select(event: Event): void {
    const node = event.target instanceof Element ? event.target.closest('[data-select]') : null;
    const key = node instanceof HTMLElement ? node.dataset['select'] : undefined;
    if (key === undefined) return;
    event.stopPropagation();
    actions.choose(key);
  }

  function drawing(): Piece {
    const keys = new Set(relations.flatMap(({ from, to }) => [from, to]));
    const lengths = new Map([...keys].map((key) => [key, nodeName(scene, key).length]));
    const lineStyle = (line: Line): string => (isSo(line) ? '' : 'not-yet');
    const diagram = layoutRing(relations, lengths, { ...room, width: room.width - CARD_INSET });
    return html`<div class="picture" aria-hidden="true" @click=${select}>
      ${drawDiagram({ diagram, faceOf: (key) => faceOf(scene, key), lineStyle })}
    </div>`;
  }
}
