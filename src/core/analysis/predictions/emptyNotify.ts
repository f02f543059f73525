// A notify with nothing said that a later waiter could see: its function only notifies, and those
// who wait ask for nothing. Whoever comes to wait after it waits for ever.

import type { SyntaxNode } from '@lezer/common';
import { calledBy, descendants, methodCall } from '../lockSyntax.ts';
import { enclosing, type PythonSource } from '../pythonSource.ts';
import { objectName, placeOf, threadName, type Scene } from '../scene.ts';
import type { CallSite } from './callSites.ts';
import { siteOf, told, type Act, type Prediction, type Trouble } from './prediction.ts';
import { isQuiet } from './waitOutsideLoop.ts';

/** True if all that the function of this `with` does is to notify: it changes and calls nothing. */
export function onlyNotifies({ source, node, depth }: CallSite): boolean {
  const block = node.name === 'WithStatement' ? node : node.parent;
  if (depth > 1 || block?.name !== 'WithStatement') return false;
  const scope = enclosing(block, ['FunctionDefinition'])?.getChild('Body');
  if (!scope) return false;
  let notifies = false;
  for (const each of descendants(scope)) {
    if (
      /^(Assign|Update|Delete|Return)Statement$|^(Named|Yield|Await)Expression$/.test(each.name)
    ) {
      return false;
    }
    if (each.name !== 'CallExpression') continue;
    if (isNotify(source, each)) notifies = true;
    else if (!each.firstChild || !isQuiet(source.textOf(each.firstChild))) return false;
  }
  return notifies && directlyNotifies(source, block);
}

function directlyNotifies(source: PythonSource, block: SyntaxNode): boolean {
  const body = block.getChild('Body');
  if (!body) return false;
  return [...descendants(body)].some((node) => {
    return /^notify(_all|All)?$/.test(calledBy(source, node)?.method ?? '');
  });
}

function isNotify(source: PythonSource, call: SyntaxNode): boolean {
  return /^notify(_all|All)?$/.test(methodCall(source, call)?.method ?? '');
}

/** @param wait of another thread, for the same condition, that asks for nothing */
export function emptyNotify(notify: Act, wait: Act, place: string): Trouble {
  const about = {
    id: `emptyNotify:${place}`,
    kind: 'emptyNotify',
    objects: [wait.object],
  } as const;
  return { ...about, tell: (scene) => tell(about, notify, wait, scene) };
}

function tell(
  about: Pick<Trouble, 'id' | 'kind' | 'objects'>,
  notify: Act,
  wait: Act,
  scene: Scene,
): Prediction {
  const condition = objectName(scene, wait.object);
  const [teller, waiter] = [threadName(scene, notify.thread), threadName(scene, wait.thread)];
  const [told_, waited] = [placeOf(scene, notify.at), placeOf(scene, wait.at)];
  return told(about, {
    title: `${teller} notifies ${condition}, and nothing else tells that it did`,
    sentences: [
      `${teller} notifies ${condition}${told_ === undefined ? '' : ` at ${told_}`} and changes ` +
        `nothing that ${waiter} looks at before it waits${waited === undefined ? '' : ` at ${waited}`}.`,
      'A notify wakes only those who wait already: if it comes first, nobody ever learns of it.',
    ],
    cure: 'To fix it, set a variable before the notify and wait in a loop until it is set, or use an Event.',
    sites: [
      ...siteOf(scene, 'does', `${teller} notified ${condition}`, notify),
      ...siteOf(scene, 'wants', `${waiter} waited for ${condition}`, wait),
    ],
  });
}
