import { Button } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useCall } from '../../bridge/useCall.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { READ_KITS } from './coverageReads.ts';
import { useEvidence } from './useEvidence.ts';
import styles from './Coverage.module.css';

/** In the panel of an action of the kit: that attendance says it is done, to be confirmed. */
export function StepProposal({ step }: { readonly step: string }) {
  const { t } = useLanguage();
  const { evidence, confirm, busy } = useEvidence();
  const { value } = useCall('coverage.proposals', { step }, READ_KITS);
  const [proposal] = value?.rows ?? [];
  if (proposal === undefined) return null;
  return (
    <section className={styles['proposal']}>
      <p>
        <IconSchool size={18} aria-hidden="true" />
        <span>{t('coverage:kits.proposed', { evidence: evidence(proposal) })}</span>
      </p>
      {proposal.mayTick && (
        <Button size="compact-sm" loading={busy} onClick={() => void confirm([proposal])}>
          {t('coverage:kits.tick')}
        </Button>
      )}
    </section>
  );
}
