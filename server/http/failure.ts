import type { WireError } from '../../shared/sync/protocol.ts';

const STATUS: Readonly<Record<WireError['type'], number>> = {
  BadRequest: 400,
  NoSession: 401,
  DeviceRefused: 403,
  DeviceRevoked: 403,
  Forbidden: 403,
  NotFound: 404,
  CodeUnknown: 403,
  CodeUsed: 403,
  CodeExpired: 403,
  Gap: 409,
  Forked: 409,
  BadSignature: 400,
  TooLarge: 413,
  ProtocolUnsupported: 426,
  TooMany: 429,
  Busy: 503,
  ServerFault: 500,
};

/** An error of the wire, thrown by a route and answered by the error handler. */
export class WireFailure extends Error {
  readonly wire: WireError;
  readonly statusCode: number;

  constructor(wire: WireError, statusCode: number = STATUS[wire.type]) {
    super(wire.type);
    this.name = 'WireFailure';
    this.wire = wire;
    this.statusCode = statusCode;
  }
}

/** A request that is not of the route's form; `detail` says where. */
export function badRequest(detail: string, statusCode?: number): WireFailure {
  return new WireFailure({ type: 'BadRequest', detail }, statusCode);
}
