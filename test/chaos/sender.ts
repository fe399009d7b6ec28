import { Agent, request } from 'undici';
import type { Answer, Request } from '../support/scripted.ts';

/** Carries the requests of scripted devices over HTTP. */
export class Sender {
  readonly #agent = new Agent({ connections: 16 });

  /** @throws when there is no whole answer */
  async send(url: string, { path, headers, body }: Request): Promise<Answer> {
    const answer = await request(url + path, {
      method: 'POST',
      headers,
      body,
      dispatcher: this.#agent,
    });
    const bytes = await answer.body.arrayBuffer();
    return { status: answer.statusCode, body: Buffer.from(bytes) };
  }

  close(): Promise<void> {
    return this.#agent.close();
  }
}
