// A livelock in plain sentences.

import type { ObjectId, ThreadId } from '../base/ids.ts';
import { paragraphs, type ExplainedFinding } from './findingView.ts';
import type { Attempt, Livelock } from './livelock.ts';
import type { FindingSite } from './ring.ts';
import { enumerate, objectName, placeOf, threadName, userStack, type Scene } from './scene.ts';
import { wholeOf } from './waitGraph.ts';

/** More places than this are only counted. */
const SHOWN = 6;

export function explainedLivelock(livelock: Livelock, scene: Scene): ExplainedFinding {
  const { attempts, length } = livelock;
  const threads = [...new Set(attempts.map(({ thread }) => thread))].sort((a, b) => a - b);
  const sentences = [
    `In the last ${number(length)} events of the run nothing else happened than this.`,
    ...attempts.slice(0, SHOWN).map((attempt) => `${sentence(attempt, scene)}.`),
    ...(attempts.length > SHOWN ? [`So it goes at ${attempts.length - SHOWN} more places.`] : []),
  ];
  const cure = cureOf(attempts, scene);
  return {
    id: `livelock:${threads.join('-')}`,
    kind: 'livelock',
    certainty: 'likely',
    title: titleOf(threads, attempts, scene),
    sentences,
    explanation: paragraphs(sentences, [], cure),
    why: [],
    cure,
    threads,
    objects: objectsOf(attempts, scene),
    sites: attempts.slice(0, SHOWN).flatMap((attempt) => siteOf(attempt, scene)),
    ring: [],
    unavoidableAt: undefined,
  };
}

function titleOf(threads: readonly ThreadId[], attempts: readonly Attempt[], scene: Scene): string {
  const names = enumerate(threads.map((thread) => threadName(scene, thread)));
  const isOne = threads.length === 1;
  if (attempts.every(({ kind }) => kind === 'sleep')) {
    return `No progress: ${names} only ${isOne ? 'sleeps and looks' : 'sleep and look'} again`;
  }
  return `Livelock: ${names} ${isOne ? 'tries' : 'try'} again and again and ${isOne ? 'does' : 'do'} not get on`;
}

function sentence({ thread, kind, object, at, count, owners }: Attempt, scene: Scene): string {
  const name = threadName(scene, thread);
  const place = placeOf(scene, at);
  const where = place === undefined ? '' : ` at ${place}`;
  const times = `${number(count)} times`;
  if (kind === 'sleep') return `${name} slept${where} ${times}`;
  const what = object === undefined ? 'the end of a thread' : objectName(scene, object);
  if (kind === 'timeout') return `${name} waited for ${what}${where} ${times} until its timeout`;
  // A lock that nobody took or released meanwhile had one owner all the time.
  const always = object === undefined ? undefined : scene.world.objects[object]?.owner;
  const holders = owners.length === 0 && always !== undefined ? [always] : owners;
  const held = enumerate(holders.slice(0, 2).map((owner) => threadName(scene, owner)));
  const why = held === '' ? '' : `, while ${held} held it`;
  return `${name} tried to take ${what}${where} ${times} in vain${why}`;
}

function cureOf(attempts: readonly Attempt[], scene: Scene): string {
  const tries = attempts.filter(({ kind }) => kind !== 'sleep');
  const locks = objectsOf(tries, scene)
    .filter((object) => ['Lock', 'RLock'].includes(scene.world.objects[object]?.kind ?? ''))
    .sort((one, other) => one - other);
  const names = locks.map((lock) => objectName(scene, lock));
  const [only] = names;
  if (only === undefined) {
    return (
      'To fix it, see that what they look for does come, and wait for it with an Event or a ' +
      'Condition instead of looking again.'
    );
  }
  if (names.length === 1) {
    return (
      `To fix it, see that ${only} is released on every way (“with ${only}:” does), and wait for ` +
      'it without trying again.'
    );
  }
  return (
    `To fix it, take the locks in the same order in every thread (${names.join(', then ')}) and ` +
    'wait for them, or let each thread wait for a random time before it tries again.'
  );
}

function objectsOf(attempts: readonly Attempt[], { world }: Scene): ObjectId[] {
  const objects = attempts.flatMap(({ object }) => (object === undefined ? [] : [object]));
  return [...new Set(objects.map((object) => wholeOf(world, object)))];
}

function siteOf({ thread, kind, object, at }: Attempt, scene: Scene): FindingSite[] {
  const stack = userStack(scene.tables, at);
  if (stack.length === 0) return [];
  const what = object === undefined ? '' : ` for ${objectName(scene, object)}`;
  const verb = { try: 'tries', timeout: 'waits with a timeout', sleep: 'sleeps' }[kind];
  const label = `${threadName(scene, thread)} ${verb}${what} again and again`;
  return [{ role: 'does', label, thread, object, stack, step: undefined }];
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
