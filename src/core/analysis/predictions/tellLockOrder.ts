// A possible deadlock in words: who takes which lock while holding which, and what would help.

import { enumerate, objectName, placeOf, threadName, type Scene } from '../scene.ts';
import { inTakingOrder } from '../takingOrder.ts';
import { heldInCycle, type Nesting } from './lockOrder.ts';
import { siteOf, told, type Act, type Prediction, type Trouble } from './prediction.ts';

export function tellLockOrder(
  about: Pick<Trouble, 'id' | 'kind' | 'objects'>,
  cycle: readonly Nesting[],
  scene: Scene,
): Prediction {
  const parts = cycle.map((nesting, at) => {
    const [held = nesting.wanted] = heldInCycle(nesting, cycle.at(at - 1));
    return { wanted: nesting.wanted, held };
  });
  const threads = enumerate(parts.map(({ wanted }) => threadName(scene, wanted.thread)));
  const locks = parts.map(({ wanted }) => objectName(scene, wanted.object));
  const isPair = parts.length === 2;
  return told(about, {
    title: isPair
      ? `Possible deadlock: ${threads} take ${enumerate([...locks].sort())} in opposite orders`
      : `Possible deadlock: ${threads} take ${enumerate([...locks].sort())} in a circle`,
    sentences: [
      ...parts.map((part) => nestingSentence(part, scene)),
      `It went well this time. If ${isPair ? 'both have' : 'each has'} the first lock before ` +
        `${isPair ? 'either gets' : 'any gets'} the second, they wait for each other for ever.`,
    ],
    why: parts.map((part) => nestingClause(part, scene)),
    cure: cure(parts, scene),
    sites: parts.flatMap(({ wanted, held }) => {
      const name = threadName(scene, wanted.thread);
      const [taken, next] = [objectName(scene, held.object), objectName(scene, wanted.object)];
      return [
        ...siteOf(scene, 'holds', `${name} took ${taken}`, held),
        ...siteOf(scene, 'wants', `${name} took ${next} while it held ${taken}`, wanted),
      ];
    }),
    ring: parts.flatMap(({ wanted, held }) => {
      const thread = { kind: 'thread', id: wanted.thread } as const;
      return [
        { kind: 'owns', from: thread, to: { kind: 'object', id: held.object } } as const,
        { kind: 'wants', from: thread, to: { kind: 'object', id: wanted.object } } as const,
      ];
    }),
  });
}

interface Part {
  readonly wanted: Act;
  readonly held: Act;
}

function nestingSentence({ wanted, held }: Part, scene: Scene): string {
  const taken = placeOf(scene, held.at);
  const place = placeOf(scene, wanted.at);
  return (
    `${threadName(scene, wanted.thread)} took ${objectName(scene, wanted.object)}` +
    `${place === undefined ? '' : ` at ${place}`} while it held ` +
    `${objectName(scene, held.object)}${taken === undefined ? '' : ` (taken at ${taken})`}.`
  );
}

function nestingClause({ wanted, held }: Part, scene: Scene): string {
  const [first, second] = [objectName(scene, held.object), objectName(scene, wanted.object)];
  return `${threadName(scene, wanted.thread)} took ${first}, then ${second}`;
}

/** The same lines in every thread: there the order comes from what they are called with. */
function cure(parts: readonly Part[], scene: Scene): string {
  const lines = parts.map(({ wanted, held }) => {
    return `${placeOf(scene, held.at)} ${placeOf(scene, wanted.at)}`;
  });
  if (new Set(lines).size === 1) {
    return (
      'To fix it, let these lines take their locks in an order that does not depend on who calls ' +
      'them: sort them first, for example by a number that each has.'
    );
  }
  const order = inTakingOrder(parts.map(({ wanted }) => wanted));
  const names = order.map(({ object }) => objectName(scene, object)).join(', then ');
  return `To fix it, take the locks in the same order in every thread: ${names}.`;
}
