// Branded integers: a thread can't be passed where a lock is meant. All ids are small, start
// at 1 and count up in order of creation, so the same schedule gives the same ids; 0 is "none".

declare const brand: unique symbol;
type Id<Name extends string> = number & { readonly [brand]: Name };

/** A Python thread of one run. The main thread is 1. */
export type ThreadId = Id<'thread'>;
/** A synchronisation object (lock, event, queue …) of one run. */
export type ObjectId = Id<'object'>;
/** Something that threads share and that is no synchronisation object: a global, an attribute … */
export type VariableId = Id<'variable'>;
/** A source position, index into the trace's `sites`. */
export type SiteId = Id<'site'>;
/** A call stack, index into the trace's `stacks`. 0 is the empty stack. */
export type StackId = Id<'stack'>;
/** Position in a trace: the number of events before it. */
export type Step = Id<'step'>;

/** Virtual time since the start of the run, in nanoseconds; an integer below 2^53. */
export type Nanoseconds = number;

export const MAIN_THREAD = 1 as ThreadId;
export const NO_THREAD = 0 as ThreadId;
export const NO_STACK = 0 as StackId;
