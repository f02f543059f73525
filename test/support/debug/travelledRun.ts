// A run that stands, goes on and travels, and what is to be seen of it at each moment.

import type { ThreadId } from '../../../src/core/base/ids.ts';
import type { StepMode } from '../../../src/core/protocol/debug.ts';
import { momentKey } from '../../../src/core/protocol/travel.ts';
import { isAlive } from '../../../src/core/trace/fold.ts';
import type { Session } from '../../../src/session/session.ts';
import type { Stand } from '../../../src/session/travel/passage.ts';

/** Resolves when the run stands or has ended. */
export function whenStanding(session: Session): Promise<void> {
  return new Promise((resolve) => {
    const listener = session.onState(({ kind }) => {
      if (kind !== 'paused' && kind !== 'ended') return;
      listener.dispose();
      resolve();
    });
  });
}

export async function going(session: Session, go: () => void): Promise<void> {
  const stands = whenStanding(session);
  go();
  await stands;
}

export function step(session: Session, thread: ThreadId, mode: StepMode): Promise<void> {
  return going(session, () => session.debug.step({ thread, mode, isAlone: false }));
}

/** Where it stands. @throws Error if it doesn't */
export function standOf({ state }: Session): Stand {
  if (state.kind !== 'paused' || !state.moment) throw new Error(`the run is ${state.kind}`);
  return { ...state, moment: state.moment };
}

export function momentOf(session: Session): string {
  return momentKey(standOf(session).moment);
}

/** All threads' frames with their variables, and the world, as text. */
export async function pictureOf(session: Session): Promise<string> {
  const { world } = session;
  const threads = Object.values(world.threads).filter((thread) => isAlive(thread));
  const stacks: unknown[] = [];
  for (const { id } of threads) stacks.push([id, await framesOf(session, id)]);
  return JSON.stringify({ moment: momentOf(session), stacks, world }, undefined, 1);
}

async function framesOf({ debug }: Session, thread: ThreadId): Promise<unknown[]> {
  const answer = await debug.inspect({ kind: 'stack', thread });
  if (answer.kind !== 'stack') return [answer];
  const shown: unknown[] = [];
  for (const { id, site } of answer.frames.filter((frame) => !frame.site.isLibrary)) {
    const scopes = await debug.inspect({ kind: 'scopes', frame: id });
    const locals = scopes.kind === 'scopes' ? scopes.scopes[0] : undefined;
    if (!locals) continue;
    const query = { kind: 'variables', filter: undefined, start: 0, count: undefined } as const;
    const answered = await debug.inspect({ ...query, reference: locals.reference });
    const variables = answered.kind === 'variables' ? answered.variables : [];
    shown.push([site, variables.map(({ name, value, type }) => [name, value, type])]);
  }
  return shown;
}
