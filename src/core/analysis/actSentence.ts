// Any event in a clause that says who did what and where: `paint waits for pen, held by write, at
// greetings.py:18`. For the acts of a program see eventWords.ts; here bookkeeping has words, too.

import { NO_THREAD } from '../base/ids.ts';
import type { Outcome, TraceEvent } from '../trace/events.ts';
import { eventWords } from './eventWords.ts';
import { objectName, placeOf, threadName, type Scene } from './scene.ts';

/** @param scene the world before the event; undefined event: there is none */
export function actSentence(event: TraceEvent | undefined, scene: Scene): string {
  if (event === undefined) return 'nothing more';
  const subject = event.by === NO_THREAD ? 'the scheduler' : threadName(scene, event.by);
  const place = placeOf(scene, event.at);
  const where = place === undefined ? '' : ` at ${place}`;
  const special = schedulerWords(event, scene);
  return special ?? `${subject} ${eventWords(event, scene) ?? bookkeeping(event, scene)}${where}`;
}

function schedulerWords(event: TraceEvent, scene: Scene): string | undefined {
  switch (event.kind) {
    case 'run':
      return `${threadName(scene, event.thread)} runs`;
    case 'wake':
      return `${threadName(scene, event.thread)} is woken`;
    case 'end':
      return endWords(event.outcome);
    default:
      return undefined;
  }
}

function bookkeeping(event: TraceEvent, scene: Scene): string {
  switch (event.kind) {
    case 'threadNew':
      return `makes the thread ${event.name}`;
    case 'threadStart':
      return `starts ${threadName(scene, event.thread)}`;
    case 'threadName':
      return `is called ${event.name}`;
    case 'objectNew':
      return `makes a ${event.typeName}`;
    case 'objectGone':
      return `lets ${objectName(scene, event.object)} go`;
    case 'acquire':
      return `takes ${objectName(scene, event.object)}`;
    case 'release':
      return `releases ${objectName(scene, event.object)}`;
    case 'acquireFailed':
      return `does not get ${objectName(scene, event.object)}`;
    case 'objectState':
      return `changes ${objectName(scene, event.object)}`;
    case 'wait':
      return 'object' in event.wait
        ? `waits for ${objectName(scene, event.wait.object)}`
        : `waits (${event.wait.kind})`;
    case 'output':
      return `writes ${JSON.stringify(event.text.slice(0, 60))} to ${event.stream}`;
    case 'input':
      return event.line === undefined ? 'reads the end of its input' : `reads “${event.line}”`;
    default:
      return `does “${event.kind}”`;
  }
}

function endWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'exited':
      return `the program ends with exit code ${outcome.exitCode}`;
    case 'deadlocked':
      return 'nobody can run any more';
    case 'stopped':
      return 'the run is stopped';
    case 'limit':
    case 'crashed':
      return `the run ends: ${outcome.message}`;
  }
}
