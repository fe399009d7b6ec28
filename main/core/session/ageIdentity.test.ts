import { randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { expect, it } from 'vitest';
import { ageIdentityOf } from './ageIdentity.ts';

it('makes identities that the age library knows', async () => {
  for (const secret of [
    Buffer.alloc(32, 1),
    Buffer.alloc(32, 255),
    ...Array.from({ length: 20 }, () => randomBytes(32)),
  ]) {
    const { identity, recipient } = ageIdentityOf(secret);
    expect(await identityToRecipient(identity)).toBe(recipient);
  }
});

it('opens what is encrypted to it', async () => {
  const { identity, recipient } = ageIdentityOf(randomBytes(32));
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt('bonjour');
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  expect(await decrypter.decrypt(sealed, 'text')).toBe('bonjour');
});
