// The graph while a run goes on: remembers where its nodes are, so that they stay there.

import type { PanelSettings, RunView } from '../../src/core/protocol/panel.ts';
import type { Room } from '../diagram/shapes.ts';
import type { Scene } from '../scene.ts';
import { NO_PLACES, placeNodes, type Places } from './layout.ts';
import { graphPicture, stuckRelations, type GraphPicture } from './picture.ts';
import { graphOf } from './relations.ts';

export interface GraphSource {
  /** The same number: the run, its findings and the settings are the same. */
  readonly version: number;
  readonly run: RunView;
  readonly scene: Scene;
  readonly settings: PanelSettings;
  readonly room: Room;
}

/** As `--inset` in panel.css, in pixels. */
const INSET = 8;

export class LiveGraph {
  private places: Places = NO_PLACES;
  private script = '';
  private last: { readonly source: GraphSource; readonly picture: GraphPicture } | undefined;

  picture(source: GraphSource): GraphPicture {
    if (!this.last || !isSame(source, this.last.source)) {
      this.last = { source, picture: this.drawn(source) };
    }
    return this.last.picture;
  }

  private drawn({ run, scene, settings, room }: GraphSource): GraphPicture {
    if (run.header.script !== this.script) this.places = NO_PLACES;
    this.script = run.header.script;
    const graph = graphOf(scene, settings);
    this.places = placeNodes(graph, this.places);
    const inside = { ...room, width: room.width - 2 * INSET };
    const stuck = stuckRelations(scene, run.findings);
    return graphPicture(graph, { places: this.places, room: inside }, stuck);
  }
}

function isSame(one: GraphSource, other: GraphSource): boolean {
  const isSameRoom = one.room.width === other.room.width && one.room.em === other.room.em;
  return one.version === other.version && isSameRoom;
}
