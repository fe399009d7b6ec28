import { Button, NativeSelect } from '@mantine/core';
import { buckets, type Bucket } from '../../shared/kit/pilot.rules.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { DateInput } from '../ui/DateInput.tsx';
import { Message } from '../ui/Message.tsx';
import { useNotices } from '../ui/notices.ts';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { SplitBar, type SplitPart } from '../ui/SplitBar.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { ActionsTable } from './ActionsTable.tsx';
import { BoundsLine } from './BoundsLine.tsx';
import { Cards } from './Cards.tsx';
import { READ, type ListFilter, type ListHref, type PilotView } from './pilot.filter.ts';
import { WavesTable } from './WavesTable.tsx';
import styles from './pilot.module.css';

const DAY_ID = 'pilot-day';

interface PilotPageProps {
  readonly view: PilotView;
  readonly onView: (change: PilotView) => void;
  readonly href: ListHref;
  readonly onList: (filter: ListFilter) => void;
  readonly templateHref: string;
}

const tones = { over: 'done', between: 'wait', under: 'late' } as const;

/** The committee's figures of a programme on a day; each leads to the schools behind it. */
export function PilotPage({ view, onView, href, onList, templateHref }: PilotPageProps) {
  const { t, format, script } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const asked = Object.fromEntries(
    Object.entries(view).filter(([, value]) => value !== undefined),
  ) as { programme?: string; asOf?: string };
  const { value: figures, failure, reload } = useCall('pilot.figures', asked, READ);
  const { value: actions } = useCall('pilot.actions', asked, READ);
  const { one, many } = useTerms(figures?.programme?.id);
  useReady(figures === null ? null : 'pilot');

  if (figures === null) {
    return failure === null ? (
      <Page title={t('rail.pilot')}>
        <p role="status">{t('pilot:loading')}</p>
      </Page>
    ) : (
      <Message kind="error" page action={{ label: t('retry'), run: () => void reload() }}>
        {failureWords(t, failure)}
      </Message>
    );
  }

  const { programme, counts, bounds } = figures;
  /** Lists behind the figures are of the same programme and day. */
  const within = (filter: ListFilter): ListFilter => ({
    ...(programme === null ? {} : { programme: programme.id }),
    ...(figures.asOf === figures.today ? {} : { asOf: figures.asOf }),
    ...filter,
  });
  const partsOf = (split: Readonly<Record<Bucket, number>>): SplitPart<Bucket>[] =>
    buckets.map((id) => ({
      id,
      label: t(`buckets.${id}`, {
        lower: format.number(bounds.lower),
        upper: format.number(bounds.upper),
      }),
      count: split[id],
      tone: tones[id],
    }));

  async function saveBounds(wanted: typeof bounds): Promise<boolean> {
    if (programme === null) return false;
    const answer = await client.call('pilot.bounds', { programme: programme.id, bounds: wanted });
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    return answer.ok;
  }

  const all = counts.establishments + counts.withoutKit;
  return (
    <Page
      title={
        programme === null
          ? t('rail.pilot')
          : t('pilot:title', { programme: script(programme.name) })
      }
      line={
        <>
          {t('pilot:asOf', { day: format.longDay(figures.asOf) })}
          {figures.practice && ` · ${t('pilot:practice')}`}
          {' · '}
          {t('counted', {
            count: all,
            term: all === 1 ? one('establishment') : many('establishment'),
          })}
          {counts.withoutKit > 0 &&
            ` · ${t('pilot:withoutKit', {
              count: counts.withoutKit,
              schools: format.number(counts.withoutKit),
            })}`}
        </>
      }
      actions={
        <>
          {figures.programmes.length > 1 && (
            <NativeSelect
              aria-label={t('schools.programme')}
              value={programme?.id ?? ''}
              onChange={(event) => onView({ ...view, programme: event.currentTarget.value })}
              data={figures.programmes.map(({ id, name }) => ({ value: id, label: script(name) }))}
            />
          )}
          <label className={styles['date']} htmlFor={DAY_ID}>
            {t('pilot:day')}
            <DateInput
              id={DAY_ID}
              value={figures.asOf}
              max={figures.today}
              today={figures.today}
              onChange={(day) => {
                if (day === null) return;
                onView({ ...view, asOf: day >= figures.today ? undefined : day });
              }}
            />
          </label>
          {figures.asOf !== figures.today && (
            <Button variant="default" onClick={() => onView({ ...view, asOf: undefined })}>
              {t('pilot:now')}
            </Button>
          )}
        </>
      }
    >
      {all === 0 ? (
        <Message kind="empty">{t('pilot:empty')}</Message>
      ) : (
        <>
          <section className={styles['section']}>
            <h2>{t('buckets.label')}</h2>
            <SplitBar
              label={t('buckets.label')}
              parts={partsOf(counts.buckets)}
              onChoose={(bucket) => onList(within({ bucket }))}
            />
            <BoundsLine bounds={bounds} mayEdit={figures.mayBound} onSave={saveBounds} />
          </section>
          <Cards figures={figures} href={(filter) => href(within(filter))} />
          {figures.waves.length > 0 && (
            <WavesTable
              figures={figures}
              partsOf={partsOf}
              href={(filter) => href(within(filter))}
              onList={(filter) => onList(within(filter))}
            />
          )}
          {actions !== null && (
            <ActionsTable
              actions={actions.actions}
              programme={programme?.id}
              href={(filter) => href(within(filter))}
              templateHref={templateHref}
            />
          )}
        </>
      )}
    </Page>
  );
}
