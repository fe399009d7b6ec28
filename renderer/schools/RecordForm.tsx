import { Button } from '@mantine/core';
import type { SchoolRecord, UpdateEstablishmentInput } from '../../shared/wave/schools.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { CommitArea, CommitField, SelectField } from '../ui/fields.tsx';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';

interface RecordFormProps {
  readonly record: SchoolRecord;
  readonly onClose: () => void;
}

const textFields = [
  'nameAr',
  'code',
  'type',
  'town',
  'department',
  'accountingGroup',
  'legacySoftware',
  'channel',
  'siret',
  'legalRepresentative',
] as const;
const listFields = ['linkedSystems', 'attachedBodies'] as const;

/** Changes a school's record field by field: each is kept once it is left. */
export function RecordForm({ record, onClose }: RecordFormProps) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const { programme } = record;
  const territories =
    useCall('programmes.read', programme === null ? null : { programme }, ['territory']).value
      ?.territories ?? [];
  async function set(change: UpdateEstablishmentInput['set']): Promise<void> {
    const input = { establishment: record.id, set: change };
    const answer = await client.call('establishments.update', input);
    notices.say(
      answer.ok
        ? { tone: 'quiet', text: t('schools:saved') }
        : { tone: 'problem', text: failureWords(t, answer.error) },
    );
  }
  return (
    <>
      <h2>{t('schools:edit')}</h2>
      <CommitField
        label={t('schools:field.name')}
        value={record.name}
        onCommit={(name) => name !== null && void set({ name })}
      />
      {textFields.map((field) => (
        <CommitField
          key={field}
          label={t(`schools:field.${field}`)}
          value={record[field]}
          onCommit={(value) => void set({ [field]: value })}
        />
      ))}
      {territories.length > 0 && (
        <SelectField
          label={t('schools:territory.one')}
          value={record.territory ?? ''}
          options={[
            { value: '', label: '—' },
            ...territories.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(territory) => void set({ territory: territory || null })}
        />
      )}
      <CommitField
        label={t('schools:field.pupils')}
        type="number"
        min={0}
        value={record.pupils === null ? null : String(record.pupils)}
        onCommit={(value) =>
          void set({ pupils: value === null ? null : Math.max(0, Math.trunc(Number(value)) || 0) })
        }
      />
      {listFields.map((field) => (
        <CommitArea
          key={field}
          label={t(`schools:field.${field}`)}
          hint={t(`schools:hint.${field}`)}
          maxLength={4000}
          value={record[field].join('\n') || null}
          onCommit={(value) => void set({ [field]: linesOf(value) })}
        />
      ))}
      <CommitArea
        label={t('schools:field.note')}
        hint={t('schools:privacy')}
        maxLength={4000}
        value={record.note}
        onCommit={(note) => void set({ note })}
      />
      <Button variant="default" onClick={onClose}>
        {t('schools:close')}
      </Button>
    </>
  );
}

/** One entry a line, none twice. */
function linesOf(text: string | null): string[] {
  const lines = (text ?? '').split('\n').map((line) => line.trim());
  return [...new Set(lines.filter(Boolean))];
}
