// The CPU model: what work costs in virtual time. Real durations differ from run to run, so the
// clock counts work instead; the figures are round numbers near CPython 3.14 on a laptop.

import type { Nanoseconds } from '../../core/base/ids.ts';

/** One periodic check of the eval loop (a call or a backward jump) stands for a few bytecodes. */
export const CHECK_COST: Nanoseconds = 100;

/** One synchronisation operation: a call from Python, the work on the lock, the return. */
export const OPERATION_COST: Nanoseconds = 1_000;

/** Reading the clock takes time too; else `while time.monotonic() < end: pass` would never end. */
export const CLOCK_READ_COST: Nanoseconds = 1_000;

/** As `sys.getswitchinterval()` of a fresh interpreter. */
export const DEFAULT_SWITCH_INTERVAL: Nanoseconds = 5_000_000;
