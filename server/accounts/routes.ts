import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  codesRequestSchema,
  devicesRequestSchema,
  enrolRequestSchema,
  renameRequestSchema,
  revokeRequestSchema,
  sessionRequestSchema,
  splitRequestSchema,
  type EnrolRequest,
} from '../../shared/sync/protocol.ts';
import { readJson } from '../http/body.ts';
import { badRequest } from '../http/failure.ts';
import { allow } from '../http/limits.ts';
import { unwrap } from '../http/unwrap.ts';
import { demoLogin, hashCode } from './codes.ts';
import {
  listDevices,
  renameDevice,
  revokeDevice,
  splitDevice,
  type DevicesContext,
} from './devices.ts';
import { enrol, type EnrolContext } from './enrol.ts';
import { issueCodes } from './issue.ts';
import type { Session, Sessions } from './session.ts';

const MAX_BYTES = 16_384;
/** Five hundred ids of people. */
const MAX_CODES_BYTES = 65_536;
/** Times a minute that a device may ask for codes. */
const CODES_BY_DEVICE = 30;
const WINDOW_MS = 60_000;
/** Enrolments a minute from one address: a whole training room stands behind one. */
export const ENROLMENTS_BY_ADDRESS = 60;
const ENROLMENTS_BY_CODE = 10;
/** Practice data is served on loopback only, to fleets of test devices. */
const DEMO_ENROLMENTS = 100_000;

export interface AccountsContext extends EnrolContext, DevicesContext {
  readonly sessions: Sessions;
}

/** `POST /enrol`, `POST /session` and `POST /devices/…`. */
export async function accountRoutes(app: FastifyInstance, context: AccountsContext): Promise<void> {
  const { demo, sessions } = context;
  const byAddress = app.createRateLimit({
    max: demo ? DEMO_ENROLMENTS : ENROLMENTS_BY_ADDRESS,
    timeWindow: WINDOW_MS,
  });
  const byCode = app.createRateLimit({
    max: ENROLMENTS_BY_CODE,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => hashCode((request.body as EnrolRequest).code),
    allowList: (request) => demo && demoLogin((request.body as EnrolRequest).code) !== null,
  });
  app.post('/enrol', async (request) => {
    allow(await byAddress(request));
    const wanted = await readJson(request, enrolRequestSchema, MAX_BYTES);
    request.body = wanted;
    allow(await byCode(request));
    return unwrap(await enrol(context, wanted));
  });
  app.post('/session', async (request) =>
    unwrap(await sessions.open(await readJson(request, sessionRequestSchema, MAX_BYTES))),
  );
  deviceRoutes(app, context);
}

function deviceRoutes(app: FastifyInstance, context: AccountsContext): void {
  /** The session and the body of a request that speaks for the session's device. */
  const ask = async <T extends { readonly device: string }>(
    request: FastifyRequest,
    schema: z.ZodType<T>,
    maxBytes = MAX_BYTES,
  ): Promise<{ asker: Session; wanted: T }> => {
    const asker = unwrap(await context.sessions.authenticate(request.headers.authorization));
    const wanted = await readJson(request, schema, maxBytes);
    if (wanted.device !== asker.device) throw badRequest('device');
    return { asker, wanted };
  };
  const codesByDevice = app.createRateLimit({
    max: CODES_BY_DEVICE,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => (request.body as { device: string }).device,
  });
  app.post('/accounts/codes', async (request) => {
    const { asker, wanted } = await ask(request, codesRequestSchema, MAX_CODES_BYTES);
    request.body = wanted;
    allow(await codesByDevice(request));
    const codes = unwrap(await issueCodes(context, asker, wanted.people));
    // Who got one is kept with the codes themselves; the codes are nowhere.
    request.log.info(
      { device: asker.device, asked: wanted.people.length, issued: codes.length },
      'codes issued',
    );
    return { codes };
  });
  app.post('/devices/list', async (request) => {
    const { asker, wanted } = await ask(request, devicesRequestSchema);
    return { devices: await listDevices(context, asker, wanted.recipient) };
  });
  app.post('/devices/rename', async (request) => {
    const { asker, wanted } = await ask(request, renameRequestSchema);
    return unwrap(await renameDevice(context, asker, wanted.target, wanted.name));
  });
  app.post('/devices/revoke', async (request) => {
    const { asker, wanted } = await ask(request, revokeRequestSchema);
    return unwrap(await revokeDevice(context, asker, wanted.target));
  });
  app.post('/devices/split', async (request) => {
    const { asker, wanted } = await ask(request, splitRequestSchema);
    return unwrap(await splitDevice(context, asker, wanted));
  });
}
