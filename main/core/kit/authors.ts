import type { AuthorView } from '../../../shared/kit/kit.contract.ts';

interface AuthorsParts {
  /** This device's person; null before enrolment. */
  readonly me: () => { person: string; name: string; device: string } | null;
  /** Who is behind another device, as far as it is known here. */
  readonly author: (device: string) => { person: string; name: string } | null;
}

/** Says who is behind the device of a stamp. */
export type Authors = (device: string) => AuthorView;

export function createAuthors({ me, author }: AuthorsParts): Authors {
  return (device) => {
    const self = me();
    if (self !== null && device === self.device) {
      return { person: self.person, name: self.name, me: true };
    }
    const known = author(device);
    return known === null
      ? { person: null, name: null, me: false }
      : { ...known, me: known.person === self?.person };
  };
}
