import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { coverageContract, MissingView } from '../../../shared/training/coverage.contract.ts';
import type { TrackView } from '../../../shared/training/training.views.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { LastDay } from './LastDay.tsx';
import { MissingList } from './MissingList.tsx';
import { StateTag } from './StateTag.tsx';
import { READ, type Asked } from './coverageReads.ts';
import styles from './Coverage.module.css';

type Person = OutputOf<(typeof coverageContract)['coverage.school']>['people'][number];

interface SchoolPanelProps {
  readonly asked: Asked;
  readonly school: string;
  readonly tracks: readonly TrackView[];
  readonly today: string;
  readonly hrefOf: TrainingTabProps['hrefOf'];
}

/** The people of a school: what each has followed, what is missing, and how to make it up. */
export function SchoolPanel({ asked, school: id, tracks, today, hrefOf }: SchoolPanelProps) {
  const { t, format, named, script } = useLanguage();
  const { One } = useTerms();
  const { value, failure } = useCall('coverage.school', { ...asked, establishment: id }, READ);
  if (value === null) {
    return failure === null ? (
      <p role="status" className={styles['quiet']}>
        {t('coverage:loadingOf')}
      </p>
    ) : (
      <Message kind="error">{failureWords(t, failure)}</Message>
    );
  }
  const { school, people } = value;
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        <bdi>{named(school)}</bdi>
      </h2>
      <p className={styles['quiet']}>
        {format.line([
          school.town && script(school.town),
          t('coverage:line.trained', {
            trained: format.number(school.trained),
            toTrain: format.number(school.toTrain),
          }),
        ])}
      </p>
      <Facts>
        {school.switchoverDate !== null && (
          <Fact name={One('switchover')}>{format.longDay(school.switchoverDate)}</Fact>
        )}
        <Fact name={t('coverage:col.last')}>
          <LastDay
            day={school.lastPlanned}
            switchover={school.switchoverDate}
            daysLate={school.daysLate}
            today={today}
            isOver={school.toTrain > 0 && school.toTrain === school.trained}
          />
        </Fact>
      </Facts>
      {people.length === 0 && <p className={styles['quiet']}>{t('coverage:panel.nobody')}</p>}
      <ul className={styles['people']}>
        {people.map((person) => (
          <PersonLine
            key={person.id}
            person={person}
            track={tracks.find((one) => one.id === person.track)}
            today={today}
            hrefOf={hrefOf}
          />
        ))}
      </ul>
    </div>
  );
}

interface PersonLineProps {
  readonly person: Person;
  readonly track: TrackView | undefined;
  readonly today: string;
  readonly hrefOf: TrainingTabProps['hrefOf'];
}

function PersonLine({ person, track, today, hrefOf }: PersonLineProps) {
  const { t, format, label } = useLanguage();
  const { name, state, attended, expected, hours, hoursTarget, deadline } = person;
  const missing: readonly MissingView[] = person.missing;
  return (
    <li className={styles['person']}>
      <div className={styles['head']}>
        <bdi className={styles['name']}>{name}</bdi>
        <StateTag state={state} />
      </div>
      <span className={styles['quiet']}>
        {format.line([person.function, track && label(track.label)])}
      </span>
      {state === 'notEnrolled' ? (
        <p>
          {t('coverage:panel.notEnrolled', {
            track: track === undefined ? person.track : label(track.label),
          })}
        </p>
      ) : (
        <>
          <span>
            {format.line([
              t('coverage:value.halfDays', {
                done: format.number(attended),
                all: format.number(expected),
              }),
              hoursTarget > 0 &&
                t('coverage:value.hours', {
                  done: format.number(hours),
                  all: format.number(hoursTarget),
                }),
              state !== 'trained' &&
                deadline !== null &&
                `${t('coverage:panel.deadline')} ${format.day(deadline, today)}`,
            ])}
          </span>
          <MissingList missing={missing} today={today} hrefOf={hrefOf} />
        </>
      )}
    </li>
  );
}
