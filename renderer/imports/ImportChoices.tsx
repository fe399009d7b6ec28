import { knownTools } from '../../shared/kernel/outsideNumber.ts';
import { Checkbox, NativeSelect } from '@mantine/core';
import {
  expectedFields,
  importFields,
  importKinds,
  type ImportKind,
} from '../../shared/imports/fields.ts';
import { toolName } from '../../shared/imports/toolOfTable.ts';
import type {
  ImportPlace,
  ImportPreview,
  OpenedImport,
} from '../../shared/imports/imports.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useImportWords } from './useImportWords.ts';
import type { ImportState } from './useImport.ts';
import styles from './imports.module.css';

interface ChoicesProps {
  readonly state: ImportState;
  readonly opened: OpenedImport;
  readonly places: readonly ImportPlace[];
}

/** How the table is read, and where its rows go. */
export function ImportChoices({ state, opened, places }: ChoicesProps) {
  const { t, script } = useLanguage();
  const { choice, preview, change } = state;
  const programme =
    places.find(({ id }) => id === (choice.programme ?? preview?.programme.id)) ?? places[0];
  const { One, one } = useTerms(programme?.id);
  const words = useImportWords(programme?.id);
  return (
    <div className={styles['bar']}>
      <NativeSelect
        label={t('imports:kind.label')}
        value={choice.kind}
        data={importKinds.map((value) => ({ value, label: words.kind(value) }))}
        onChange={(event) =>
          change({
            kind: event.currentTarget.value as ImportKind,
            ...(opened.sheets.length > 1 && { sheet: undefined }),
            wave: undefined,
            mapping: undefined,
            headerRow: undefined,
          })
        }
      />
      {opened.sheets.length > 1 && (
        <NativeSelect
          label={t('imports:look.sheet')}
          value={String(choice.sheet ?? preview?.sheet ?? 0)}
          data={opened.sheets.map(({ name }, at) => ({ value: String(at), label: name }))}
          onChange={(event) => {
            const sheet = Number(event.currentTarget.value);
            change({
              sheet,
              kind: opened.sheets[sheet]?.kind ?? choice.kind,
              mapping: undefined,
              headerRow: undefined,
            });
          }}
        />
      )}
      {places.length > 1 && (
        <NativeSelect
          label={t('imports:look.programme')}
          value={programme?.id ?? ''}
          data={places.map(({ id, name }) => ({ value: id, label: script(name) }))}
          onChange={(event) => change({ programme: event.currentTarget.value, wave: undefined })}
        />
      )}
      {choice.kind !== 'observed' && (programme?.waves.length ?? 0) > 0 && (
        <NativeSelect
          label={t(`imports:look.wave.${choice.kind}`, { wave: One('wave') })}
          value={choice.wave ?? ''}
          data={[
            { value: '', label: t('imports:look.noWave', { wave: one('wave') }) },
            ...programme!.waves.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => change({ wave: event.currentTarget.value || undefined })}
        />
      )}
      {choice.kind === 'tickets' && (
        <NativeSelect
          label={t('imports:look.tool')}
          value={choice.tool ?? ''}
          data={[
            {
              value: '',
              label:
                choice.tool === undefined && (preview?.tool ?? null) !== null
                  ? t('imports:look.toolSeen', { tool: preview!.tool })
                  : t('imports:look.toolBySelf'),
            },
            ...knownTools.map((tool) => ({ value: tool, label: toolName(tool, []) })),
          ]}
          onChange={(event) =>
            change({ tool: event.currentTarget.value || undefined, matches: undefined })
          }
        />
      )}
      {choice.kind === 'observed' && (
        <DateField
          label={t('imports:look.observedOn')}
          value={choice.observedOn ?? null}
          onCommit={(day) => change({ observedOn: day ?? undefined })}
        />
      )}
      {choice.kind === 'establishments' && programme?.mayCreate === true && (
        <Checkbox
          className={styles['tick']}
          label={t('imports:look.territories')}
          checked={choice.createTerritories !== false}
          onChange={(event) => change({ createTerritories: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}

interface MappingProps {
  readonly preview: ImportPreview;
  readonly state: ImportState;
}

/** What each column says: proposed, and to be changed. */
export function MappingChoice({ preview, state }: MappingProps) {
  const { t, format } = useLanguage();
  const words = useImportWords(preview.programme.id);
  const { headings, samples, mapping, missing, kind } = preview;
  const expected = expectedFields(kind, words.template);
  // What a table of another programme's kind says was understood as well.
  const offered = importFields(kind).filter(
    (field) => expected.includes(field) || mapping.includes(field.id),
  );
  const read = mapping.filter((field) => field !== null).length;
  const put = (column: number, field: string | null) =>
    state.change({
      mapping: mapping.map((now, at) => (at === column ? field : now === field ? null : now)),
    });
  return (
    <details open={missing.length > 0 ? true : undefined}>
      <summary className={styles['summary']}>
        {t(preview.remembered ? 'imports:look.remembered' : 'imports:look.mapping')}
        <span className={styles['note']}>
          {' · '}
          {t('imports:look.read', {
            read: format.number(read),
            all: format.number(headings.length),
          })}
        </span>
      </summary>
      <div className={styles['mapping']}>
        {headings.map((heading, column) => (
          // Columns have no other name: two may have the same heading.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={column}>
            <NativeSelect
              label={heading === '' ? t('imports:look.column', { n: column + 1 }) : heading}
              value={mapping[column] ?? ''}
              data={[
                { value: '', label: t('imports:look.leaveOut') },
                ...offered.map(({ id, required }) => ({
                  value: id,
                  label: words.field(id) + (required ? ' *' : ''),
                })),
              ]}
              onChange={(event) => put(column, event.currentTarget.value || null)}
            />
            <div className={styles['sample']}>
              <bdi>{samples[column]}</bdi>
            </div>
          </div>
        ))}
      </div>
    </details>
  );
}
