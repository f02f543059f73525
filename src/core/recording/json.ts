// JSON has no undefined: nothing in a run is null, so null stands for it.

export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (item === undefined ? null : item));
}

export function fromJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('null') ? withUndefined(value) : value;
}

/** Changes the value in place: there may be a million of them. */
function withUndefined(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const item = fields[key];
    if (typeof item === 'object') fields[key] = withUndefined(item);
  }
  return value;
}
