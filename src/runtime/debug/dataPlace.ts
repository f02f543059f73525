// What a data breakpoint watches, as its `dataId` says. Addresses are valid in one run only.

/** An attribute of an object, or a global: then `address` is that of the module's dictionary. */
export interface DataPlace {
  readonly kind: 'attribute' | 'global';
  readonly address: number;
  readonly name: string;
}

export function formatDataId({ kind, address, name }: DataPlace): string {
  return JSON.stringify([kind, address, name]);
}

/** undefined if it can't be read. */
export function parseDataId(text: string): DataPlace | undefined {
  try {
    const [kind, address, name] = JSON.parse(text) as unknown[];
    if (kind !== 'attribute' && kind !== 'global') return undefined;
    if (typeof address !== 'number' || typeof name !== 'string') return undefined;
    return { kind, address, name };
  } catch {
    return undefined;
  }
}
