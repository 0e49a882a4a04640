// Azurite in one process that announces its addresses and never outlives whoever started it.
//
//   node azurite.mjs [--location FOLDER] [--port N] [--accounts N]
//
// --location  keeps the data on disk; without it everything is in memory
// --port      blobs at N, queues at N+1, tables at N+2; 0 (the default) takes free ports
// --accounts  besides devstoreaccount1, N accounts named emulated0000, emulated0001, … so that tests need not share tables
//
// Prints one JSON line when ready. Ends, with all that it acknowledged on disk, when standard input closes and on SIGINT,
// SIGTERM and SIGHUP, however often they come.
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

// Each of Azurite's databases is a whole file in memory, written anew every few seconds. Its own close takes a save that has
// only begun for one that is done, and leaves nobody to write what came after.
const azurite = createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
const Loki = createRequire(azurite)('lokijs');
const databases = new Set();
const saveDatabase = Loki.prototype.saveDatabase;
Loki.prototype.saveDatabase = function (saved) {
  databases.add(this);
  return saveDatabase.call(this, saved);
};

const saveAndExit = async () => {
  const unsaved = () => [...databases].filter((database) => database.throttledSavePending || database.autosaveDirty());
  // A request that was on its way when the listeners closed may still have been acknowledged: until nothing is left.
  for (let left = unsaved(); left.length > 0; left = unsaved()) {
    const errors = await Promise.all(left.map((database) => new Promise((saved) => database.saveDatabase(saved))));
    const error = errors.find(Boolean);
    if (error) {
      process.stderr.write(`Azurite's data could not be saved: ${error.message}\n`);
      process.exit(1);
    }
  }
  process.exit(0);
};

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const listening = {};
let closed = 0;
// The rest of its shutdown waits for idle connections, which nobody needs to.
const hasClosed = () => {
  if (++closed === 3) void saveAndExit();
};

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
  if (/successfully closed$/.test(line)) hasClosed();
};
console.error = (line) => {
  process.stderr.write(`${line}\n`);
  if (/^Exit due to unhandled error/.test(line)) say({ error: String(line) });
  if (/^Shutdown close failed/.test(line)) hasClosed();
};

// Azurite hears each signal once, so that the second one would end it in the middle of its save: the signals are ours.
let shutdown;
const once = process.once;
process.once = (event, listener) => {
  if (event !== 'SIGINT' && event !== 'SIGTERM') return once.call(process, event, listener);
  shutdown = listener;
  return process;
};

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  if (!values.location) process.exit(0);
  if (shutdown) shutdown();
  else void saveAndExit();
};
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

createRequire(import.meta.url)(azurite);
