import {
  BUNDLE_VERSION,
  openBundle,
  readEnvelope,
  SERVER,
  writeBundle,
} from '../../shared/sync/bundle.ts';
import type { BundleHeader, BundlePart, OpenedBundle } from '../../shared/sync/bundle.ts';
import { isSignature } from '../accounts/deviceKey.ts';
import { bundleTools } from '../bundle/tools.ts';
import type { TestDevice } from './client.ts';

/** A bundle of a test device for the server, with these batches. */
export function bundleOf(
  device: TestDevice,
  batches: readonly string[],
  more: Partial<BundleHeader> = {},
): Promise<Uint8Array> {
  return writeBundle(
    {
      bundle: BUNDLE_VERSION,
      from: device.id,
      to: SERVER,
      server: device.server.id,
      epoch: '',
      at: 0,
      recipient: device.recipient,
      ...more,
    },
    batches.map((batch) => ({ batch })),
    device.server.recipient,
    bundleTools(device.ageIdentity),
    (text) => device.sign(text),
  );
}

/** Opens a reply as its device does. @throws when it is not whole, not for it or not the server's */
export async function openReply(device: TestDevice, file: Uint8Array): Promise<OpenedBundle> {
  const tools = bundleTools(device.ageIdentity);
  const read = readEnvelope(file, tools);
  if (!read.ok) throw new Error(read.error.type);
  const { envelope, payload } = read.value;
  if (envelope.to !== device.id) throw new Error('for somebody else');
  const opened = await openBundle(envelope, payload, tools, (from, text, signature) => {
    return from === SERVER && isSignature(device.server.publicKey, text, signature);
  });
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

/** The answers of a reply. */
export function answersOf(
  bundle: OpenedBundle,
): Extract<BundlePart, { answer: unknown }>['answer'][] {
  return bundle.parts.flatMap((part) => ('answer' in part ? [part.answer] : []));
}

/** Types of the frames of a reply. */
export function framesOf(bundle: OpenedBundle): Extract<BundlePart, { frame: unknown }>['frame'][] {
  return bundle.parts.flatMap((part) => ('frame' in part ? [part.frame] : []));
}
