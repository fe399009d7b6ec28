import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TeamMemberView } from '../../shared/people/team.contract.ts';
import { teamFunctions, type TeamFunction } from '../../shared/people/teamMember.entity.ts';
import { CommitField, CommitArea, DateField, SelectField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useAct } from './useAct.ts';
import styles from './Activation.module.css';

interface MemberFormProps {
  readonly establishment: string;
  /** Null: somebody new. */
  readonly member: TeamMemberView | null;
  readonly mayWrite: boolean;
  readonly today: string;
  readonly onClose: () => void;
}

/** What most teams begin with. */
const firstFunction: TeamFunction = 'projectManager';

/** Somebody's function in a team: who, how to reach them, how much time, from when until when. */
export function MemberForm({ establishment, member, mayWrite, today, onClose }: MemberFormProps) {
  const { t } = useLanguage();
  const act = useAct();
  const [draft, setDraft] = useState(() => ({
    name: member?.name ?? null,
    email: member?.email ?? null,
    phone: member?.phone ?? null,
    function: member?.function ?? firstFunction,
    fte: member?.fte ?? null,
    since: member === null ? today : member.since,
    until: member?.until ?? null,
    note: member?.note ?? null,
  }));
  const disabled = !mayWrite;
  const endsFirst =
    draft.since !== null && draft.until !== null && draft.until < draft.since
      ? t('activation:endsFirst')
      : undefined;

  async function save(): Promise<void> {
    if (draft.name === null) return;
    const input = {
      establishment,
      ...(member !== null && { id: member.id }),
      set: { ...draft, name: draft.name },
    };
    if (await act('team.save', input, t('activation:done.saved'))) onClose();
  }
  return (
    <>
      <h2 className={styles['panelTitle']}>
        {member === null ? t('activation:addMember') : <bdi>{member.name}</bdi>}
      </h2>
      <CommitField
        label={t('activation:name')}
        value={draft.name}
        disabled={disabled}
        onCommit={(name) => setDraft({ ...draft, name })}
      />
      <SelectField
        label={t('activation:functionLabel')}
        hint={t(`activation:profile.${draft.function}`, { defaultValue: '' })}
        value={draft.function}
        disabled={disabled}
        options={teamFunctions.map((one) => ({
          value: one,
          label: t(`activation:function.${one}`),
        }))}
        onChange={(one) => setDraft({ ...draft, function: one as TeamFunction })}
      />
      <div className={styles['fields']}>
        <CommitField
          label={t('activation:fte')}
          hint={t('activation:fteHint')}
          type="number"
          min={0}
          max={1}
          step={0.05}
          value={draft.fte === null ? null : String(draft.fte)}
          disabled={disabled}
          onCommit={(text) =>
            setDraft({
              ...draft,
              fte: text === null ? null : Math.min(1, Math.max(0, Number(text) || 0)),
            })
          }
        />
        <CommitField
          label={t('activation:email')}
          type="email"
          value={draft.email}
          disabled={disabled}
          onCommit={(email) => setDraft({ ...draft, email })}
        />
        <CommitField
          label={t('activation:phone')}
          type="tel"
          value={draft.phone}
          disabled={disabled}
          onCommit={(phone) => setDraft({ ...draft, phone })}
        />
        <DateField
          label={t('activation:memberSince')}
          value={draft.since}
          disabled={disabled}
          onCommit={(since) => setDraft({ ...draft, since })}
        />
        <DateField
          label={t('activation:memberUntil')}
          value={draft.until}
          wrong={endsFirst}
          disabled={disabled}
          onCommit={(until) => setDraft({ ...draft, until })}
        />
      </div>
      <CommitArea
        label={t('activation:memberNote')}
        hint={t('activation:privacy')}
        maxLength={2000}
        value={draft.note}
        disabled={disabled}
        onCommit={(note) => setDraft({ ...draft, note })}
      />
      <div className={styles['row']}>
        {mayWrite && (
          <Button
            disabled={draft.name === null || endsFirst !== undefined}
            onClick={() => void save()}
          >
            {t('activation:save')}
          </Button>
        )}
        {mayWrite && member !== null && (
          <Button
            variant="default"
            onClick={() => {
              void act('team.remove', { id: member.id }, t('activation:done.removed'));
              onClose();
            }}
          >
            {t('activation:remove')}
          </Button>
        )}
        <Button variant="subtle" onClick={onClose}>
          {t('activation:close')}
        </Button>
      </div>
    </>
  );
}
