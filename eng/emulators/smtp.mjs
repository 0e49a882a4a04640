// A mail server that keeps what it accepts and can misbehave on request.
//
//   node smtp.mjs --folder FOLDER [--port N]
//
// Every message becomes FOLDER/000001.eml, or 000001.unacknowledged.eml when its acknowledgement was lost.
// Prints one JSON line when ready and one per message. Reads commands from standard input, one JSON object a line,
// and answers each with {"done": its id}; ends when standard input closes.
//
//   {"id":1,"loseAck":[2,5]}                      the 2nd and 5th message from now: stored, then the connection is cut
//   {"id":2,"reject":{"code":451,"count":3}}      the next three messages are refused
//   {"id":3,"slow":250}                           milliseconds before each answer to DATA
//   {"id":4,"behave":true}                        forget all of the above
import { createWriteStream, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { SMTPServer } from 'smtp-server';

const { values } = parseArgs({ options: { folder: { type: 'string' }, port: { type: 'string', default: '0' } } });
mkdirSync(values.folder, { recursive: true });

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
let stored = 0;
let arrivals = 0;
let loseAck = new Set();
let reject = { code: 451, count: 0 };
let slow = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, session, callback) {
    const arrival = ++arrivals;
    if (reject.count > 0) {
      reject.count--;
      stream.resume();
      stream.on('end', () => {
        say({ rejected: reject.code });
        callback(Object.assign(new Error('Try again later'), { responseCode: reject.code }));
      });
      return;
    }
    const number = String(++stored).padStart(6, '0');
    const lost = loseAck.has(arrival);
    const name = lost ? `${number}.unacknowledged.eml` : `${number}.eml`;
    const part = join(values.folder, `${number}.part`);
    const file = createWriteStream(part);
    stream.pipe(file);
    file.on('error', callback);
    file.on('finish', () => {
      renameSync(part, join(values.folder, name));
      setTimeout(() => {
        say({ stored: name, acknowledged: !lost });
        if (lost) connectionOf(session)?._socket.destroy();
        else callback();
      }, slow);
    });
  },
});

function connectionOf(session) {
  for (const connection of server.connections) {
    if (connection.session === session || connection.id === session.id) return connection;
  }
  return undefined;
}

function obey(command) {
  if (command.loseAck) loseAck = new Set(command.loseAck.map((n) => arrivals + n));
  if (command.reject) reject = { code: 451, count: 1, ...command.reject };
  if (command.slow !== undefined) slow = command.slow;
  if (command.behave) {
    loseAck = new Set();
    reject = { code: 451, count: 0 };
    slow = 0;
  }
  say({ done: command.id });
}

// A client that hangs up in the middle of a command is ordinary here.
server.on('error', (error) => {
  if (!server.server.listening) {
    say({ error: error.message });
    process.exit(1);
  }
});
server.listen(Number(values.port), '127.0.0.1', () => {
  say({ port: server.server.address().port, pid: process.pid });
  createInterface({ input: process.stdin })
    .on('line', (line) => obey(JSON.parse(line)))
    .on('close', () => process.exit(0));
});
