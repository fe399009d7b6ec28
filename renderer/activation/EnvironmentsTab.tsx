import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type {
  EnvironmentRow,
  EnvironmentWindowView,
} from '../../shared/activation/environments.contract.ts';
import { environmentKind, nextRefresh } from '../../shared/activation/environments.rules.ts';
import {
  environmentStates,
  type EnvironmentState,
} from '../../shared/activation/environmentUse.entity.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { SelectField } from '../ui/fields.tsx';
import { Keys } from '../ui/Keys.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { ActivationFrame, type Shared } from './ActivationFrame.tsx';
import { CellGrid } from './CellGrid.tsx';
import { EnvironmentForm } from './EnvironmentForm.tsx';
import { StateShape, stateTones } from './StateShape.tsx';
import { useAct } from './useAct.ts';
import { useRows } from './useRows.ts';
import { WeekCalendar } from './WeekCalendar.tsx';
import { WindowForm } from './WindowForm.tsx';
import styles from './Activation.module.css';

const GRID_ID = 'environments-grid';
type Selected =
  | { readonly type: 'cell'; readonly school: EnvironmentRow; readonly environment: string }
  | {
      readonly type: 'window';
      readonly window: EnvironmentWindowView | null;
      readonly day: string;
    };

/** Schools by environments of the product, and the weeks that those for all are open in. */
export function EnvironmentsTab({ shared }: { readonly shared: Shared }) {
  const { t, label, format, placed, script } = useLanguage();
  const act = useAct();
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState<Selected | null>(null);
  const where = useMemo(() => {
    const [environment, state] = filter.split(' ');
    return environment && state ? { environment, state: state as EnvironmentState } : undefined;
  }, [filter]);
  const query = { programme: shared.programme, text: shared.text, where };
  const rows = useRows('environments.grid', query, [
    'environmentUse',
    'environmentWindow',
    'establishment',
    'waveMembership',
    'wave',
    'programme',
  ]);
  const { head } = rows;
  const { One, one } = useTerms(head?.programme?.id);
  const environments = head?.environments ?? [];
  const programme = head?.programme?.id ?? '';
  const weekly = environments.filter(({ byWeeks }) => byWeeks);
  const counts = (environment: string, state: EnvironmentState) =>
    head?.counts[environment]?.[state] ?? 0;
  const stateOf = (row: EnvironmentRow, environment: string): EnvironmentState | null =>
    row.uses.find((use) => use.environment === environment)?.state ?? null;

  function set(cells: readonly { row: EnvironmentRow; column: string }[], state: EnvironmentState) {
    const input = {
      programme,
      cells: cells.map(({ row, column }) => ({ establishment: row.id, environment: column })),
      set: { state },
    };
    const text = t('activation:done.environments', {
      count: cells.length,
      state: t(`activation:environmentState.${state}`),
    });
    void act('environments.set', input, text);
  }

  return (
    <ActivationFrame
      shared={shared}
      tab="environments"
      head={head}
      failure={rows.failure}
      onRetry={rows.reload}
      listId={GRID_ID}
      line={t('activation:environmentsLine')}
      tools={
        environments.length > 0 && (
          <SelectField
            label={t('activation:only')}
            value={filter}
            options={[
              { value: '', label: t('activation:allSchools') },
              ...environments.flatMap((one) =>
                environmentStates.map((state) => ({
                  value: `${one.id} ${state}`,
                  label: t('activation:of', {
                    name: label(one.label),
                    state: t(`activation:environmentState.${state}`),
                    count: format.number(counts(one.id, state)),
                  }),
                })),
              ),
            ]}
            onChange={setFilter}
          />
        )
      }
      panel={
        selected === null || head === null
          ? null
          : {
              label: t('activation:environmentPanel'),
              onClose: () => setSelected(null),
              content:
                selected.type === 'window' ? (
                  <WindowForm
                    key={selected.window?.id ?? selected.day}
                    programme={programme}
                    environments={weekly}
                    window={selected.window}
                    day={selected.day}
                    mayWrite={head.mayWriteWindows}
                    onClose={() => setSelected(null)}
                  />
                ) : (
                  <>
                    <p>
                      <a href={shared.schoolHref(selected.school.id, 'environments')}>
                        <bdi>{placed(selected.school)}</bdi>
                      </a>
                    </p>
                    <EnvironmentForm
                      establishment={selected.school.id}
                      programme={programme}
                      environment={selected.environment}
                    />
                    <div className={styles['row']}>
                      <Button variant="subtle" onClick={() => setSelected(null)}>
                        {t('activation:close')}
                      </Button>
                    </div>
                  </>
                ),
            }
      }
      empty={
        head !== null && environments.length === 0
          ? { text: t('activation:empty.environments') }
          : null
      }
    >
      {head !== null && weekly.length > 0 && (
        <WeekCalendar
          title={t('activation:weeksTitle', {
            name: format.list(weekly.map((one) => label(one.label))),
          })}
          today={head.today}
          windows={head.windows}
          onWeek={(day, window) => setSelected({ type: 'window', window, day })}
        />
      )}
      <p className={styles['keys']}>
        {environmentStates.map((state, digit) => (
          <span key={state}>
            <Keys keys={String(digit)} /> {t(`activation:environmentState.${state}`)}
          </span>
        ))}
        <span>{t('activation:keys.range')}</span>
      </p>
      <CellGrid<EnvironmentRow>
        id={GRID_ID}
        label={t('activation:gridEnvironments', { school: one('establishment') })}
        corner={One('establishment')}
        columns={environments.map((one) => {
          const refresh = head === null ? null : nextRefresh(one, head.today);
          return {
            id: one.id,
            label: <LabelText label={one.label} />,
            figure: format.line([
              t(`activation:kind.${environmentKind(one)}`),
              refresh !== null &&
                t('activation:refreshOn', { day: format.day(refresh, head!.today) }),
            ]),
          };
        })}
        count={head?.total ?? 0}
        rowAt={rows.rowAt}
        onRange={rows.onRange}
        digits={environmentStates.length}
        renderRowHead={(row) => (
          <a href={shared.schoolHref(row.id, 'environments')} title={placed(row)}>
            {placed(row)}
          </a>
        )}
        toneOf={(row, environment) => {
          const state = stateOf(row, environment);
          return state === null ? 'plain' : stateTones[state];
        }}
        renderCell={(row, environment) => {
          const use = row.uses.find((one) => one.environment === environment);
          if (use === undefined || use.state === null)
            return <span aria-label={t('activation:nothingYet')}>–</span>;
          return (
            <>
              <StateShape state={use.state} />
              {t(`activation:environmentState.${use.state}`)}
              {use.productVersion !== null && <bdi>{script(use.productVersion)}</bdi>}
            </>
          );
        }}
        onSet={(cells, digit) => set(cells, environmentStates[digit]!)}
        onCycle={(row, environment) => {
          const state = stateOf(row, environment);
          const next = state === null ? 0 : environmentStates.indexOf(state) + 1;
          set([{ row, column: environment }], environmentStates[next % environmentStates.length]!);
        }}
        onOpen={(school, environment) => setSelected({ type: 'cell', school, environment })}
      />
    </ActivationFrame>
  );
}
