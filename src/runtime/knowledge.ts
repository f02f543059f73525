// From the snapshot's layout to what the parts of `_thread` want to know.

import type { RuntimeLayout } from './python/layout.ts';
import { SCRATCH } from './python/scratch.ts';
import type { Knowledge } from './threadModule/assemble.ts';
import { LibraryCode } from './threadModule/libraryCode.ts';

export function knowledgeOf(layout: RuntimeLayout): Knowledge {
  return {
    types: layout.types,
    code: new LibraryCode(layout.code),
    queueKinds: [
      [layout.lifoQueue, 'LifoQueue'],
      [layout.priorityQueue, 'PriorityQueue'],
    ],
    emptyError: layout.emptyError,
    genericAlias: layout.genericAlias,
    localEntry: layout.reserve + SCRATCH.localEntry,
    timeoutMax: layout.timeoutMax,
  };
}
