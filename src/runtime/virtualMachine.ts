// The time and the randomness that a run finds: virtual time, and a source from its seed.

import type { Nanoseconds } from '../core/base/ids.ts';
import type { LaunchRequest } from '../core/protocol/worker.ts';
import { createRandomSource } from '../core/schedule/randomSource.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { MachineSource } from './python/clocks.ts';

const MILLISECOND = 1e6;
/** `time.monotonic()` at the start: natively the machine has been up for a while. */
const UPTIME = 1000 * 1e9;

/** Who only looks finds the present time, and zeros instead of randomness. */
export function virtualMachine(
  { seed, startTime }: Pick<LaunchRequest, 'seed' | 'startTime'>,
  kernel: Kernel,
  isLooking: () => boolean,
): MachineSource {
  const random = createRandomSource(seed);
  const now = (): Nanoseconds => (kernel.current === 0 ? kernel.clock.now : kernel.readClock());
  return {
    realTime: () => startTime * MILLISECOND + now(),
    monotonic: () => UPTIME + now(),
    entropy: (bytes) => {
      if (isLooking()) bytes.fill(0);
      else for (let i = 0; i < bytes.length; i++) bytes[i] = random() * 256;
    },
  };
}
