import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { groupByConcept, parseCatalogue } from '../../../../src/host/examples/catalogue.ts';

const example = (file: string, concept: string) => ({ file, concept, title: '', description: '' });

describe('the catalogue', () => {
  it('that ships can be read', () => {
    const file = new URL('../../../../examples/catalogue.json', import.meta.url);
    assert.ok(parseCatalogue(readFileSync(file, 'utf8')).length > 30);
  });

  it('is refused if an entry lacks something', () => {
    assert.throws(() => parseCatalogue('[{"file":"a.py"}]'), /not a catalogue/);
    assert.throws(() => parseCatalogue('{}'), /not a catalogue/);
  });

  it('groups by concept, in its own order', () => {
    const groups = groupByConcept([
      example('b.py', 'Locks'),
      example('c.py', 'Events'),
      example('a.py', 'Locks'),
    ]);
    const picture = groups.map((group) => [
      group.concept,
      ...group.examples.map(({ file }) => file),
    ]);
    assert.deepEqual(picture, [
      ['Locks', 'b.py', 'a.py'],
      ['Events', 'c.py'],
    ]);
  });
});
