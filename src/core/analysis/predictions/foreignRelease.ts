// A Lock released by a thread that did not take it. As a signal that is in order; but who writes
// `with lock` elsewhere counts on being alone until the end of the block.

import { objectName, placeOf, threadName, type Scene } from '../scene.ts';
import { siteOf, told, type Act, type Prediction, type Trouble } from './prediction.ts';

/** @param place of the release */
export function foreignRelease(taken: Act, released: Act, place: string): Trouble {
  const about = {
    id: `foreignRelease:${place}`,
    kind: 'foreignRelease',
    objects: [taken.object],
  } as const;
  return { ...about, tell: (scene) => tell(about, taken, released, scene) };
}

function tell(
  about: Pick<Trouble, 'id' | 'kind' | 'objects'>,
  taken: Act,
  released: Act,
  scene: Scene,
): Prediction {
  const lock = objectName(scene, taken.object);
  const [owner, other] = [threadName(scene, taken.thread), threadName(scene, released.thread)];
  const [where, from] = [placeOf(scene, released.at), placeOf(scene, taken.at)];
  return told(about, {
    title: `${other} releases ${lock}, which ${owner} took`,
    sentences: [
      `${other} released ${lock}${where === undefined ? '' : ` at ${where}`} while ${owner} had it` +
        `${from === undefined ? '' : ` (taken at ${from})`}.`,
      `Elsewhere ${lock} protects a block of code: released by another thread, it lets two into it.`,
    ],
    cure: `To fix it, let each thread release only what it took, and signal with an Event or a Semaphore.`,
    sites: [
      ...siteOf(scene, 'holds', `${owner} took ${lock}`, taken),
      ...siteOf(scene, 'does', `${other} released ${lock}`, released),
    ],
  });
}
