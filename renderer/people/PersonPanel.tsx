import { Button } from '@mantine/core';
import type { ListedPerson } from '../../shared/people/people.contract.ts';
import { useWordsOf } from '../bridge/useTerms.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './people.module.css';

interface PersonPanelProps {
  readonly person: ListedPerson;
  /** Null: this person may not give codes. */
  readonly onCode: (() => void) | null;
}

/** One person: how to reach them, and the roles that they have. */
export function PersonPanel({ person, onCode }: PersonPanelProps) {
  const { t, script, named } = useLanguage();
  const wordsOf = useWordsOf();
  return (
    <div className={styles['panel']}>
      <h2>
        <bdi>{script(person.name)}</bdi>
      </h2>
      <Facts>
        <Fact name={t('people:panel.email')}>{person.email ?? '—'}</Fact>
        <Fact name={t('people:panel.phone')}>
          <bdi dir="ltr">{person.phone ?? '—'}</bdi>
        </Fact>
      </Facts>
      <h3>{t('people:panel.roles')}</h3>
      <ul className={styles['list']}>
        {person.roles.map(({ role, place, name, nameAr, code, programme, actors }) => (
          <li key={`${role} ${place}`}>
            {wordsOf(programme).role(role, actors)}
            <span className={styles['note']}>
              {' · '}
              <bdi>{nameAr === undefined ? script(name) : named({ name, nameAr })}</bdi>
              {code !== null && (
                <>
                  {' · '}
                  <bdi dir="ltr">{code}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {onCode !== null && (
        <div>
          <Button variant="default" onClick={onCode}>
            {t('people:do.codesOne')}
          </Button>
        </div>
      )}
    </div>
  );
}
