import { Button } from '@mantine/core';
import { IconFileZip } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { themes } from '../../shared/bridge/window.ts';
import { languages } from '../../shared/kernel/language.ts';
import { useBridge, usePreferences, useReadValue } from '../bridge/BridgeContext.tsx';
import { useCall } from '../bridge/useCall.ts';
import { useWordsOf } from '../bridge/useTerms.ts';
import { Choice } from '../ui/Choice.tsx';
import { Fact, Facts } from '../ui/Facts.tsx';
import { useReady } from '../ui/ready.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './SettingsPage.module.css';

interface SettingsPageProps {
  /** The sync's own parts: settings only gives them their place. */
  readonly sync: ReactNode;
  readonly devices: ReactNode;
  /** Saves all that this computer holds. */
  readonly onExport: () => void;
  /** The card that is to be seen first. */
  readonly part?: string | undefined;
}

/** Settings: how the window looks, what this computer is, who its person is, how it syncs. */
export function SettingsPage({ sync, devices, onExport, part }: SettingsPageProps) {
  const { t } = useLanguage();
  const { reads } = useBridge();
  const session = useReadValue(reads.session);
  useReady('settings');
  return (
    <main className={styles['page']}>
      <h1 className={styles['title']}>{t('rail.settings')}</h1>
      <div className={styles['cards']}>
        <Card title={t('settings.look')}>
          <Look />
        </Card>
        {session !== null && (
          <>
            <Card title={t('settings.person')}>
              <Person />
            </Card>
            <Card title={t('settings.computer')}>
              <Computer />
            </Card>
            <Card title={t('settings.data')}>
              <p className={styles['quiet']}>{t('settings.dataHelp')}</p>
              <Button
                variant="default"
                size="xs"
                className={styles['save']}
                leftSection={<IconFileZip size={16} aria-hidden="true" />}
                onClick={onExport}
              >
                {t('settings.export')}
              </Button>
            </Card>
          </>
        )}
        {session !== null && (
          <Card title={t('devices.title')} shown={part === 'devices'}>
            {devices}
          </Card>
        )}
        <Card title={t('settings.sync')} shown={part === 'sync'}>
          {sync}
        </Card>
      </div>
    </main>
  );
}

interface CardProps {
  readonly title: string;
  /** Whether somebody came for this one: it is scrolled to, and takes the keyboard. */
  readonly shown?: boolean;
  readonly children: ReactNode;
}

function Card({ title, shown = false, children }: CardProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!shown) return;
    head.current?.scrollIntoView({ block: 'start' });
    head.current?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <section className={styles['card']}>
      <h2 ref={head} tabIndex={-1} className={styles['head']}>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Look() {
  const { t } = useLanguage();
  const [{ language, theme }, write] = usePreferences();
  return (
    <Facts>
      <Fact name={t('settings.language')}>
        <Choice
          label={t('settings.language')}
          options={languages.map((one) => ({
            value: one,
            label: t(`languageName.${one}`),
            lang: one,
          }))}
          value={language}
          onChange={(one) => write({ language: one })}
        />
      </Fact>
      <Fact name={t('settings.theme')}>
        <Choice
          label={t('settings.theme')}
          options={themes.map((one) => ({ value: one, label: t(`theme.${one}`) }))}
          value={theme}
          onChange={(one) => write({ theme: one })}
        />
      </Fact>
    </Facts>
  );
}

function Person() {
  const { t, script } = useLanguage();
  const { reads } = useBridge();
  const session = useReadValue(reads.session);
  const names =
    useCall(
      'kit.names',
      { places: session?.roles.map(({ place }) => place).slice(0, 200) ?? [] },
      [],
    ).value ?? [];
  const wordsOf = useWordsOf();
  if (session === null) return null;
  const { name, login } = session.person;
  return (
    <Facts>
      <Fact name={t('settings.name')}>{name}</Fact>
      <Fact name={t('settings.login')}>
        <bdi>{login}</bdi>
      </Fact>
      <Fact name={t('settings.roles')}>
        {session.roles.length === 0 ? (
          t('settings.noRole')
        ) : (
          <ul>
            {session.roles.map(({ role, place }) => (
              <li key={`${role} ${place}`}>
                {wordsOf(names.find(({ id }) => id === place)?.programme ?? null).role(role)}
                <span className={styles['quiet']}>
                  {' · '}
                  <bdi>{script(placeName(place, names))}</bdi>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </Facts>
  );
}

function Computer() {
  const { t } = useLanguage();
  const { client, reads } = useBridge();
  const session = useReadValue(reads.session);
  if (session === null) return null;
  return (
    <Facts>
      <Fact name={t('settings.deviceName')}>
        <bdi>{session.deviceName}</bdi>
      </Fact>
      <Fact name={t('settings.folder')}>
        <bdi>{session.folder}</bdi>
      </Fact>
      <Fact name={t('settings.key')}>
        <p className={session.keyProtection === 'file' ? styles['warn'] : undefined}>
          {t(`keyProtection.${session.keyProtection}`)}
        </p>
      </Fact>
      <Fact name={t('settings.version')}>
        <bdi>{client.version}</bdi>
      </Fact>
    </Facts>
  );
}

/** Name of a place that somebody has a role in, as far as this computer knows it. */
function placeName(place: string, names: readonly { id: string; name: string }[]): string {
  return names.find(({ id }) => id === place)?.name ?? place.slice(place.indexOf(':') + 1);
}
