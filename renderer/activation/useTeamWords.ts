import { useCallback } from 'react';
import { teamFunctions } from '../../shared/people/teamMember.entity.ts';
import type { TeamWarning } from '../../shared/people/team.rules.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** Says what a team lacks, in words. */
export function useTeamWords(): (warning: TeamWarning) => string {
  const { t, format } = useLanguage();
  return useCallback(
    (warning) => {
      switch (warning.type) {
        case 'tooLittleTime':
          return t('activation:teamWarning.tooLittleTime', {
            function: functionName(warning.function),
            has: format.number(warning.has),
            needs: format.number(warning.needs),
          });
        case 'tooFewCorrespondents':
          return t('activation:teamWarning.tooFewCorrespondents', {
            function: functionName(warning.function),
            has: format.number(warning.has),
            needs: format.number(warning.needs),
          });
        case 'tooMuchForOne':
          return t('activation:teamWarning.tooMuchForOne', {
            name: warning.name,
            has: format.number(warning.has),
          });
      }
      function functionName(name: string): string {
        const known = (teamFunctions as readonly string[]).includes(name);
        return known ? t(`activation:function.${name}`) : name;
      }
    },
    [t, format],
  );
}
