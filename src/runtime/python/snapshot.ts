// A started interpreter as bytes: the length of the layout, the layout as JSON, linear memory.

import type { RuntimeLayout } from './layout.ts';

export interface Snapshot {
  readonly layout: RuntimeLayout;
  readonly memory: Uint8Array;
}

const HEADER = 4;

export function encodeSnapshot({ layout, memory }: Snapshot): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(layout));
  const bytes = new Uint8Array(HEADER + json.length + memory.length);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, HEADER);
  bytes.set(memory, HEADER + json.length);
  return bytes;
}

export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const json = new TextDecoder().decode(bytes.subarray(HEADER, HEADER + length));
  return { layout: JSON.parse(json) as RuntimeLayout, memory: bytes.subarray(HEADER + length) };
}
