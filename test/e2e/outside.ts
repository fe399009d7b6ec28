import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something on this computer that the page must not reach, and what reached it all the same. */
export interface Outside {
  /** `127.0.0.1:port`, over TCP (HTTP) and UDP alike. */
  readonly host: string;
  readonly visits: readonly string[];
  close(): Promise<void>;
}

/** Listens on a free port of this computer and answers everybody. */
export async function openOutside(): Promise<Outside> {
  const visits: string[] = [];
  const http = createServer((request, response) => {
    visits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('1');
  });
  http.on('connection', () => visits.push('connection'));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const udp = createSocket('udp4', () => visits.push('datagram'));
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  return {
    host: `127.0.0.1:${port}`,
    visits,
    async close() {
      http.close();
      http.closeAllConnections();
      udp.close();
      await Promise.all([once(http, 'close'), once(udp, 'close')]);
    },
  };
}
