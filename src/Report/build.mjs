// Bundles the report into the folder given (default dist): scripts and styles under names that say what they hold, each beside its
// Brotli twin, and index.html that names them. The same input makes the same bytes.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, 'dist'));
const largestScript = 300 * 1024;

const made = await build({
  absWorkingDir: here,
  entryPoints: { report: 'src/main.tsx', style: 'src/style.css' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  outdir: out,
  write: false,
});

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const names = {};
let script = 0;
for (const file of made.outputFiles) {
  const ending = file.path.endsWith('.css') ? 'css' : 'js';
  const hash = createHash('sha256').update(file.contents).digest('hex').slice(0, 12);
  const name = `report.${hash}.${ending}`;
  if (names[ending]) throw new Error(`Two files of ${ending}: the page names one.`);
  names[ending] = name;
  if (ending === 'js') script = write(name, file.contents);
  else write(name, file.contents);
}

const page = readFileSync(join(here, 'src', 'index.html'), 'utf8').replace('report.js', names.js).replace('style.css', names.css);
write('index.html', Buffer.from(page));
if (script > largestScript) throw new Error(`The script has ${script} bytes in Brotli, and ${largestScript} at most.`);
console.log(`report: ${script} bytes of script in Brotli`);

function write(name, bytes) {
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  writeFileSync(join(out, name), bytes);
  writeFileSync(join(out, `${name}.br`), packed);
  return packed.length;
}
