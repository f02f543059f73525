// The frame of a recording: chunks that each can be read and checked without the others.
//
//   bytes 0–3    kind, four letters
//   bytes 4–7    length of the content in the file
//   bytes 8–11   length of the content when inflated
//   bytes 12–15  CRC-32 of the bytes above and of the content in the file
//   then         the content, deflated (RFC 1951)
//
// Numbers are little-endian.

import { deflateSync, inflateSync } from 'fflate';

/**
 * `HEAD` and `CODE` (sources) come first, then events, with the world (`WRLD`) between them, last
 * what is known at the end.
 */
export type ChunkKind = 'HEAD' | 'CODE' | 'EVTS' | 'WRLD' | 'TAIL';
const KINDS: ReadonlySet<string> = new Set<ChunkKind>(['HEAD', 'CODE', 'EVTS', 'WRLD', 'TAIL']);
/** First bytes of a kind: to look at all four takes a string. */
const STARTS = new Set<number | undefined>([...KINDS].map((kind) => kind.charCodeAt(0)));

const FRAME = 16;
/** Deflate makes nothing smaller than this: content that claims more is damaged. */
export const MOST_INFLATION = 1032;
/** Bytes of what is inflated at once: JavaScript has no longer strings. */
export const MOST_CONTENT = 2 ** 29;
/** So many times the file is read at most in search of whole chunks, whatever looks like one. */
const MOST_LOOKS = 16;

export function frameChunk(kind: ChunkKind, content: Uint8Array): Uint8Array {
  const deflated = deflateSync(content);
  const bytes = new Uint8Array(FRAME + deflated.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < 4; index++) bytes[index] = kind.charCodeAt(index);
  view.setUint32(4, deflated.length, true);
  view.setUint32(8, content.length, true);
  bytes.set(deflated, FRAME);
  view.setUint32(12, checksum(bytes), true);
  return bytes;
}

export interface FramedChunk {
  readonly kind: string;
  /** Of the content, in bytes. */
  readonly length: number;
  /** Something that comes before it could not be read. */
  readonly isAfterDamage: boolean;
  readonly content: () => Uint8Array;
}

/** All whole chunks in order, whatever is between them. */
export function* wholeChunks(bytes: Uint8Array, start: number): Generator<FramedChunk> {
  let isAfterDamage = false;
  let at = start;
  let left = bytes.length * MOST_LOOKS;
  while (at < bytes.length && left > 0) {
    const end = endOf(bytes, at);
    const found = end === undefined ? undefined : chunkAt(bytes, at, end);
    if (found) yield { ...found, isAfterDamage };
    else isAfterDamage = true;
    if (end !== undefined) left -= end - at;
    at = found && end !== undefined ? end : nextKind(bytes, at + 1);
  }
}

/** Where the next chunk may begin, if what comes before it is damaged. */
function nextKind(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && !(STARTS.has(bytes[at]) && KINDS.has(kindAt(bytes, at)))) at++;
  return at;
}

function kindAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

/** Where the chunk ends if what its frame says can be. */
function endOf(bytes: Uint8Array, at: number): number | undefined {
  if (at + FRAME > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const end = at + FRAME + view.getUint32(4, true);
  const length = view.getUint32(8, true);
  if (end > bytes.length || length > (end - at) * MOST_INFLATION) return undefined;
  return length > MOST_CONTENT ? undefined : end;
}

function chunkAt(
  bytes: Uint8Array,
  at: number,
  end: number,
): Omit<FramedChunk, 'isAfterDamage'> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  const chunk = bytes.subarray(at, end);
  if (checksum(chunk) !== view.getUint32(12, true)) return undefined;
  const length = view.getUint32(8, true);
  const content = () => inflateSync(chunk.subarray(FRAME), { out: new Uint8Array(length) });
  return { kind: kindAt(chunk, 0), length, content };
}

/** Of all but the checksum itself. */
function checksum(chunk: Uint8Array): number {
  return crc32(chunk.subarray(FRAME), crc32(chunk.subarray(0, FRAME - 4)));
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 as in ISO 3309, PNG and zip. @param before that of the bytes before these */
function crc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}
