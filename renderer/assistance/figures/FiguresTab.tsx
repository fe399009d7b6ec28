import { noRules } from '../../../shared/assistance/ticketRules.ts';
import { ticketFigures } from '../../../shared/assistance/ticketFigures.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { AssistanceFrame } from '../AssistanceFrame.tsx';
import {
  openTickets,
  TICKETS,
  whereOf,
  type AssistanceTabProps,
  type TicketFilter,
} from '../assistanceTabs.ts';
import styles from '../assistance.module.css';
import { useTicketWords } from '../useTicketWords.ts';

/** Figures before any are known. */
const NONE = ticketFigures([], noRules);

/** Schools that are shown: the others have less. */
const SHOWN = 30;

/** Requests in figures: who has them, how old they are, which schools ask most. */
export function FiguresTab(shared: AssistanceTabProps) {
  const { overview, onFilter, onGo } = shared;
  const { rules } = overview;
  const { t, format, placed } = useLanguage();
  const { One, Many } = useTerms();
  const words = useTicketWords(rules);
  const listed = useCall('tickets.figures', whereOf(overview), TICKETS).value;
  const { total, groups, schools, own } = listed ?? NONE;
  const line =
    listed === null ? ' ' : t('assistance:asOf', { day: format.day(listed.asOf, overview.today) });
  const number = (value: number): string => format.number(value);
  /** A figure that opens the list behind it. */
  const figure = (value: number, change: Partial<TicketFilter>) =>
    value === 0 ? (
      number(0)
    ) : (
      <button
        type="button"
        className={styles['figure']}
        onClick={() => {
          onFilter({ ...openTickets, ...change });
          onGo('tickets');
        }}
      >
        {number(value)}
      </button>
    );
  return (
    <AssistanceFrame shared={shared} tab="figures" line={line}>
      {listed !== null && total.all === 0 ? (
        <Message kind="empty">{t('assistance:none')}</Message>
      ) : (
        <div
          className={styles['figures']}
          role="region"
          aria-label={t('assistance:tab.figures')}
          // It scrolls: the keyboard has to reach it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{t('tickets:column.level')}</th>
                <th scope="col">{t('assistance:figures.all')}</th>
                <th scope="col">{t('assistance:figures.open')}</th>
                <th scope="col">
                  {t('assistance:figures.late', {
                    count: rules.lateAfterDays,
                    replace: { count: number(rules.lateAfterDays) },
                  })}
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ id, ...count }) => (
                <tr key={id} data-group={id}>
                  <th scope="row">{words.group(id) || t('assistance:noLevel')}</th>
                  <td>{figure(count.all, { state: 'all', group: id })}</td>
                  <td>{figure(count.open, { group: id })}</td>
                  <td>{figure(count.late, { state: 'late', group: id })}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr data-group="total">
                <th scope="row">{t('assistance:figures.total')}</th>
                <td>{figure(total.all, { state: 'all' })}</td>
                <td>{figure(total.open, {})}</td>
                <td>{figure(total.late, { state: 'late' })}</td>
              </tr>
            </tfoot>
          </table>
          {rules.priorities.length > 0 && (
            <>
              <h2>{t('assistance:figures.own')}</h2>
              <p>
                {own.open === 0
                  ? t('assistance:figures.ownNone')
                  : t('assistance:figures.ownHigh', {
                      count: own.open,
                      replace: {
                        high: number(own.high),
                        percent: format.number(Math.round((own.high * 100) / own.open)),
                        count: number(own.open),
                      },
                    })}
              </p>
              <p className={styles['note']}>{t('assistance:figures.overRating')}</p>
            </>
          )}
          <h2>{Many('establishment')}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{One('establishment')}</th>
                <th scope="col">{t('assistance:figures.all')}</th>
                <th scope="col">{t('assistance:figures.open')}</th>
              </tr>
            </thead>
            <tbody>
              {schools.slice(0, SHOWN).map((school) => (
                <tr key={school.id}>
                  <th scope="row">
                    {placed(school)}{' '}
                    {school.many && <Tag tone="wait">{t('assistance:figures.many')}</Tag>}
                  </th>
                  <td>{figure(school.all, { state: 'all', search: school.name })}</td>
                  <td>{figure(school.open, { search: school.name })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </AssistanceFrame>
  );
}
