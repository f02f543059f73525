// Nobody goes on because the user holds those who could: a sentence that says who, so that a hang
// of the debugger's making is not taken for one of the program.

import type { ThreadId } from '../../core/base/ids.ts';
import { NO_THREAD } from '../../core/base/ids.ts';
import type { ControlledStrategy } from '../../core/schedule/threadControl.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Stop } from './stop.ts';

export function frozenStop(
  kernel: Kernel,
  control: ControlledStrategy,
  nameOf: (thread: ThreadId) => string,
): Stop {
  const { alone } = control;
  const held = kernel.runnable().filter((thread) => control.isHeld(thread));
  const names = held.map(nameOf).join(', ');
  if (alone === undefined || control.frozen.has(alone)) {
    const text = `Only frozen threads could go on: ${names}. Thaw one of them.`;
    return { reason: 'frozen', text };
  }
  const waiting = waitText(kernel, alone, nameOf);
  const text = `${nameOf(alone)} ${waiting}; the step held ${names}.`;
  return { reason: 'step', thread: alone, text };
}

function waitText(kernel: Kernel, thread: ThreadId, nameOf: (thread: ThreadId) => string): string {
  const found = kernel.waits.of(thread);
  if (!found) return 'can’t go on';
  const { wait, owner } = found;
  switch (wait.kind) {
    case 'lock':
      return owner === NO_THREAD ? 'waits for a lock' : `waits for a lock of ${nameOf(owner)}`;
    case 'object':
      return `waits in ${wait.operation}()`;
    case 'join':
    case 'shutdown':
      return `waits for the end of ${nameOf(wait.thread)}`;
    case 'start':
      return `waits for the start of ${nameOf(wait.thread)}`;
    case 'sleep':
      return 'sleeps';
    case 'input':
      return 'waits for input';
  }
}
