// The main thread of a run that begins where the snapshot ends, with what Python has to know of it.

import { MAIN_THREAD } from '../core/base/ids.ts';
import type { LaunchRequest } from '../core/protocol/worker.ts';
import type { Tenant } from './machine.ts';
import { requestForPython } from './requestForPython.ts';
import type { RestoredMachine } from './restore.ts';
import { prepareFiles } from './sandboxFiles.ts';

/** C stack of the main thread, in bytes. */
const MAIN_STACK = 1024 * 1024;

/** From now on the interpreter is the tenant's. */
export function moveIn(
  { machine, native, layout }: Pick<RestoredMachine, 'machine' | 'native' | 'layout'>,
  launch: LaunchRequest,
  tenant: Tenant,
  checksPerTick: number,
): void {
  const { python, objects } = machine;
  native.createMain(MAIN_THREAD, layout.prepare, layout.finish, MAIN_STACK);
  machine.install(tenant, checksPerTick);
  // Now, as files are stamped with the tenant's clock.
  prepareFiles(python.FS, launch);
  const name = objects.permanentCString('request');
  const request = objects.str(JSON.stringify(requestForPython(launch)));
  python._PyDict_SetItemString(layout.moduleDict, name, request);
  native.setChecksPerTick(checksPerTick);
}
