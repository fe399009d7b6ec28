import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useNavigate, useSearchParams } from 'react-router';
import { addDays, isLocalDate } from '../../shared/kernel/dates.ts';
import type { WeekView } from '../../shared/week/week.contract.ts';
import { weekGroups, weekOf } from '../../shared/week/week.rules.ts';
import { href, paths } from '../app/paths.ts';
import { useBridge, useWatched } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { Tag } from '../ui/Tag.tsx';
import { useTerms } from '../bridge/useTerms.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { WeekList } from './WeekList.tsx';

/** Entities whose rows say what somebody has to do, and when. */
const READ = [
  'kitStep',
  'kitAction',
  'wave',
  'waveMembership',
  'grant',
  'programme',
  'establishment',
];

/** What one has to do this week, over all one's schools. */
export function WeekPage() {
  const { counted } = useTerms();
  const { t, format } = useLanguage();
  const session = useWatched(useBridge().reads.session);
  const isPilot = session?.roles.some(({ role }) => role === 'pilot') === true;
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('day');
  const day = asked !== null && isLocalDate(asked) ? asked : null;
  const { value, failure, reload } = useCall('week.read', day === null ? {} : { day }, READ);
  useReady(value === null ? null : 'week');

  if (value === null) {
    if (failure === null) return <main />;
    return (
      <Message kind="error" page action={{ label: t('retry'), run: () => void reload() }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  const { from, to, today } = value;
  const isNow = from <= today && today <= to;
  const go = (to: string): void =>
    setSearch(weekOf(to).from === weekOf(today).from ? {} : { day: to });
  return (
    <Page
      title={t('week:title', { days: format.range(from, to) })}
      line={<Figures week={value} />}
      actions={
        <Button.Group>
          <Step to="previous" onClick={() => go(addDays(from, -7))} />
          <Button variant="default" disabled={isNow} onClick={() => go(today)}>
            {t('week:thisWeek')}
          </Button>
          <Step to="next" onClick={() => go(addDays(from, 7))} />
        </Button.Group>
      }
    >
      {value.over !== null && (
        <p>
          {t('week:over', {
            schools: counted('establishment', value.over.schools),
            late: t('week:lateThere', {
              count: value.over.late,
              replace: { count: format.number(value.over.late) },
            }),
            blocked: t('week:blockedThere', {
              count: value.over.blocked,
              replace: { count: format.number(value.over.blocked) },
            }),
          })}{' '}
          <a href={href(isPilot ? paths.pilot : paths.establishments)}>
            {t(isPilot ? 'week:toPilot' : 'week:toSchools')}
          </a>
        </p>
      )}
      {value.steps.length === 0 ? (
        <Nothing week={value} isNow={isNow} onGo={go} />
      ) : (
        <WeekList
          key={from}
          week={value}
          isNow={isNow}
          reload={reload}
          onOpen={(step) => void navigate(paths.stepOf(step.school.id, step.id))}
        />
      )}
    </Page>
  );
}

function Step({ to, onClick }: { readonly to: 'previous' | 'next'; readonly onClick: () => void }) {
  const { t, language } = useLanguage();
  // The way back in time is to where a line begins.
  const isLeft = (to === 'previous') === (language !== 'ar');
  const Shape = isLeft ? IconChevronLeft : IconChevronRight;
  return (
    <Button
      variant="default"
      px={9}
      aria-label={t(`week:${to}`)}
      title={t(`week:${to}`)}
      onClick={onClick}
    >
      <Shape size={17} aria-hidden="true" />
    </Button>
  );
}

/** The one line of the figures that matter: how much there is of each. */
function Figures({ week }: { readonly week: WeekView }) {
  const { t, format } = useLanguage();
  const said = weekGroups.filter((group) => week.counts[group] > 0);
  return (
    <>
      {said.length === 0
        ? t('week:allDone')
        : said.map((group) => t(`week:figure.${group}`, { count: week.counts[group] })).join(' · ')}
      {week.practice && (
        <>
          {' '}
          <Tag tone="info">{t('kit.practice', { day: format.day(week.today, week.today) })}</Tag>
        </>
      )}
    </>
  );
}

function Nothing(props: {
  readonly week: WeekView;
  readonly isNow: boolean;
  readonly onGo: (day: string) => void;
}) {
  const { t, format } = useLanguage();
  const { nextDue } = props.week;
  const nothing = props.isNow ? t('week:nothing') : t('week:nothingThen');
  if (nextDue === null) {
    return <Message kind="empty">{`${nothing} ${t('week:nothingLater')}`}</Message>;
  }
  return (
    <Message kind="empty" action={{ label: t('week:goThere'), run: () => props.onGo(nextDue) }}>
      {`${nothing} ${t('week:nextDue', { day: format.longDay(nextDue) })}`}
    </Message>
  );
}
