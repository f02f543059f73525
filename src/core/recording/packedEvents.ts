// Events on their way to a page of the editor, as the columns of a recording: an event has 48 bytes in
// memory (trace/batch.ts), and about eight so. Between host and page the editor copies each message several
// times, and compresses it where one of them is in a browser.

import type { AppendMessage } from '../protocol/appending.ts';
import type { TraceBatch } from '../trace/batch.ts';
import { batchLength } from '../trace/encode.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { codeNames, CodeTable } from './codes.ts';
import { readColumns, writeColumns } from './columns.ts';

export interface PackedAppend extends Omit<AppendMessage, 'batch'> {
  readonly batch: Omit<TraceBatch, 'numbers'>;
  readonly events: number;
  readonly columns: Uint8Array<ArrayBuffer>;
}

type OtherKind = { readonly kind: string };

/** Host and page are of one Weft. */
const codes = new CodeTable(codeNames());

/** What a page is sent instead of a message. */
export function packed<Message extends OtherKind>(
  message: Message | AppendMessage,
): Message | PackedAppend {
  return isAppend(message) ? packedAppend(message) : message;
}

export function packedAppend(message: AppendMessage): PackedAppend {
  const { numbers, ...batch } = message.batch;
  const writer = new ByteWriter();
  writeColumns(writer, numbers);
  // Memory of its own, as all of the memory would be sent.
  return { ...message, batch, events: batchLength(message.batch), columns: writer.take().slice() };
}

/** The message that was meant. */
export function unpacked<Message extends OtherKind>(
  sent: Message | PackedAppend,
): Message | AppendMessage {
  if (!isPacked(sent)) return sent;
  const { kind, batch, events, columns, names } = sent;
  const numbers = readColumns(new ByteReader(columns), events, codes);
  return { kind, batch: { ...batch, numbers }, names };
}

function isAppend(message: OtherKind): message is AppendMessage {
  return message.kind === 'append';
}

function isPacked(sent: OtherKind): sent is PackedAppend {
  return 'columns' in sent;
}
