// Names and findings of a run, kept up to date as its trace grows.

import { FindingWatch } from '../core/analysis/findingWatch.ts';
import { NameBook } from '../core/analysis/naming.ts';
import { ObjectPlaces } from '../core/analysis/objectPlace.ts';
import { Predictor } from '../core/analysis/predictions/predictor.ts';
import { RaceFindings, type RaceFinding } from '../core/analysis/races/raceFindings.ts';
import { PythonSources } from '../core/analysis/pythonSource.ts';
import { explainedLivelock } from '../core/analysis/explainLivelock.ts';
import { livelockAtEnd } from '../core/analysis/livelock.ts';
import { userSite, type Scene, type SourceLines } from '../core/analysis/scene.ts';
import type { ObjectId } from '../core/base/ids.ts';
import type { FindingView } from '../core/protocol/panel.ts';
import type { Sources } from '../core/recording/recording.ts';
import type { TraceBatch } from '../core/trace/batch.ts';
import type { Trace } from '../core/trace/trace.ts';
import type { Tables, World } from '../core/trace/world.ts';
import { richEvents } from './batchEvents.ts';
import { toHostPath } from './sandboxPath.ts';

export class RunAnalysis {
  readonly names: Record<ObjectId, string> = {};
  readonly places = new ObjectPlaces();
  /** Lines of the program's files. */
  readonly source: SourceLines;
  private readonly book: NameBook;
  private readonly watch = new FindingWatch();
  private readonly predictor: Predictor;
  private readonly races: RaceFindings;
  private atLimit: readonly FindingView[] | undefined;
  private actual: readonly FindingView[] = [];
  private predicted: readonly FindingView[] = [];
  private raced: readonly RaceFinding[] = [];
  private together: readonly FindingView[] = [];

  constructor(files: Sources) {
    const texts = sourceTexts(files);
    const sources = new PythonSources(texts);
    this.book = new NameBook(sources);
    this.predictor = new Predictor(sources);
    this.races = new RaceFindings(sources);
    this.source = sourceLines(texts);
  }

  /** Takes note of a batch; names the objects that it makes. */
  addBatch(batch: TraceBatch, tables: Tables): Readonly<Record<ObjectId, string>> {
    this.watch.see(batch);
    const added = this.book.namesIn(batch, tables);
    Object.assign(this.names, added);
    this.predictor.addBatch(batch, tables);
    for (const event of richEvents(batch)) {
      this.places.see(event, () => userSite(tables, event.at));
      this.races.add(event, tables);
    }
    return added;
  }

  /** In the world after all batches; the same list as before if nothing has changed. */
  findings(world: World, trace: Trace): readonly FindingView[] {
    const { names, source } = this;
    const scene = { world, tables: trace.tables, names, source };
    const actual = this.withLivelock(this.watch.look(scene), trace, scene);
    const predicted = this.predictor.look(scene, actual);
    const races = this.races.look(scene);
    if (actual !== this.actual || predicted !== this.predicted || races !== this.raced) {
      this.actual = actual;
      this.predicted = predicted;
      this.raced = races;
      this.together = [...actual, ...races, ...predicted];
    }
    return this.together;
  }

  /** Each race once by its places. */
  everyRace(world: World, { tables }: Trace): readonly RaceFinding[] {
    const { names, source } = this;
    return this.races.every({ world, tables, names, source });
  }

  /** What a run that reached a limit was busy with. Looked for once, as its trace is complete. */
  private withLivelock(
    found: readonly FindingView[],
    trace: Trace,
    scene: Scene,
  ): readonly FindingView[] {
    if (scene.world.outcome?.kind !== 'limit') return found;
    if (this.atLimit === undefined) {
      const livelock = livelockAtEnd(trace);
      const lasting = found.filter(({ certainty }) => certainty !== 'passing');
      this.atLimit = livelock ? [...lasting, explainedLivelock(livelock, scene)] : found;
    }
    return this.atLimit;
  }
}

/** By the paths that the trace may use for them: the sandbox's and, on Windows, the host's. */
function sourceTexts(files: Sources): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [path, text] of Object.entries(files)) {
    texts.set(path, text).set(toHostPath(path), text);
  }
  return texts;
}

function sourceLines(texts: ReadonlyMap<string, string>): SourceLines {
  const split = new Map<string, readonly string[]>();
  return (file, line) => {
    const text = texts.get(file);
    if (text === undefined) return undefined;
    const lines = split.get(file) ?? text.split(/\r\n?|\n/);
    split.set(file, lines);
    return lines[line - 1];
  };
}
