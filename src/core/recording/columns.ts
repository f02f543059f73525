// The numbers of events as columns: one field of all events after the other, each as the
// difference that is small. What stands in a row in memory (trace/batch) compresses badly.

import { EVENT_WIDTH } from '../trace/batch.ts';
import { EventCode, isWaitCode, NO_TIMEOUT } from '../trace/encode.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import type { CodeTable } from './codes.ts';

const [CODE, TIME, BY, AT, A, B] = [0, 1, 2, 3, 4, 5];

/** How a column is written. */
const Form = {
  /** Signed integers. */
  integers: 0,
  /** As they are, in eight bytes: for timeouts beyond 2^53. */
  doubles: 1,
} as const;

/** What a field is told as, given the event before; and the way back. */
interface Coding {
  readonly field: number;
  readonly encode: (numbers: Float64Array, offset: number) => number;
  readonly decode: (numbers: Float64Array, offset: number, coded: number) => number;
}

const get = (numbers: Float64Array, index: number): number => numbers[index] ?? 0;

function plain(field: number): Coding {
  return {
    field,
    encode: (numbers, offset) => get(numbers, offset + field),
    decode: (_numbers, _offset, coded) => coded,
  };
}

const time: Coding = {
  field: TIME,
  encode: (numbers, offset) =>
    get(numbers, offset + TIME) - get(numbers, offset - EVENT_WIDTH + TIME),
  decode: (numbers, offset, coded) => get(numbers, offset - EVENT_WIDTH + TIME) + coded,
};

/** The second number of a wait is the end of its timeout, told from the time of the wait. */
const second: Coding = {
  field: B,
  encode(numbers, offset) {
    const value = get(numbers, offset + B);
    if (!isWaitCode(get(numbers, offset + CODE))) return value;
    if (value === NO_TIMEOUT) return 0;
    const length = value - get(numbers, offset + TIME);
    return length < 0 ? length : length + 1;
  },
  decode(numbers, offset, coded) {
    if (!isWaitCode(get(numbers, offset + CODE))) return coded;
    if (coded === 0) return NO_TIMEOUT;
    return get(numbers, offset + TIME) + (coded < 0 ? coded : coded - 1);
  },
};

/** A field is read after those that its coding looks at. */
const CODINGS: readonly Coding[] = [plain(CODE), time, plain(BY), plain(AT), plain(A), second];

export function writeColumns(writer: ByteWriter, numbers: Float64Array): void {
  for (const coding of CODINGS) writeColumn(writer, numbers, coding);
}

function writeColumn(writer: ByteWriter, numbers: Float64Array, coding: Coding): void {
  const { field, encode, decode } = coding;
  const begin = writer.length;
  writer.byte(Form.integers);
  for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
    const coded = encode(numbers, offset);
    const isExact =
      Number.isSafeInteger(coded) && decode(numbers, offset, coded) === numbers[offset + field];
    if (!isExact) {
      writer.takeBack(begin);
      return writeDoubles(writer, numbers, field);
    }
    writer.signed(coded);
  }
}

function writeDoubles(writer: ByteWriter, numbers: Float64Array, field: number): void {
  writer.byte(Form.doubles);
  for (let offset = field; offset < numbers.length; offset += EVENT_WIDTH) {
    writer.double(get(numbers, offset));
  }
}

/** @param codes what the file's event codes are here */
export function readColumns(reader: ByteReader, count: number, codes: CodeTable): Float64Array {
  const numbers = new Float64Array(count * EVENT_WIDTH);
  for (const coding of CODINGS) {
    readColumn(reader, numbers, coding);
    // At once: how other fields are coded depends on it.
    if (coding.field === CODE) codes.translate(numbers);
  }
  return numbers;
}

function readColumn(reader: ByteReader, numbers: Float64Array, { field, decode }: Coding): void {
  const form = reader.byte();
  for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
    numbers[offset + field] =
      form === Form.integers ? decode(numbers, offset, reader.signed()) : reader.double();
  }
}

/** Numbers the bodies of rare kinds, which are in the order of their events. */
export function numberRich(numbers: Float64Array): void {
  let next = 0;
  for (let offset = 0; offset < numbers.length; offset += EVENT_WIDTH) {
    if (numbers[offset + CODE] === EventCode.rich) numbers[offset + A] = next++;
  }
}
