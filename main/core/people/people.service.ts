import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { plainText } from '../../../shared/kernel/plainText.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { codeFilesContract, codesContract } from '../../../shared/people/codes.contract.ts';
import type { peopleContract } from '../../../shared/people/people.contract.ts';
import type { Reader } from '../store/database.ts';
import type { ServerLink } from '../sync/serverLink.ts';
import { createCodesService } from './codes.service.ts';
import { createPeopleStore, isMeant } from './people.store.ts';

interface PeopleParts {
  readonly db: Reader;
  readonly link: () => ServerLink | null;
  /** Whether this person steers any place at all. */
  readonly maySteer: () => boolean;
}

type Methods = Handlers<
  typeof peopleContract & typeof codesContract & typeof codeFilesContract,
  CoreFailure
>;

/** Handlers about people: who they are, and their enrolment codes. */
export function createPeopleHandlers({ db, link, maySteer }: PeopleParts): Methods {
  const store = createPeopleStore(db);
  const codes = createCodesService({ db, link });
  return {
    'people.list': ({ search, wave, offset, limit }) => {
      const all = store.people(wave);
      const words = plainText(search ?? '')
        .split(' ')
        .filter((word) => word !== '');
      const found = words.length === 0 ? all : all.filter((one) => isMeant(one, words));
      return ok({
        total: found.length,
        all: all.length,
        maySteer: maySteer(),
        rows: found.slice(offset, offset + limit),
      });
    },
    'people.codes': (input) => codes.codes(input),
    'people.writeCodes': ({ file, language }) => codes.write(file, language),
  };
}
