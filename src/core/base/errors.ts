// The three kinds of trouble (STYLE.md): a failing user program is data in the trace, a
// UserError is something the user can mend, everything else is our own bug.

/** Says in one or two sentences what happened and what to do about it. Shown once, as it is. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** @throws Error if the condition does not hold: a bug in Weft, never the user's fault. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`internal error: ${message}`);
}

/** For the `default` of a switch over a union: a new member is then a compile error. */
export function unreachable(value: never): never {
  throw new Error(`internal error: unexpected ${JSON.stringify(value)}`);
}
