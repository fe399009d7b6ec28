import { secretsOf, textsWithin } from '../schema/freeTexts.ts';

/** Whether what is being typed may stand on the disk: there is some, and none of it looks like a secret. */
export function mayKeep(text: string): boolean {
  return text !== '' && secretsOf(textsWithin(valueOf(text))).length === 0;
}

/** A form with several fields is kept as JSON: each is looked at by itself. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
