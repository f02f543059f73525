// The section with the graph of threads and locks: a tree for keyboard and screen reader, drawn
// as two columns with lines; a list of sentences where the panel is too narrow for that.

import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ObjectId } from '../../src/core/base/ids.ts';
import { drawDiagram, faceContent, LINE_LEGEND, nodeStyle, type Face } from '../diagram/draw.ts';
import { faceOf, nodeName } from '../diagram/faces.ts';
import { isDrawable, type Line, type NodeKey } from '../diagram/shapes.ts';
import { relationText } from '../diagram/words.ts';
import type { Frame } from '../frame.ts';
import { statusText } from '../objectWords.ts';
import type { Scene } from '../scene.ts';
import { section, type Piece } from '../views/parts.ts';
import { countText, sentence } from '../words.ts';
import { relationKey, type GraphPicture } from './picture.ts';

export function graphView(frame: Frame): TemplateResult {
  const { graph } = frame;
  const text = { key: 'graph', title: 'Threads and Locks', count: '' };
  return section(frame, { ...text, isOpen: graph !== undefined }, () =>
    graph ? graphContent(frame, graph) : nothing,
  );
}

function graphContent(frame: Frame, picture: GraphPicture): Piece {
  const { graph } = picture;
  if (graph.relations.length === 0) {
    return html`<p class="none">No thread owns or waits for anything.</p>`;
  }
  const isDrawn = isDrawable(frame.room);
  return html`${isDrawn ? drawing(frame, picture) : list(frame, picture)}
    <p class="graph-rest">${restText(picture)}</p>`;
}

function restText({ graph: { idle, beyond } }: GraphPicture): string {
  const texts = [
    beyond > 0 ? `${countText(beyond, 'more thread')} not drawn` : '',
    idle > 0 ? `${countText(idle, 'thread')} without locks not drawn` : '',
  ];
  return sentence(texts);
}

function drawing(frame: Frame, picture: GraphPicture): Piece {
  const { scene, ui } = frame;
  const chosen = ui.selection && `${ui.selection.kind}:${ui.selection.id}`;
  const lineStyle = (line: Line): string =>
    [
      picture.stuck.has(relationKey(line)) ? 'stuck' : '',
      chosen === line.from || chosen === line.to ? 'near' : '',
    ].join(' ');
  return html`<div class="picture tree" role="tree" id="graph" aria-label="Threads and locks">
      ${drawDiagram({
        ...{ diagram: picture.diagram, lineStyle },
        faceOf: (key) => faceOf(scene, key),
        box: ({ key }, face) => nodeItem(frame, picture, key, face),
      })}
    </div>
    ${LINE_LEGEND}`;
}

function nodeItem(frame: Frame, picture: GraphPicture, key: NodeKey, face: Face): TemplateResult {
  return html`<div
    class="${nodeStyle(key, face)} ${picture.stuck.has(key) ? 'stuck' : ''}"
    role="treeitem"
    tabindex="-1"
    aria-level="1"
    aria-selected=${String(isChosen(frame, key))}
    aria-label=${nodeText(frame.scene, picture, key)}
    title=${face.title}
    data-key=${key}
  >
    ${faceContent(face)}
  </div>`;
}

function list(frame: Frame, picture: GraphPicture): Piece {
  const { threads, objects } = picture.graph;
  return html`<div class="tree" role="tree" id="graph" aria-label="Threads and locks">
    ${repeat(
      [...threads, ...objects],
      (key) => key,
      (key) => {
        const text = nodeText(frame.scene, picture, key);
        const selected = String(isChosen(frame, key));
        return html`<div
          class="row relation"
          role="treeitem"
          tabindex="-1"
          aria-level="1"
          aria-selected=${selected}
          data-key=${key}
        >
          ${text}
        </div>`;
      },
    )}
  </div>`;
}

function isChosen({ ui }: Frame, key: NodeKey): boolean {
  return ui.selection !== undefined && `${ui.selection.kind}:${ui.selection.id}` === key;
}

/** `worker-1: owns left, waits for right`, `left: held by worker-1`. */
function nodeText(scene: Scene, { graph }: GraphPicture, key: NodeKey): string {
  const name = nodeName(scene, key);
  const object = scene.world.objects[Number(key.slice(key.indexOf(':') + 1)) as ObjectId];
  if (key.startsWith('object:')) return object ? `${name}: ${statusText(scene, object)}` : name;
  const relations = relationText(graph.relations, key, (node) => nodeName(scene, node));
  return `${name}: ${relations === '' ? 'owns and waits for nothing' : relations}`;
}
