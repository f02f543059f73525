import assert from 'node:assert/strict';
import { relationText, relationTexts } from '../../../../webview/diagram/words.ts';
import { relationsFromText } from '../../../support/panel/diagramText.ts';

const asIs = (key: string): string => key;

describe('the text form of a picture', () => {
  it('is a clause for each thread, in order of mention', () => {
    const relations = relationsFromText('a owns x, b owns y, a wants y, b wants x, c wants a');
    assert.deepEqual(relationTexts(relations, asIs), [
      'a owns x, waits for y',
      'b owns y, waits for x',
      'c waits for a',
    ]);
  });

  it('names all that a thread owns', () => {
    assert.equal(relationText(relationsFromText('a owns x, a owns y'), 'a', asIs), 'owns x and y');
  });

  it('counts what is too much to listen to', () => {
    const many = Array.from({ length: 50 }, (_, index) => `t${index} wants x`).join(', ');
    const texts = relationTexts(relationsFromText(many), asIs);
    assert.deepEqual([texts.length, texts.at(-1)], [41, 'and 10 more']);
  });
});
