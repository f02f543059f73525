// Where a trace is saved: found out before the run, as a long run would be lost otherwise.

import { constants } from 'node:fs';
import { access, open, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { UserError } from '../core/base/errors.ts';
import { isRecording, PREFIX } from '../core/recording/layout.ts';

/**
 * An earlier recording may be written over, anything else not.
 * @param source what is being replayed or exported: it must stay as it is
 * @throws UserError if a trace can't or must not be saved there
 */
export async function checkTraceFile(path: string, source?: string): Promise<void> {
  if (source !== undefined) await mustNotReplace(path, source);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new UserError(`${path} is a folder; name a file for the trace.`);
  await mayWrite(found ? path : dirname(resolve(path)));
  if (!found?.isFile() || found.size === 0 || isRecording(await beginning(path))) return;
  throw new UserError(
    `${path} is there already and is no recording: the trace would replace it. Name another file.`,
  );
}

/** @throws UserError if both are the same file */
export async function mustNotReplace(target: string, source: string): Promise<void> {
  const [one, other] = await Promise.all([target, source].map(realPathOf));
  if (one === other)
    throw new UserError(`${target} would be replaced while it is read. Name another file.`);
}

export async function writeTrace(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    throw cantSave(error);
  }
}

async function mayWrite(path: string): Promise<void> {
  try {
    await access(path, constants.W_OK);
  } catch (error) {
    throw cantSave(error);
  }
}

function cantSave(error: unknown): UserError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UserError(`The trace can't be saved: ${reason}`);
}

async function beginning(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: new Uint8Array(PREFIX) });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}
