import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { plainText } from '../../../shared/kernel/plainText.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { codeFilesContract, codesContract } from '../../../shared/people/codes.contract.ts';
import type { peopleContract } from '../../../shared/people/people.contract.ts';
import type { Reader } from '../store/database.ts';
import type { ServerLink } from '../sync/serverLink.ts';
import { createCodesService } from './codes.service.ts';
import { createPeopleStore } from './people.store.ts';
import { createPeopleRegister, type PeopleRegister } from './peopleRegister.ts';

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

/** People: who they are, and their enrolment codes. */
export interface People extends Pick<PeopleRegister, 'changed' | 'readMore'> {
  readonly handlers: Methods;
}

export function createPeople({ db, link, maySteer }: PeopleParts): People {
  const store = createPeopleStore(db);
  const register = createPeopleRegister(store);
  const codes = createCodesService({ db, link });
  return {
    changed: register.changed,
    readMore: register.readMore,
    handlers: {
      'people.list': ({ search, wave, offset, limit }) => {
        const among = wave === undefined ? null : new Set(store.peopleOfWave(wave));
        const words = plainText(search ?? '')
          .split(' ')
          .filter((word) => word !== '');
        const found = register.find(words, among);
        return ok({
          total: found.length,
          all: register.count(among),
          maySteer: maySteer(),
          rows: found.slice(offset, offset + limit),
        });
      },
      'people.codes': (input) => codes.codes(input),
      'people.writeCodes': ({ file, language }) => codes.write(file, language),
    },
  };
}
