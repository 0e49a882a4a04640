// node settings.mjs SAMPLE FILE: writes FILE from SAMPLE, or adds to FILE what it lacks; touches nothing that is there.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [samplePath, path] = process.argv.slice(2);
const fill = (text) => text.replaceAll('<random>', () => randomBytes(32).toString('base64'));
const sample = JSON.parse(fill(readFileSync(samplePath, 'utf8')));

if (!existsSync(path)) {
  save(sample);
  console.log('  Created local.settings.json with a signing key of its own.');
} else {
  const settings = JSON.parse(readFileSync(path, 'utf8'));
  const values = (settings.Values ??= {});
  const added = Object.keys(sample.Values).filter((name) => !(name in values));
  for (const name of added) values[name] = sample.Values[name];
  if (added.length) {
    save(settings);
    console.log(`  Added to local.settings.json, as in the sample: ${added.join(', ')}.`);
  }
}

function save(settings) {
  // Holds a signing key: for its owner alone.
  writeFileSync(path, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
}
