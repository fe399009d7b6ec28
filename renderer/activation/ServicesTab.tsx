import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { GridRow } from '../../shared/activation/activation.contract.ts';
import {
  activationStates,
  type ActivationState,
} from '../../shared/activation/serviceActivation.entity.ts';
import { countGroup, isOpen } from '../../shared/activation/services.rules.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { SelectField } from '../ui/fields.tsx';
import { Keys } from '../ui/Keys.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { ActivationFrame, type Shared } from './ActivationFrame.tsx';
import { CellGrid } from './CellGrid.tsx';
import { ServicePanel } from './ServicePanel.tsx';
import { StateShape, stateTones } from './StateShape.tsx';
import { useAct } from './useAct.ts';
import { useRows } from './useRows.ts';
import styles from './Activation.module.css';

const GRID_ID = 'services-grid';
/** Schools that are fetched at once when all that fit the filter are meant. */
const AT_ONCE = 200;

/** Schools by services: what is open where, and the way to open it. */
export function ServicesTab({ shared }: { readonly shared: Shared }) {
  const { t, label, format, placed } = useLanguage();
  const { client } = useBridge();
  const act = useAct();
  const [group, setGroup] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState<{ school: string | null; service: string } | null>(null);
  const where = useMemo(() => {
    const [service, state] = filter.split(' ');
    return service && state ? { service, state: state as ActivationState } : undefined;
  }, [filter]);
  const query = { programme: shared.programme, text: shared.text, where };
  const rows = useRows('activation.grid', query, [
    'serviceActivation',
    'establishment',
    'waveMembership',
    'wave',
    'programme',
  ]);
  const { head } = rows;
  const { One, one, counted } = useTerms(head?.programme?.id);
  const groups = head?.groups ?? [];
  const shownGroup = groups.find(({ id }) => id === group) ?? groups[0] ?? null;
  const services = (head?.services ?? []).filter((one) => one.group === shownGroup?.id);
  const programme = head?.programme?.id ?? '';

  function set(
    cells: readonly { establishment: string; service: string }[],
    state: ActivationState,
  ): void {
    if (cells.length === 0) return;
    const text = t('activation:done.services', {
      count: cells.length,
      state: t(`activation:state.${state}`),
    });
    void act('activation.set', { programme, cells: [...cells], state }, text);
  }

  /** Every school that fits the filter, also those that were never in sight. */
  async function setAll(service: string, state: ActivationState): Promise<void> {
    const cells: { establishment: string; service: string }[] = [];
    for (let offset = 0; offset < (head?.total ?? 0); offset += AT_ONCE) {
      const page = await client.call('activation.grid', { ...query, offset, limit: AT_ONCE });
      if (!page.ok) return;
      cells.push(...page.value.rows.map(({ id }) => ({ establishment: id, service })));
    }
    set(cells, state);
  }

  const counts = (service: string) =>
    head?.counts[service] ?? { off: 0, planned: 0, pilot: 0, on: 0 };
  const selectedService = head?.services.find(({ id }) => id === selected?.service);

  return (
    <ActivationFrame
      shared={shared}
      tab="services"
      head={head}
      failure={rows.failure}
      onRetry={rows.reload}
      listId={GRID_ID}
      line={head !== null && counted('establishment', head.all)}
      tools={
        services.length > 0 && (
          <>
            <SelectField
              label={t('activation:groups')}
              value={shownGroup?.id ?? ''}
              options={groups.map((one) => {
                const sum = countGroup(head!.services, one.id, counts);
                const open = format.number(sum.on + sum.pilot);
                return {
                  value: one.id,
                  label: `${label(one.label)} · ${t('activation:openCells', { open })}`,
                };
              })}
              onChange={(one) => {
                setGroup(one);
                setFilter('');
              }}
            />
            <SelectField
              label={t('activation:only')}
              value={filter}
              options={[
                { value: '', label: t('activation:allSchools') },
                ...services.flatMap((service) =>
                  activationStates.map((state) => ({
                    value: `${service.id} ${state}`,
                    label: t('activation:of', {
                      name: label(service.label),
                      state: t(`activation:state.${state}`),
                      count: format.number(counts(service.id)[state]),
                    }),
                  })),
                ),
              ]}
              onChange={setFilter}
            />
          </>
        )
      }
      panel={
        selected === null || selectedService === undefined
          ? null
          : {
              label: t('activation:servicePanel'),
              onClose: () => setSelected(null),
              content:
                selected.school === null ? (
                  <ColumnPanel
                    service={selectedService}
                    count={head?.total ?? 0}
                    counts={counts(selectedService.id)}
                    onSet={(state) => void setAll(selectedService.id, state)}
                    onClose={() => setSelected(null)}
                  />
                ) : (
                  <ServicePanel
                    establishment={selected.school}
                    programme={programme}
                    service={selectedService.id}
                    schoolHref={shared.schoolHref(selected.school, 'services')}
                    schoolName={nameOf(selected.school)}
                    onClose={() => setSelected(null)}
                  />
                ),
            }
      }
      empty={
        head === null
          ? null
          : head.services.length === 0
            ? { text: t('activation:empty.services') }
            : head.total === 0
              ? {
                  text: t('activation:empty.filter'),
                  action: {
                    label: t('activation:showAll'),
                    run: () => {
                      shared.onText('');
                      setFilter('');
                    },
                  },
                }
              : null
      }
    >
      <p className={styles['keys']}>
        {activationStates.map((state, digit) => (
          <span key={state}>
            <Keys keys={String(digit)} /> {t(`activation:state.${state}`)}
          </span>
        ))}
        <span>
          <Keys keys="space" /> {t('activation:keys.cycle')}
        </span>
        <span>{t('activation:keys.range')}</span>
      </p>
      <CellGrid<GridRow>
        id={GRID_ID}
        label={t('activation:gridServices', { school: one('establishment') })}
        corner={One('establishment')}
        columns={services.map((service) => ({
          id: service.id,
          label: <LabelText label={service.label} />,
          figure: t('activation:openOf', {
            open: format.number(counts(service.id).on + counts(service.id).pilot),
            all: format.number(head?.all ?? 0),
          }),
        }))}
        count={head?.total ?? 0}
        rowAt={rows.rowAt}
        onRange={rows.onRange}
        digits={activationStates.length}
        renderRowHead={(row) => (
          <>
            {row.missing.length > 0 && (
              <span
                role="img"
                title={t('activation:missing', { count: row.missing.length })}
                aria-label={t('activation:missing', { count: row.missing.length })}
              >
                <IconAlertTriangle size={15} color="var(--late)" aria-hidden="true" />
              </span>
            )}
            <a href={shared.schoolHref(row.id, 'services')} title={placed(row)}>
              {placed(row)}
            </a>
          </>
        )}
        toneOf={(row, service) => {
          const state = row.cells[service]?.state ?? 'off';
          return row.missing.includes(service) && !isOpen(state) ? 'late' : stateTones[state];
        }}
        renderCell={(row, service) => {
          const cell = row.cells[service];
          const state = cell?.state ?? 'off';
          return (
            <>
              <StateShape state={state} />
              {t(`activation:state.${state}`)}
              {(cell?.narrower ?? 0) > 0 && (
                <span title={t('activation:narrower', { count: cell!.narrower })}>
                  +{format.number(cell!.narrower)}
                </span>
              )}
            </>
          );
        }}
        onSet={(cells, digit) =>
          set(
            cells.map(({ row, column }) => ({ establishment: row.id, service: column })),
            activationStates[digit]!,
          )
        }
        onCycle={(row, service) => {
          const now = activationStates.indexOf(row.cells[service]?.state ?? 'off');
          set(
            [{ establishment: row.id, service }],
            activationStates[(now + 1) % activationStates.length]!,
          );
        }}
        onOpen={(row, service) => setSelected({ school: row.id, service })}
        onColumn={(service) => setSelected({ school: null, service })}
      />
    </ActivationFrame>
  );

  function nameOf(school: string): string {
    for (let index = 0; index < (head?.total ?? 0); index += 1) {
      const row = rows.rowAt(index);
      if (row?.id === school) return placed(row);
    }
    return school;
  }
}

interface ColumnPanelProps {
  readonly service: { readonly id: string; readonly label: { readonly fr: string } };
  readonly count: number;
  readonly counts: Readonly<Record<ActivationState, number>>;
  readonly onSet: (state: ActivationState) => void;
  readonly onClose: () => void;
}

/** A service in all the schools that are listed. */
function ColumnPanel({ service, count, counts, onSet, onClose }: ColumnPanelProps) {
  const { t, format } = useLanguage();
  return (
    <>
      <h2 className={styles['panelTitle']}>
        <LabelText label={service.label} />
      </h2>
      <ul className={styles['list']}>
        {activationStates.map((state) => (
          <li key={state} className={styles['item']}>
            <span className={styles['row']}>
              <StateShape state={state} /> {t(`activation:state.${state}`)}
            </span>
            <span>{format.number(counts[state])}</span>
          </li>
        ))}
      </ul>
      <p>{t('activation:setAll', { count })}</p>
      <div className={styles['row']}>
        {activationStates.map((state) => (
          <Button
            key={state}
            variant="default"
            leftSection={<StateShape state={state} />}
            onClick={() => onSet(state)}
          >
            {t(`activation:state.${state}`)}
          </Button>
        ))}
      </div>
      <p className={styles['hint']}>{t('activation:setAllHint')}</p>
      <div className={styles['row']}>
        <Button variant="subtle" onClick={onClose}>
          {t('activation:close')}
        </Button>
      </div>
    </>
  );
}
