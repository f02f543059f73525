// The graph as it is drawn: what is in it, where, and which part of it can't go on.

import type { FindingView } from '../../src/core/protocol/panel.ts';
import {
  nodeKey,
  relationOf,
  type Diagram,
  type NodeKey,
  type Relation,
  type Room,
} from '../diagram/shapes.ts';
import { isStuckBy, rootId, type Scene } from '../scene.ts';
import { layoutGraph, type Places } from './layout.ts';
import type { Graph } from './relations.ts';

export interface GraphPicture {
  readonly graph: Graph;
  readonly diagram: Diagram;
  /** Relations of the trouble, as `relationKey` says them, and the nodes they join. */
  readonly stuck: ReadonlySet<string>;
}

export function graphPicture(
  graph: Graph,
  { places, room }: { readonly places: Places; readonly room: Room },
  stuck: ReadonlySet<string>,
): GraphPicture {
  return { graph, diagram: layoutGraph(graph, places, room), stuck };
}

/** What findings say is stuck by now. */
export function stuckRelations(scene: Scene, findings: readonly FindingView[]): Set<string> {
  const stuck = findings.filter((finding) => isStuckBy(finding, scene.world));
  const relations = stuck.flatMap((finding) => ringOf(scene, finding));
  return new Set(relations.flatMap((each) => [relationKey(each), each.from, each.to]));
}

/** A finding's ring, of objects as the user knows them. */
export function ringOf({ world }: Scene, { ring }: FindingView): readonly Relation[] {
  const outermost = (key: NodeKey, node: FindingView['ring'][number]['to']): NodeKey =>
    node.kind === 'object' ? nodeKey({ kind: 'object', id: rootId(world, node.id) }) : key;
  return ring.map((edge) => {
    const { kind, from, to } = relationOf(edge);
    return { kind, from: outermost(from, edge.from), to: outermost(to, edge.to) };
  });
}

export function relationKey({ kind, from, to }: Relation): string {
  return `${kind} ${from} ${to}`;
}
