import { Button } from '@mantine/core';
import { IconFileExport, IconFileImport, IconUsb } from '@tabler/icons-react';
import { useReadValue, useBridge } from '../bridge/BridgeContext.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useExchange } from './useExchange.ts';
import styles from './ExchangePart.module.css';

/** Never a network? The way by a USB key: what it is, and its two actions. */
export function ExchangePart() {
  const { t } = useLanguage();
  const { reads } = useBridge();
  const carrying = useReadValue(reads.syncStatus)?.carrying ?? 0;
  const { exportTo, open } = useExchange();
  return (
    <section className={styles['part']} aria-labelledby="exchange-title">
      <h3 id="exchange-title" className={styles['head']}>
        <IconUsb size={18} aria-hidden="true" />
        {t('exchange.title')}
      </h3>
      <p className={styles['lead']}>{t('exchange.lead')}</p>
      {carrying > 0 && (
        <p className={styles['carrying']}>{t('exchange.carrying', { count: carrying })}</p>
      )}
      <div className={styles['actions']}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileExport size={16} aria-hidden="true" />}
          onClick={() => void exportTo()}
        >
          {t('exchange.export')}
        </Button>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFileImport size={16} aria-hidden="true" />}
          onClick={() => void open()}
        >
          {t('exchange.import')}
        </Button>
      </div>
    </section>
  );
}
