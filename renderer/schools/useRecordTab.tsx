import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { channelName } from '../../shared/wave/channels.ts';
import type { SchoolRecord } from '../../shared/wave/schools.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import type { PagePanel } from '../ui/Page.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { RecordForm } from './RecordForm.tsx';
import { typeWords } from './typeWords.ts';
import styles from './SchoolPage.module.css';

/** The school's own record, and the form that changes it. */
export function useRecordTab(
  record: SchoolRecord | null,
  schoolHref: (establishment: string) => string,
): {
  readonly body: ReactNode;
  readonly panel: PagePanel | null;
} {
  const { t, format, language, placed, script } = useLanguage();
  const { Many } = useTerms(record?.programme);
  const [editing, setEditing] = useState(false);
  if (record === null) return { body: null, panel: null };
  const text = (value: string | null) => <bdi>{value ?? '–'}</bdi>;
  const link = (school: { id: string; name: string; town: string | null }) => (
    <a key={school.id} href={schoolHref(school.id)}>
      <bdi>{placed({ ...school, nameAr: null })}</bdi>
    </a>
  );
  // What no programme of the school asks for is not shown as a gap; the form has all of it.
  const hasSystems = record.linkedSystems.length > 0 || record.legacySoftware !== null;
  const hasLegal =
    [record.channel, record.siret, record.legalRepresentative].some((value) => value !== null) ||
    record.attachedBodies.length > 0;
  const body = (
    <div className={styles['cards']}>
      <section className={styles['card']}>
        <div className={styles['head']}>
          <h2>{t('schools:identity')}</h2>
          {record.mayWrite && (
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('schools:edit')}
            </Button>
          )}
        </div>
        <Facts>
          <Fact name={t('schools:field.name')}>
            {language === 'ar' && record.nameAr !== null ? (
              <bdi lang="fr">{record.name}</bdi>
            ) : (
              text(record.name)
            )}
          </Fact>
          {record.nameAr !== null && (
            <Fact name={t('schools:field.nameAr')}>
              <bdi lang="ar">{record.nameAr}</bdi>
            </Fact>
          )}
          <Fact name={t('schools:field.code')}>{text(record.code)}</Fact>
          <Fact name={t('schools:field.type')}>
            {record.type === null ? '–' : typeWords(t, record.type)}
          </Fact>
          <Fact name={t('schools:field.town')}>
            {format.line([record.town === null ? null : script(record.town), record.department]) ||
              '–'}
          </Fact>
          <Fact name={t('schools:field.pupils')}>
            {record.pupils === null ? '–' : format.number(record.pupils)}
          </Fact>
          <Fact name={Many('wave')}>
            {record.waves.length === 0
              ? '–'
              : record.waves.map(({ id, label, switchoverDate, programme }) => (
                  <div key={id}>
                    {format.line([
                      programme !== null && script(programme.name),
                      script(label ?? id),
                      switchoverDate !== null && format.longDay(switchoverDate),
                    ])}
                  </div>
                ))}
          </Fact>
        </Facts>
      </section>
      <section className={styles['card']}>
        <h2>{t('schools:hierarchy')}</h2>
        {record.path.length === 0 ? (
          <p className={styles['hint']}>{t('schools:noPath')}</p>
        ) : (
          <ol className={styles['path']}>
            {record.path.map(({ level, name, nameAr }, depth) => (
              <li key={`${level?.fr ?? ''} ${name}`} style={{ paddingInlineStart: depth * 14 }}>
                {level !== null && (
                  <small>
                    <LabelText label={level} />
                  </small>
                )}{' '}
                <bdi>{language === 'ar' ? (nameAr ?? name) : name}</bdi>
              </li>
            ))}
          </ol>
        )}
        <Facts>
          <Fact name={t('schools:field.accountingGroup')}>{text(record.accountingGroup)}</Fact>
          <Fact name={t('schools:field.attachedTo')}>
            {record.attachedTo === null ? '–' : link(record.attachedTo)}
          </Fact>
          <Fact name={t('schools:attached')}>
            {record.attached.length === 0
              ? '–'
              : record.attached.map((school) => <div key={school.id}>{link(school)}</div>)}
          </Fact>
        </Facts>
      </section>
      {hasSystems && (
        <section className={styles['card']}>
          <h2>{t('schools:systems')}</h2>
          <Facts>
            <Fact name={t('schools:field.linkedSystems')}>
              {record.linkedSystems.length === 0 ? (
                '–'
              ) : (
                <span className={styles['tags']}>
                  {record.linkedSystems.map((system) => (
                    <Tag key={system} tone="plain">
                      <bdi>{script(system)}</bdi>
                    </Tag>
                  ))}
                </span>
              )}
            </Fact>
            <Fact name={t('schools:field.legacySoftware')}>{text(record.legacySoftware)}</Fact>
          </Facts>
          {record.legacySoftware !== null && (
            <p className={styles['hint']}>{t('schools:legacyHint')}</p>
          )}
        </section>
      )}
      {hasLegal && (
        <section className={styles['card']}>
          <h2>{t('schools:legal')}</h2>
          <Facts>
            <Fact name={t('schools:field.channel')}>
              {text(record.channel === null ? null : channelName(record.channel))}
            </Fact>
            <Fact name={t('schools:field.siret')}>{text(record.siret)}</Fact>
            <Fact name={t('schools:field.legalRepresentative')}>
              {text(record.legalRepresentative)}
            </Fact>
            <Fact name={t('schools:field.attachedBodies')}>
              {record.attachedBodies.length === 0
                ? '–'
                : record.attachedBodies.map((name) => (
                    <div key={name} className={styles['tags']}>
                      <bdi>{name}</bdi>
                      <Tag tone="wait">{t('schools:needsPermission')}</Tag>
                    </div>
                  ))}
            </Fact>
          </Facts>
        </section>
      )}
      {record.note !== null && (
        <section className={styles['card']}>
          <h2>{t('schools:field.note')}</h2>
          <p className={styles['note']} dir="auto">
            {record.note}
          </p>
        </section>
      )}
    </div>
  );
  const panel = editing
    ? {
        label: t('schools:edit'),
        onClose: () => setEditing(false),
        content: <RecordForm record={record} onClose={() => setEditing(false)} />,
      }
    : null;
  return { body, panel };
}
