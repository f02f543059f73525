// The catalogue of the examples that ship with Weft: what there is, in which order.

import { assert } from '../../core/base/errors.ts';

export interface Example {
  /** File name in `examples/`. */
  readonly file: string;
  readonly title: string;
  readonly concept: string;
  /** One sentence on what to watch for. */
  readonly description: string;
}

export interface ExampleGroup {
  readonly concept: string;
  readonly examples: readonly Example[];
}

/** @throws Error if the text is not a catalogue: it ships with the extension. */
export function parseCatalogue(text: string): readonly Example[] {
  const entries: unknown = JSON.parse(text);
  assert(Array.isArray(entries) && entries.every(isExample), 'catalogue.json is not a catalogue');
  return entries;
}

function isExample(value: unknown): value is Example {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map(Object.entries(value));
  return ['file', 'title', 'concept', 'description'].every(
    (key) => typeof fields.get(key) === 'string',
  );
}

/** By concept; concepts and examples stay in the catalogue's order. */
export function groupByConcept(examples: readonly Example[]): readonly ExampleGroup[] {
  const groups = Map.groupBy(examples, (example) => example.concept);
  return [...groups].map(([concept, members]) => ({ concept, examples: members }));
}
