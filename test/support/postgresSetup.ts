import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startCluster, type Cluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the tests of a project ask for their PostgreSQL. */
    postgres: string;
  }
}

/**
 * Vitest's global set-up: one PostgreSQL for a project, started when a test first asks for it and
 * stopped at the end. Its address is the answer to a request.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<Cluster> | undefined;
  const broker = http.createServer((_request, response) => {
    starting ??= startCluster();
    starting.then(
      (cluster) => response.end(cluster.url('postgres')),
      (error: unknown) => {
        response.statusCode = 500;
        response.end(String(error));
      },
    );
  });
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  project.provide('postgres', `http://127.0.0.1:${(broker.address() as AddressInfo).port}`);
  return async () => {
    broker.close();
    broker.closeAllConnections();
    await (await starting?.catch(() => undefined))?.stop();
  };
}
