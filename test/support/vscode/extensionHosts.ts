// The processes in which a server runs the extensions of its windows.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** Their process ids. */
export function extensionHostsOf(server: number): readonly number[] {
  const all = process.platform === 'linux' ? processesOfLinux() : processes();
  const below = (parent: number): readonly number[] =>
    all
      .filter((each) => each.parent === parent)
      .flatMap(({ id, command }) => (command.includes('--type=extensionHost') ? [id] : below(id)));
  return below(server);
}

/** Where `ps` need not be installed. */
function processesOfLinux(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // `pid (name) state ppid …`, and a name may have brackets in it.
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 1).split(' ', 3)[2]);
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ id: Number(name), parent, command }];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

function processes(): Process[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return lines.split('\n').map((line) => {
    const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)/.exec(line) ?? [];
    return { id: Number(id), parent: Number(parent), command };
  });
}
