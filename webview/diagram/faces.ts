// What a node of a picture shows of its thread or object: the same name, glyph and state as its
// row in the lists.

import type { ObjectId, ThreadId } from '../../src/core/base/ids.ts';
import { isFrozen } from '../control.ts';
import { KIND_LOOKS, objectSentence } from '../objectWords.ts';
import { objectName, threadName, type Scene } from '../scene.ts';
import { FROZEN_GLYPH, shownState, STATE_LOOKS } from '../states.ts';
import { threadSentence } from '../words.ts';
import type { Face } from './draw.ts';
import type { NodeKey } from './shapes.ts';

export function faceOf(scene: Scene, key: NodeKey): Face {
  const id = Number(key.slice(key.indexOf(':') + 1));
  return key.startsWith('thread:')
    ? threadFace(scene, id as ThreadId)
    : objectFace(scene, id as ObjectId);
}

export function nodeName(scene: Scene, key: NodeKey): string {
  const id = Number(key.slice(key.indexOf(':') + 1));
  return key.startsWith('thread:')
    ? threadName(scene, id as ThreadId)
    : objectName(scene, id as ObjectId);
}

function threadFace(scene: Scene, id: ThreadId): Face {
  const thread = scene.world.threads[id];
  const name = threadName(scene, id);
  if (!thread) return { name, glyph: 'circle-small', title: name, style: '' };
  const state = shownState(scene, thread);
  const frozen = isFrozen(scene, id);
  const glyph = frozen ? FROZEN_GLYPH : STATE_LOOKS[state].glyph;
  const style = `state-${state} ${frozen ? 'frozen' : ''}`;
  return { name, glyph, title: threadSentence(scene, thread), style };
}

function objectFace(scene: Scene, id: ObjectId): Face {
  const object = scene.world.objects[id];
  const name = objectName(scene, id);
  const glyph = object ? KIND_LOOKS[object.kind].glyph : 'circle-small';
  return { name, glyph, title: object ? objectSentence(scene, object) : name, style: '' };
}
