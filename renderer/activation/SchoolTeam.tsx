import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TeamMemberView } from '../../shared/people/team.contract.ts';
import { isCurrent, sphereOf } from '../../shared/people/team.rules.ts';
import { useCall } from '../bridge/useCall.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Message } from '../ui/Message.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { MemberForm } from './MemberForm.tsx';
import type { SchoolPart } from './SchoolServices.tsx';
import { useTeamWords } from './useTeamWords.ts';
import styles from './Activation.module.css';

/** The project team of one school, what it lacks, and who has a role there. */
export function useSchoolTeam(establishment: string, wanted: boolean): SchoolPart {
  const { t, format } = useLanguage();
  const words = useTeamWords();
  const { role: roleWord } = useTerms();
  const [open, setOpen] = useState<TeamMemberView | 'new' | null>(null);
  const { value } = useCall('team.read', wanted ? { establishment } : null, [
    'teamMember',
    'grant',
    'programme',
    'wave',
  ]);
  if (value === null) return { body: null, panel: null };
  const { today } = value;
  const body = (
    <div className={styles['part']}>
      {value.warnings.length > 0 && (
        <ul className={styles['warn']} aria-label={t('activation:lacks')}>
          {value.warnings.map((warning) => (
            <li key={words(warning)}>{words(warning)}</li>
          ))}
        </ul>
      )}
      <section className={styles['card']}>
        <div className={styles['row']}>
          <h2>{t('activation:team')}</h2>
          {value.mayWrite && (
            <Button variant="default" onClick={() => setOpen('new')}>
              {t('activation:addMember')}
            </Button>
          )}
        </div>
        <p className={styles['hint']}>{t('activation:teamHint')}</p>
        {value.members.length === 0 ? (
          <Message kind="empty">{t('activation:empty.team')}</Message>
        ) : (
          <ul className={styles['list']}>
            {value.members.map((member) => {
              const current = isCurrent(member, today);
              return (
                <li key={member.id} className={styles['item']}>
                  <span>
                    <button
                      type="button"
                      className={styles['open']}
                      onClick={() => setOpen(member)}
                    >
                      <bdi>{member.name}</bdi>
                    </button>
                    <small>
                      {format.line([
                        member.function !== null && t(`activation:function.${member.function}`),
                        member.email,
                        member.phone,
                      ])}
                    </small>
                  </span>
                  <span className={styles['row']}>
                    {member.fte !== null &&
                      t('activation:fteOf', { share: format.percent(member.fte * 100) })}
                    {!current && (
                      <Tag tone="plain">
                        {member.since !== null && today < member.since
                          ? t('activation:from', { day: format.day(member.since, today) })
                          : t('activation:former')}
                      </Tag>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </section>
      {value.roles.length > 0 && (
        <section className={styles['card']}>
          <h2>{t('activation:roles')}</h2>
          {(['ordering', 'accounting', null] as const).map((sphere) => {
            const holders = value.roles.filter(({ role }) => sphereOf(role) === sphere);
            return holders.length === 0 ? null : (
              <div key={sphere ?? 'other'}>
                <h3>{t(`activation:sphere.${sphere ?? 'other'}`)}</h3>
                <ul className={styles['list']}>
                  {holders.map(({ person, name, role, email, phone }) => (
                    <li key={`${person} ${role}`} className={styles['item']}>
                      <span>
                        <bdi>{name ?? person}</bdi>{' '}
                        <small>{format.line([roleWord(role), email, phone])}</small>
                      </span>
                    </li>
                  ))}
                </ul>
              </div>
            );
          })}
        </section>
      )}
    </div>
  );
  const panel =
    open === null
      ? null
      : {
          label: t('activation:memberPanel'),
          onClose: () => setOpen(null),
          content: (
            <MemberForm
              key={open === 'new' ? 'new' : open.id}
              establishment={establishment}
              member={open === 'new' ? null : open}
              mayWrite={value.mayWrite}
              today={today}
              onClose={() => setOpen(null)}
            />
          ),
        };
  return { body, panel };
}
