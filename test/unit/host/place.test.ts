import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { Place } from '../../../src/host/place.ts';

/** Enough of vscode.Uri, which exists inside VS Code only. */
function uri(text: string): Uri {
  const [, scheme = '', path = ''] = /^([\w-]+):(.*)$/.exec(text) ?? [];
  const fake: Partial<Uri> = {
    scheme,
    path,
    with: (change) => uri(`${change.scheme ?? scheme}:${change.path ?? path}`),
    toString: () => text,
  };
  return fake as Uri;
}

describe('Place', () => {
  it('finds a sibling of an example in the examples', () => {
    const place = new Place(uri('weft-example:/examples/threading_lock.py'));
    assert.equal(place.path, '/examples/threading_lock.py');
    assert.equal(String(place.uriOf('/examples/other.py')), 'weft-example:/examples/other.py');
  });

  it('gives an untitled document a path, and finds it again', () => {
    const place = new Place(uri('untitled:Untitled-1'));
    assert.equal(place.path, '/Untitled-1');
    assert.equal(String(place.uriOf('/Untitled-1')), 'untitled:Untitled-1');
    assert.equal(place.pathOf(uri('untitled:Untitled-1')), '/Untitled-1');
  });

  it('looks for the modules of an untitled script on disk', () => {
    const place = new Place(uri('untitled:/home/ada/new.py'));
    assert.equal(String(place.uriOf('/home/ada/bank.py')), 'file:/home/ada/bank.py');
  });

  it('reads Windows paths as the trace writes them', () => {
    const place = new Place(uri('file:/c:/code/a.py'));
    assert.equal(place.path, '/C:/code/a.py');
    assert.equal(String(place.uriOf('C:\\code\\a.py')), 'file:/c:/code/a.py');
    assert.equal(place.pathOf(uri('file:/c:/code/b.py')), '/C:/code/b.py');
  });

  it('knows nothing of documents in other file systems', () => {
    const place = new Place(uri('weft-example:/examples/threading_lock.py'));
    assert.equal(place.pathOf(uri('file:/examples/threading_lock.py')), undefined);
  });
});
