// What it costs to save a long run and to open it again (until all its events and the world at its
// end are there), and to go to another step of it.

import type { Step } from '../../src/core/base/ids.ts';
import { parseRecording } from '../../src/core/recording/reader.ts';
import { serializeRecording } from '../../src/core/recording/writer.ts';
import { recordingOf } from '../../src/session/savedRun.ts';
import type { Session } from '../../src/session/session.ts';
import { runUnderWeft } from './weft.ts';

const SEEKS = 40;

export interface RecordingCost {
  readonly events: number;
  readonly threads: number;
  readonly bytes: number;
  /** Milliseconds. */
  readonly save: number;
  readonly open: number;
  /** Until the world at another step is there: the longest of some. */
  readonly seek: number;
}

/** Two hundred threads that do a million events in all. */
export async function costOfRecording(): Promise<RecordingCost> {
  const session = await recordedSession('recorded.py', 100_000);
  const [bytes, save] = timed(() => serializeRecording(recordingOf(session)));
  const [{ trace, world }, open] = timed(() => {
    const { trace } = parseRecording(bytes);
    return { trace, world: trace.worldAt(trace.length) };
  });
  const seeks = Array.from({ length: SEEKS }, (_, index) => {
    // Far apart, and back and forth.
    const share = ((index * 7) % SEEKS) / SEEKS;
    return timed(() => trace.worldAt(Math.floor(share * trace.length) as Step))[1];
  });
  const threads = Object.keys(world.threads).length;
  return { events: world.step, threads, bytes: bytes.length, save, open, seek: Math.max(...seeks) };
}

async function recordedSession(program: string, rounds: number): Promise<Session> {
  const sessions: Session[] = [];
  await runUnderWeft(program, rounds, undefined, (session) => sessions.push(session));
  const [session] = sessions;
  if (session === undefined) throw new Error('there was no session');
  return session;
}

function timed<T>(act: () => T): readonly [result: T, milliseconds: number] {
  const start = performance.now();
  const result = act();
  return [result, performance.now() - start];
}
