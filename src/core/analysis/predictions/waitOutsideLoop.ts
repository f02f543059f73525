// `condition.wait()` that is not asked again: between the notify and the end of the wait another
// thread can undo what was waited for, and a notify before the wait is lost. Told from the text at
// waits that were run; of a wait that follows a call in its block nothing is said, as that call may
// start who notifies.

import type { SyntaxNode } from '@lezer/common';
import { descendants, methodCall, statementOf } from '../lockSyntax.ts';
import type { PythonSource } from '../pythonSource.ts';
import { objectName, placeOf, threadName, type Scene } from '../scene.ts';
import type { CallSite } from './callSites.ts';
import { siteOf, told, type Act, type Prediction, type Trouble } from './prediction.ts';

/** `once`: asked by an `if`. `never`: not asked at all. */
export type Asking = 'once' | 'never';

/** Undefined if the wait is in a loop, has a timeout, or can't be judged. */
export function askingOf({ source, node, depth }: CallSite): Asking | undefined {
  const call = methodCall(source, node);
  if (depth !== 1 || call?.method !== 'wait' || call.args.length > 0) return undefined;
  const statement = statementOf(node);
  // Its result is looked at, or it shares a line.
  if (statement.name !== 'ExpressionStatement' || statement.firstChild?.from !== node.from) {
    return undefined;
  }
  let asking: Asking = 'never';
  for (let at = statement.parent; at; at = at.parent) {
    if (at.name === 'FunctionDefinition' || at.name === 'Script') return asking;
    if (at.name === 'WhileStatement' && !isEndless(source, at)) return undefined;
    if (at.name === 'Body' && actsBefore(source, at, node)) return undefined;
    if (at.name === 'IfStatement') asking = 'once';
  }
  return undefined;
}

function isEndless(source: PythonSource, loop: SyntaxNode): boolean {
  const test = loop.firstChild?.nextSibling;
  return test !== null && test !== undefined && /^(True|1)$/.test(source.textOf(test));
}

/** A call that may lead to the notify: of anything but `print`, `acquire` and the like. */
function actsBefore(source: PythonSource, body: SyntaxNode, wait: SyntaxNode): boolean {
  const block = body.parent;
  if (block?.name !== 'WithStatement' && block?.name !== 'IfStatement') return false;
  return [...descendants(body)].some((node) => {
    if (node.name !== 'CallExpression' || node.from >= wait.from || !node.firstChild) return false;
    return !isQuiet(source.textOf(node.firstChild));
  });
}

/** Functions that tell no other thread anything. */
export function isQuiet(callee: string): boolean {
  return /^(print|len|str|repr|range|format|time\.\w+|sleep|log(ging|ger)?\.\w+|(threading\.)?current_thread)$/.test(
    callee,
  );
}

export function waitOutsideLoop(act: Act, call: CallSite, asking: Asking): Trouble {
  const about = {
    id: `waitOutsideLoop:${call.place}`,
    kind: 'waitOutsideLoop',
    objects: [act.object],
  } as const;
  return { ...about, tell: (scene) => tell(about, act, asking, scene) };
}

function tell(
  about: Pick<Trouble, 'id' | 'kind' | 'objects'>,
  act: Act,
  asking: Asking,
  scene: Scene,
): Prediction {
  const condition = objectName(scene, act.object);
  const thread = threadName(scene, act.thread);
  const place = placeOf(scene, act.at);
  const isOnce = asking === 'once';
  return told(about, {
    title: isOnce
      ? `${thread} does not ask again after waiting for ${condition}`
      : `${thread} waits for ${condition} without asking whether it still has to`,
    sentences: [
      `${thread} waited for ${condition}${place === undefined ? '' : ` at ${place}`}, ` +
        `${isOnce ? 'asked for by an if, not by a while' : 'and no while around it asks what for'}.`,
      isOnce
        ? 'Between the notify and its going on, another thread can have changed what it asked for.'
        : `A notify that comes before the wait is lost: under another schedule ${thread} waits ` +
          'for ever.',
    ],
    cure: isOnce
      ? 'To fix it, write while instead of if: then it asks again after each wait.'
      : 'To fix it, keep in a variable what is waited for, and wait with wait_for, which asks first.',
    sites: siteOf(scene, 'does', `${thread} waited for ${condition}`, act),
  });
}
