// Mocha reporter: the usual `spec` text, and the counts in a file for the one line at the end.

import { writeFileSync } from 'node:fs';
import mocha from 'mocha';

export default class CountReporter extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { countFile } = options.reporterOptions;
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      writeFileSync(countFile, JSON.stringify({ passed: passes, failed: failures }));
    });
  }
}
