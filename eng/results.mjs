// Reads the results of a test run (CTRF, one file per project) and prints what ./test shows.
//
//   node results.mjs project FILE            one line: "412 passed", "3 passed, 1 failed", … ; exit 1 when any failed, 3 when none ran
//   node results.mjs total FOLDER BROKEN     the skipped tests with their reasons, then the totals; BROKEN projects count as failures
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [what, path, broken = '0'] = process.argv.slice(2);

function read(file) {
  const { summary, tests, extra } = JSON.parse(readFileSync(file, 'utf8')).results;
  // A collection or class that cannot be set up is an error of its suite and belongs to no test.
  const errors = (extra?.suites ?? []).reduce((sum, suite) => sum + (suite.errors?.length ?? 0), 0);
  const skipped = tests.filter((test) => test.status === 'skipped');
  return { passed: summary.passed, failed: summary.failed + errors, skipped };
}

const sentence = ({ passed, failed, skipped }) =>
  [`${passed} passed`, `${failed} failed`, ...(skipped.length ? [`${skipped.length} skipped`] : [])].join(', ');

if (what === 'project') {
  const result = read(path);
  console.log(sentence(result));
  process.exit(result.failed > 0 ? 1 : result.passed + result.skipped.length === 0 ? 3 : 0);
}

const sum = { passed: 0, failed: Number(broken), skipped: [] };
for (const file of readdirSync(path).filter((name) => name.endsWith('.ctrf.json')).sort()) {
  const result = read(join(path, file));
  sum.passed += result.passed;
  sum.failed += result.failed;
  sum.skipped.push(...result.skipped);
}
if (sum.skipped.length) {
  console.log('Skipped:');
  for (const test of sum.skipped) console.log(`  ${test.name}: ${(test.message ?? 'no reason given').replaceAll('\n', ' ')}`);
}
console.log(sentence(sum));
process.exit(sum.failed > 0 || sum.passed === 0 ? 1 : 0);
