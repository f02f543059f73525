// A wait with a lock in hand, in words.

import { objectName, placeOf, threadName, type Scene } from '../scene.ts';
import type { Blocking } from './blockingUnderLock.ts';
import { siteOf, told, type Act, type Prediction, type Trouble } from './prediction.ts';

type About = Pick<Trouble, 'id' | 'kind' | 'objects'>;

/** @param taken where the thread that must act takes the lock */
export function tellHang(about: About, blocking: Blocking, taken: Act, scene: Scene): Prediction {
  const { act, held } = blocking;
  const [thread, other] = [threadName(scene, act.thread), threadName(scene, taken.thread)];
  const lock = objectName(scene, held.object);
  return told(about, {
    title: `Possible hang: ${thread} waits with ${lock} in hand, which ${other} needs`,
    sentences: [
      holdsSentence(blocking, scene),
      `${other}, which ended that wait, takes ${lock} before${at(scene, taken)}.`,
      `It went well because ${other} had ${lock} first. If ${thread} is faster, both wait for ever.`,
    ],
    cure: `To fix it, let ${thread} release ${lock} before it ${waitWords(blocking, scene)}.`,
    sites: [
      ...siteOf(scene, 'holds', `${thread} took ${lock}`, held),
      ...siteOf(scene, 'does', `${thread} ${pastWords(blocking, scene)}`, act),
      ...siteOf(scene, 'wants', `${other} took ${lock}`, taken),
    ],
  });
}

interface Stall {
  readonly blocking: Blocking;
  readonly waiter: Act;
  /** Nanoseconds. */
  readonly kept: number;
}

export function tellStall(
  about: About,
  { blocking, waiter, kept }: Stall,
  scene: Scene,
): Prediction {
  const { act, held } = blocking;
  const [thread, other] = [threadName(scene, act.thread), threadName(scene, waiter.thread)];
  const lock = objectName(scene, held.object);
  return told(about, {
    title: `${thread} keeps ${lock} while it ${waitWords(blocking, scene)}`,
    sentences: [
      holdsSentence(blocking, scene),
      `Because of that ${other} had to wait ${duration(kept)} for ${lock}${at(scene, waiter)}.`,
    ],
    cure:
      `If ${lock} need not be held for that, release it before ${thread} ` +
      `${waitWords(blocking, scene)}, and take it again after it.`,
    sites: [
      ...siteOf(scene, 'holds', `${thread} took ${lock}`, held),
      ...siteOf(scene, 'does', `${thread} ${pastWords(blocking, scene)}`, act),
      ...siteOf(scene, 'wants', `${other} wanted ${lock}`, waiter),
    ],
  });
}

function holdsSentence(blocking: Blocking, scene: Scene): string {
  const { act, held } = blocking;
  const taken = placeOf(scene, held.at);
  return (
    `${threadName(scene, act.thread)} ${waitWords(blocking, scene)}${at(scene, act)} while it ` +
    `holds ${objectName(scene, held.object)}${taken === undefined ? '' : ` (taken at ${taken})`}.`
  );
}

function waitWords(blocking: Blocking, scene: Scene): string {
  const { wait } = blocking;
  switch (wait.kind) {
    case 'sleep':
      return 'sleeps';
    case 'join':
      return `waits for the end of ${threadName(scene, wait.thread)}`;
    case 'input':
      return 'waits for input';
    case 'object':
      return `waits for ${objectName(scene, wait.object)}`;
    case 'lock':
    case 'start':
    case 'shutdown':
      return 'waits';
  }
}

function pastWords(blocking: Blocking, scene: Scene): string {
  return waitWords(blocking, scene)
    .replace(/^sleeps/, 'slept')
    .replace(/^waits/, 'waited');
}

function at(scene: Scene, act: Act): string {
  const place = placeOf(scene, act.at);
  return place === undefined ? '' : ` at ${place}`;
}

function duration(nanoseconds: number): string {
  const seconds = nanoseconds / 1e9;
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Number(seconds.toFixed(1))} s`;
}
