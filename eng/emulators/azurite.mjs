// Azurite in one process that announces its addresses and never outlives whoever started it.
//
//   node azurite.mjs [--location FOLDER] [--port N] [--accounts N]
//
// --location  keeps the data on disk; without it everything is in memory
// --port      blobs at N, queues at N+1, tables at N+2; 0 (the default) takes free ports
// --accounts  besides devstoreaccount1, N accounts named emulated0000, emulated0001, … so that tests need not share tables
//
// Prints one JSON line when ready. Ends as on SIGINT, with its data flushed, when standard input closes.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    location: { type: 'string' },
    port: { type: 'string', default: '0' },
    accounts: { type: 'string', default: '0' },
  },
});

// The emulator's published account and key: every Azure storage tool knows them.
const publicAccount = 'devstoreaccount1';
const publicKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const accounts = [publicAccount];
for (let i = 0; i < Number(values.accounts); i++) accounts.push(`emulated${String(i).padStart(4, '0')}`);
process.env.AZURITE_ACCOUNTS = accounts.map((name) => `${name}:${publicKey}`).join(';');

const port = Number(values.port);
const at = (offset) => String(port === 0 ? 0 : port + offset);
process.argv = [
  process.argv[0], 'azurite', '--silent', '--skipApiVersionCheck', '--disableTelemetry', '--disableProductStyleUrl',
  '--blobHost', '127.0.0.1', '--blobPort', at(0),
  '--queueHost', '127.0.0.1', '--queuePort', at(1),
  '--tableHost', '127.0.0.1', '--tablePort', at(2),
  ...(values.location ? ['--location', values.location] : ['--inMemoryPersistence']),
];

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const listening = {};
let closed = 0;

console.log = (line) => {
  const started = /^Azurite (Blob|Queue|Table) service is successfully listening at (\S+)$/.exec(line);
  if (started) {
    listening[started[1].toLowerCase()] = started[2];
    if (listening.blob && listening.queue && listening.table) {
      const endpoints = ['Blob', 'Queue', 'Table'].map((name) => `${name}Endpoint=${listening[name.toLowerCase()]}/${publicAccount};`);
      say({
        ...listening,
        account: publicAccount,
        key: publicKey,
        connectionString: `DefaultEndpointsProtocol=http;AccountName=${publicAccount};AccountKey=${publicKey};${endpoints.join('')}`,
        accounts: accounts.length - 1,
        pid: process.pid,
      });
    }
  }
  // Its own close waits for idle connections; once all three have saved, nothing is left to wait for.
  if (/successfully closed$/.test(line) && ++closed === 3) process.exit(0);
};
console.error = (line) => {
  process.stderr.write(`${line}\n`);
  if (/^Exit due to unhandled error/.test(line)) say({ error: String(line) });
};

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  if (!values.location) process.exit(0);
  // Before the services listen there is nothing to save, and Azurite does not hear the signal yet.
  if (process.listenerCount('SIGINT') === 0 || !listening.table) process.exit(0);
  process.emit('SIGINT');
};
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
process.on('SIGHUP', stop);

createRequire(import.meta.url)('azurite/dist/src/azurite.js');
