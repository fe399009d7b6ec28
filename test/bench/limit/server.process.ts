import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createGzip, gunzipSync } from 'node:zlib';
import { answer } from '../children.ts';
import { bareRows } from './rows.ts';
import { openBare, type BareChange } from './table.ts';

/**
 * The least that could do a server's job: rows out, changes in, events; no accounts, no rights, no
 * decisions. Arguments: its database, and how many waves of rows to start with.
 */
const [, , file = ':memory:', times = '1'] = process.argv;
const PAGE = 1_000;
const bare = openBare(file);
const select = bare.db.prepare<[], Record<string, unknown> & { stamps: string }>(
  'SELECT id, scope, establishment, programme, action, status, done_on AS doneOn, stamps FROM step',
);
const listeners = new Set<ServerResponse>();

function* pages(): Generator<string> {
  let page = '';
  let rows = 0;
  for (const row of select.iterate()) {
    page += `${JSON.stringify({ ...row, stamps: JSON.parse(row.stamps) as unknown })}\n`;
    rows += 1;
    if (rows % PAGE === 0) {
      yield page;
      page = '';
    }
  }
  if (page !== '') yield page;
}

function push(device: string, body: Buffer, outgoing: ServerResponse): void {
  const lines = gunzipSync(body).toString().split('\n');
  bare.insertChanges(
    device,
    lines.map((line) => JSON.parse(line) as BareChange),
  );
  outgoing.end('{}');
  for (const listener of listeners) {
    for (const line of lines) listener.write(`data: ${line}\n\n`);
  }
}

function serve(incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (incoming.url === '/rows') {
    outgoing.setHeader('content-encoding', 'gzip');
    Readable.from(pages(), { highWaterMark: 1 }).pipe(createGzip()).pipe(outgoing);
  } else if (incoming.url === '/events') {
    listeners.add(outgoing);
    outgoing.once('close', () => listeners.delete(outgoing));
    outgoing.write(':\n\n');
  } else if (incoming.url === '/push') {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () =>
      push(String(incoming.headers['x-device']), Buffer.concat(chunks), outgoing),
    );
  } else {
    outgoing.end('{}');
  }
}

const http = createServer(serve);
const handlers = {
  async listen(): Promise<string> {
    for (const rows of bareRows(Number(times))) bare.insertRows(rows);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  },
};
export type LimitServer = typeof handlers;
answer(handlers, () => {
  http.closeAllConnections();
  http.close();
  bare.db.close();
});
