// A race in words: both accesses with their stacks and values, what does not order them, and what
// would.

import type { ObjectId } from '../../base/ids.ts';
import type { RacingAccess } from '../../trace/events.ts';
import { paragraphs } from '../findingView.ts';
import type { FindingSite } from '../ring.ts';
import { enumerate, objectName, placeOf, threadName, userStack, type Scene } from '../scene.ts';
import { after } from '../unavoidable.ts';
import type { KnownRace, RaceFinding } from './raceFindings.ts';

interface Words {
  readonly title: string;
  readonly sentences: readonly string[];
}

/** @param locks that were held at some of the accesses */
export function tellRace(race: KnownRace, locks: readonly ObjectId[], scene: Scene): RaceFinding {
  const { kind, name, event } = race;
  const { title, sentences } = wordsOf(race, scene);
  const cure = cureOf(race, locks, scene);
  const hasHappened = event.form === 'lost';
  const threads = [...new Set(event.accesses.map(({ thread }) => thread))];
  return {
    id: `${kind}:${name}`,
    kind,
    certainty: hasHappened ? 'happened' : 'predicted',
    title,
    sentences,
    explanation: paragraphs(sentences, [], cure),
    why: [],
    cure,
    threads,
    objects: [],
    sites: event.accesses.flatMap((access) => siteOf(access, name, scene)),
    ring: [],
    unavoidableAt: undefined,
  };
}

function wordsOf(race: KnownRace, scene: Scene): Words {
  switch (race.kind) {
    case 'dataRace':
      return dataRace(race, scene);
    case 'lostUpdate':
      return race.event.form === 'lost' ? lostUpdate(race, scene) : possibleLoss(race, scene);
    case 'checkThenAct':
      return checkThenAct(race, scene);
  }
}

function dataRace({ name, event }: KnownRace, scene: Scene): Words {
  const [first, second] = event.accesses;
  if (!first || !second) return { title: '', sentences: [] };
  const [one, other] = [threadName(scene, first.thread), threadName(scene, second.thread)];
  return {
    title: `Data race on ${name}: nothing orders ${one} and ${other}`,
    sentences: [
      `${did(first, name, scene)}.`,
      `${did(second, name, scene)}.`,
      `${apart([first, second], scene)}, and neither waits for the other in between, ` +
        'so another schedule can turn the two round.',
    ],
  };
}

function lostUpdate({ name, event }: KnownRace, scene: Scene): Words {
  const [read, other, write] = event.accesses;
  if (!read || !other || !write) return { title: '', sentences: [] };
  const [thread, loser] = [threadName(scene, write.thread), threadName(scene, other.thread)];
  return {
    title: `Lost update of ${name}: ${thread} overwrites what ${loser} has written`,
    sentences: [
      `${did(read, name, scene)}.`,
      `Then ${did(other, name, scene)}.`,
      `${did(write, name, scene)}, which it had made of the older value: ` +
        `the write of ${loser} is lost.`,
    ],
  };
}

function possibleLoss({ name, event }: KnownRace, scene: Scene): Words {
  const [read, write, other] = event.accesses;
  if (!read || !write || !other) return { title: '', sentences: [] };
  const [thread, loser] = [threadName(scene, write.thread), threadName(scene, other.thread)];
  return {
    title: `Possible lost update of ${name} between ${enumerate([thread, loser])}`,
    sentences: [
      `${thread} reads ${name}${at(read, scene)} and writes what it makes of it` +
        `${thereOrAt(write, read, scene)}; ${loser} writes it${thereOrAt(other, write, scene)}.`,
      `${apart([read, write, other], scene)}: if ${loser} writes between the two steps of ` +
        `${thread}, that write is lost.`,
    ],
  };
}

function checkThenAct({ name, event }: KnownRace, scene: Scene): Words {
  const hasHappened = event.form === 'lost';
  const [read, second, third] = event.accesses;
  const [write, other] = hasHappened ? [third, second] : [second, third];
  if (!read || !write || !other) return { title: '', sentences: [] };
  const [thread, changer] = [threadName(scene, write.thread), threadName(scene, other.thread)];
  const first =
    `${thread} looks at ${name}${at(read, scene)} and by that decides to change it` +
    `${at(write, scene)}; ${changer} changes it${at(other, scene)}.`;
  const gap = apart([read, write, other], scene);
  if (other.mode === 'read') {
    return {
      title: `Check, then act: ${thread} and ${changer} can both find ${name} as it was before`,
      sentences: [
        `${thread} looks at ${name}${at(read, scene)} and by that decides to change it` +
          `${at(write, scene)}; ${changer} looks at it there too.`,
        `${gap}: if ${changer} looks before ${thread} has acted, both act.`,
      ],
    };
  }
  return hasHappened
    ? {
        title: `${thread} acts on ${name}, which ${changer} has changed since it looked`,
        sentences: [first, `In this run ${changer} came in between. ${gap}.`],
      }
    : {
        title: `Check, then act: ${changer} can change ${name} after ${thread} has looked at it`,
        sentences: [first, `${gap}: if ${changer} comes in between, the decision is a wrong one.`],
      };
}

/** `worker-1 wrote 5 to n at counter.py:12` */
function did(access: RacingAccess, name: string, scene: Scene): string {
  const { mode, value, thread } = access;
  const who = threadName(scene, thread);
  const place = at(access, scene);
  if (mode === 'read') {
    return `${who} read ${name}${value === undefined ? '' : ` (${value})`}${place}`;
  }
  if (mode === 'update') return `${who} changed ${name}${place}`;
  return value === undefined
    ? `${who} wrote ${name}${place}`
    : `${who} wrote ${value} to ${name}${place}`;
}

function at({ at: stack }: RacingAccess, scene: Scene): string {
  const place = placeOf(scene, stack);
  return place === undefined ? '' : ` at ${place}`;
}

/** A place that has just been named is not named again. */
function thereOrAt(access: RacingAccess, before: RacingAccess, scene: Scene): string {
  const place = at(access, scene);
  if (place === '' || place !== at(before, scene)) return place;
  return access.thread === before.thread ? ' there' : ' there too';
}

/** Who holds which locks, or that nobody holds any. */
function apart(accesses: readonly RacingAccess[], scene: Scene): string {
  const holders = new Map<string, Set<string>>();
  for (const { thread, locks } of accesses) {
    const who = threadName(scene, thread);
    const held = holders.get(who) ?? new Set();
    for (const lock of locks) held.add(objectName(scene, lock));
    holders.set(who, held);
  }
  const entries = [...holders].filter(([, held]) => held.size > 0);
  if (entries.length === 0) return 'No lock is held at these places';
  const parts = entries.map(([who, held]) => `${who} holds ${enumerate([...held])}`);
  const all = new Set(entries.flatMap(([, held]) => [...held]));
  if (entries.length < holders.size) return `Only ${enumerate(parts)}`;
  return all.size === 1
    ? `${enumerate(parts)}, but not from the one step to the other`
    : `${enumerate(parts)}, but no lock is held by both all the time`;
}

function cureOf(
  { kind, name, event }: KnownRace,
  locks: readonly ObjectId[],
  scene: Scene,
): string {
  const places = [
    ...new Set(event.accesses.flatMap(({ at: stack }) => placeOf(scene, stack) ?? [])),
  ];
  const where = enumerate(places);
  const [lock] = locks.filter((each) => scene.world.objects[each]?.isLibrary !== true);
  const what =
    lock === undefined
      ? `guard ${name} with one lock, made once with threading.Lock()`
      : `guard ${name} with ${objectName(scene, lock)} everywhere`;
  const span = kind === 'dataRace' ? '' : ', from the read to the write';
  return `To fix it, ${what}: hold it at ${where}${span}.`;
}

function siteOf(access: RacingAccess, name: string, scene: Scene): FindingSite[] {
  const { thread, at: place, step } = access;
  const stack = userStack(scene.tables, place);
  if (stack.length === 0) return [];
  const label = labelOf(access, name, scene);
  return [{ role: 'does', label, thread, object: undefined, stack, step: after(step) }];
}

function labelOf({ thread, mode, value }: RacingAccess, name: string, scene: Scene): string {
  const who = threadName(scene, thread);
  if (mode === 'read') return `${who} read ${name}${value === undefined ? '' : ` (${value})`}`;
  if (mode === 'update') return `${who} changed ${name}`;
  return value === undefined ? `${who} wrote ${name}` : `${who} wrote ${value} to ${name}`;
}
