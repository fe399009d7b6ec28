import { secretsIn, type SecretFound } from './secrets.ts';

/**
 * What looks like a secret in the name of a file: `mdp_Lilas2024.txt`, `mot-de-passe Lilas2024.docx`.
 * Places are those of the name without its extension, in which signs stand for blanks.
 */
export function secretsInName(name: string): SecretFound[] {
  const bare = name.replace(/\.[\p{L}\p{N}]{1,8}$/u, '');
  // Words are joined by signs in names; in figures a sign may belong to the number.
  const spoken = bare.replaceAll('_', ' ').replaceAll(/(?<=\p{L})[-.](?=[\p{L}\p{N}])/gu, ' ');
  const found = secretsIn(spoken);
  return found.length > 0 ? found : secretsIn(bare);
}
