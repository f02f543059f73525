import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import {
  RecordedPlace,
  recordedUri,
  recordingAddress,
} from '../../../../src/host/recordings/recordedPlace.ts';

/** As much of a URI as a place needs. */
class FakeUri {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;

  constructor(scheme: string, path: string, query = '') {
    this.scheme = scheme;
    this.path = path;
    this.query = query;
  }

  with({ scheme, path, query }: { scheme: string; path: string; query: string }): FakeUri {
    return new FakeUri(scheme, path, query);
  }

  toString(): string {
    return `${this.scheme}:${this.path}${this.query === '' ? '' : `?${this.query}`}`;
  }
}

const uri = (scheme: string, path: string): Uri => new FakeUri(scheme, path) as unknown as Uri;
const file = uri('file', '/home/ben/50% of a?b #1.weft');
const helper = uri('file', '/home/ada/helper.py');
const place = new RecordedPlace(
  file,
  '/home/ada/main.py',
  new Map([['/home/ada/helper.py', helper]]),
);

describe('the place of a recording', () => {
  it('has the recorded text of a file that is gone or another one', () => {
    assert.equal(place.script.scheme, 'weft-recording');
    assert.equal(place.script.path, '/home/ada/main.py');
    assert.equal(recordingAddress(place.script), file.toString());
  });

  it('has the file itself where it is as it was', () => {
    assert.equal(place.uriOf('/home/ada/helper.py'), helper);
    assert.equal(place.pathOf(helper), '/home/ada/helper.py');
  });

  it('knows its own documents, and no others', () => {
    assert.equal(place.pathOf(place.script), '/home/ada/main.py');
    assert.equal(
      place.pathOf(recordedUri(uri('file', '/other.weft'), '/home/ada/main.py')),
      undefined,
    );
    assert.equal(place.pathOf(uri('file', '/home/ada/main.py')), undefined);
  });

  it('reads paths of Windows as the sandbox does', () => {
    const onWindows = new RecordedPlace(file, 'C:\\code\\main.py', new Map());
    assert.equal(onWindows.path, '/C:/code/main.py');
    assert.equal(onWindows.script.path, '/C:/code/main.py');
  });
});
