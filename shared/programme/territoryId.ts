import { plainText } from '../kernel/plainText.ts';

/** Row id of a territory that is named first here, the same on every device: by its name. */
export function territoryIdOf(programme: string, name: string): string {
  const plain = plainText(name)
    .replaceAll(/[^a-z0-9]/g, (letter) =>
      letter === ' ' ? '-' : letter.codePointAt(0)!.toString(36),
    )
    .slice(0, 50);
  return `terr-${programme.slice(0, 20)}-${plain}`;
}
