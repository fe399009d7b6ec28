import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterAll } from 'vitest';

/** A real HTTP proxy, as networks of schools have them. */
export interface Proxy {
  readonly url: string;
  /** Requests in absolute form that went through: `POST /sync/push`. */
  readonly requests: string[];
  /** Tunnels that were asked for: `host:port`. */
  readonly tunnels: string[];
  /** `Proxy-Authorization` of what came last. */
  authorization: string | undefined;
  /** Takes event streams and hands out nothing of them, as proxies do that look for viruses. */
  holdsEvents: boolean;
  /** Answers everything with a page of its own. */
  says: number | null;
}

/** Starts a proxy on this computer, stopped when the file's tests end. */
export async function startProxy(): Promise<Proxy> {
  const requests: string[] = [];
  const tunnels: string[] = [];
  const open = new Set<net.Socket>();
  const server = http.createServer((incoming, outgoing) => {
    const url = new URL(incoming.url!);
    requests.push(`${incoming.method} ${url.pathname}`);
    proxy.authorization = incoming.headers['proxy-authorization'];
    if (proxy.says !== null) {
      outgoing.writeHead(proxy.says, { 'content-type': 'text/html' });
      outgoing.end('<h1>Filtre</h1>');
      return;
    }
    const onward = http.request(
      url,
      { method: incoming.method!, headers: incoming.headers },
      (answer) => {
        const isEvents = answer.headers['content-type'] === 'text/event-stream';
        if (isEvents && proxy.holdsEvents) return void answer.resume();
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  server.on('connect', (request, near: net.Socket) => {
    tunnels.push(request.url!);
    proxy.authorization = request.headers['proxy-authorization'];
    const { hostname, port } = new URL(`http://${request.url!}`);
    const far = net.connect(Number(port), hostname, () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    for (const socket of [near, far]) {
      socket.on('error', () => {
        near.destroy();
        far.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as net.AddressInfo;
  const proxy: Proxy = {
    url: `http://127.0.0.1:${port}`,
    requests,
    tunnels,
    authorization: undefined,
    holdsEvents: false,
    says: null,
  };
  return proxy;
}
