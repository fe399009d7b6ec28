import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { statusesWithReason } from '../../shared/kit/stepStatus.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { cx } from '../ui/cx.ts';
import { Keys } from '../ui/Keys.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { agoWords } from '../ui/when.ts';
import { FieldValue } from './FieldValue.tsx';
import { isOfKit } from './kitFacts.ts';
import { KitValue } from './KitValue.tsx';
import styles from './VersionCard.module.css';

interface VersionCardProps {
  readonly conflict: ConflictView;
  readonly index: number;
  /** The key that chooses it, where keys are shown. */
  readonly digit: string | null;
  /** The row's note, which says why a status is what it is; null where it is shown elsewhere. */
  readonly reason?: string | null;
  /** The kit that the row is part of, as it runs, where this computer knows it. */
  readonly kit?: TemplateView | undefined;
  /** Null for those who may only read. */
  readonly onKeep: (() => void) | null;
}

/** One of the values that people wrote without having seen each other: what, who, when, keep it. */
export function VersionCard({
  conflict,
  index,
  digit,
  reason = null,
  kit,
  onKeep,
}: VersionCardProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const version = conflict.versions[index]!;
  const { by, at, shown } = version;
  const others = conflict.versions.filter((_other, place) => place !== index);
  const against = (others.find((other) => other.shown) ?? others[0])?.value;
  const when = agoWords(t, format, at, now);
  const who = by.me ? t('conflict.me') : (by.name ?? t('conflict.unknown'));
  // One person on two computers: a name would say nothing.
  const isNamesake = others.some((other) => other.by.person === by.person);
  return (
    <li className={cx(styles['card'], shown && styles['shown'])} data-version={index}>
      <div className={styles['value']}>
        {isOfKit(conflict) && conflict.field !== 'deleted' ? (
          <KitValue
            entity={conflict.entity}
            field={conflict.field}
            value={version.value}
            others={version.others}
            content={version.content}
            against={against}
            other={(others.find((other) => other.shown) ?? others[0])?.content ?? null}
            names={conflict.names}
            kit={kit}
          />
        ) : (
          <FieldValue
            entity={conflict.entity}
            field={conflict.field}
            names={conflict.names}
            value={version.value}
            others={version.others}
            against={against}
          />
        )}
        {reason !== null && needsReason(conflict.field, version.value) && (
          <p className={styles['reason']}>
            <bdi>{reason}</bdi>
          </p>
        )}
      </div>
      <p className={styles['who']}>
        <b>
          <bdi>{who}</bdi>
        </b>
        <span>
          {' · '}
          <time dateTime={new Date(at).toISOString()}>{when}</time>
        </span>
      </p>
      <p className={styles['now']}>
        {shown && (
          <>
            <IconEye size={15} aria-hidden="true" />
            {t('conflict.shown')}
          </>
        )}
      </p>
      {onKeep !== null && (
        <Button
          classNames={{ root: styles['keep'], label: styles['label'] }}
          variant="default"
          size="xs"
          data-keep={index}
          rightSection={
            digit !== null && (
              <span aria-hidden="true">
                <Keys keys={digit} />
              </span>
            )
          }
          onClick={onKeep}
        >
          {keepWords()}
        </Button>
      )}
    </li>
  );

  function keepWords(): string {
    if (isNamesake) return t('conflict.keepAt', { when });
    if (by.me) return t('conflict.keepMine');
    return by.name === null
      ? t('conflict.keepThis')
      : t('conflict.keepOf', { name: format.ofName(by.name) });
  }
}

function needsReason(field: string, value: JsonValue): boolean {
  return field === 'status' && statusesWithReason.some((status) => status === value);
}
