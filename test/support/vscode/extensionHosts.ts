// The processes in which a server runs the extensions of its windows.

import { execFileSync } from 'node:child_process';

/** Their process ids. */
export function extensionHostsOf(server: number): readonly number[] {
  const processes = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const all = processes.split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)/.exec(line) ?? []);
  const below = (parent: number): readonly number[] =>
    all
      .filter(([, , of]) => Number(of) === parent)
      .flatMap(([, pid, , args]) => {
        const id = Number(pid);
        return args?.includes('--type=extensionHost') ? [id] : below(id);
      });
  return below(server);
}
