import { Button } from '@mantine/core';
import { IconDeviceLaptop, IconDeviceLaptopOff } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { DeviceView } from '../../shared/sync/devices.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import styles from './DevicesPart.module.css';

const MAX_NAME = 120;

interface OwnDeviceProps {
  readonly device: DeviceView;
  readonly offline: boolean;
}

/** One of this person's computers: its name, which can be changed in place, and its end. */
export function OwnDevice({ device, offline }: OwnDeviceProps) {
  const { t, format } = useLanguage();
  const { client, reads } = useBridge();
  const notices = useNotices();
  const [doing, setDoing] = useState<'rename' | 'revoke' | null>(null);
  const item = useRef<HTMLLIElement>(null);
  const { id, name, current, enrolledAt, revokedAt } = device;
  const today = format.dayOf(useNow());
  const Shape = revokedAt === null ? IconDeviceLaptop : IconDeviceLaptopOff;

  function back(): void {
    setDoing(null);
    requestAnimationFrame(() => item.current?.querySelector('button')?.focus());
  }

  async function rename(wanted: string): Promise<void> {
    if (wanted.trim() === '' || wanted.trim() === name) return back();
    const answer = await client.call('devices.rename', { device: id, name: wanted.trim() });
    if (!answer.ok) {
      notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      return;
    }
    notices.say({ tone: 'quiet', text: t('devices.renamed', { name: wanted.trim() }) });
    await Promise.all([reads.devices.reload(), reads.session.reload()]);
    back();
  }

  async function revoke(): Promise<void> {
    const answer = await client.call('devices.revoke', { device: id });
    notices.say(
      answer.ok
        ? { tone: 'lasting', text: t('devices.revokedNow', { name }) }
        : { tone: 'problem', text: failureWords(t, answer.error) },
    );
    await reads.devices.reload();
    if (answer.ok) setDoing(null);
  }

  return (
    <li ref={item} className={styles['device']} data-device={id}>
      <Shape size={20} className={styles['shape']} aria-hidden="true" />
      {doing === 'rename' ? (
        <Rename name={name} onSave={(wanted) => void rename(wanted)} onCancel={back} />
      ) : (
        <div className={styles['what']}>
          <p className={styles['name']}>
            <bdi>{name}</bdi> {current && <Tag tone="done">{t('devices.current')}</Tag>}
            {revokedAt !== null && <Tag tone="late">{t('devices.revoked')}</Tag>}
          </p>
          <p className={styles['quiet']}>
            {revokedAt === null
              ? t('devices.since', { day: format.day(format.dayOf(enrolledAt), today) })
              : t('devices.revokedOn', { day: format.day(format.dayOf(revokedAt), today) })}
          </p>
        </div>
      )}
      {doing === null && revokedAt === null && (
        <div className={styles['actions']}>
          <Button
            size="xs"
            variant="default"
            disabled={offline}
            aria-label={t('devices.renameOf', { name })}
            onClick={() => setDoing('rename')}
          >
            {t('devices.rename')}
          </Button>
          {!current && (
            <Button
              size="xs"
              variant="default"
              disabled={offline}
              aria-label={t('devices.revokeOf', { name })}
              onClick={() => setDoing('revoke')}
            >
              {t('devices.revoke')}
            </Button>
          )}
        </div>
      )}
      {doing === 'revoke' && <Revoke name={name} onConfirm={() => void revoke()} onCancel={back} />}
    </li>
  );
}

interface RenameProps {
  readonly name: string;
  readonly onSave: (name: string) => void;
  readonly onCancel: () => void;
}

function Rename({ name, onSave, onCancel }: RenameProps) {
  const { t } = useLanguage();
  const [wanted, setWanted] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') onSave(wanted);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles['rename']}>
      <input
        ref={field}
        type="text"
        className={styles['field']}
        aria-label={t('devices.newName')}
        maxLength={MAX_NAME}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button size="xs" onClick={() => onSave(wanted)}>
        {t('devices.save')}
      </Button>
      <Button size="xs" variant="default" onClick={onCancel}>
        {t('reason.cancel')}
      </Button>
    </div>
  );
}

interface RevokeProps {
  readonly name: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Says what happens before it does. */
function Revoke({ name, onConfirm, onCancel }: RevokeProps) {
  const { t } = useLanguage();
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <div className={styles['sure']}>
      <p ref={question} tabIndex={-1}>
        {t('devices.sure', { name })}
      </p>
      <div className={styles['actions']}>
        <Button size="xs" className={styles['danger']} onClick={onConfirm}>
          {t('devices.sureYes')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('devices.sureNo')}
        </Button>
      </div>
    </div>
  );
}
