import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import { err } from '../../shared/kernel/result.ts';
import type { templatesContract } from '../../shared/templates/templates.contract.ts';

const none = () => err({ type: 'ProgrammeUnknown', programme: '' });

/** A core without a programme: tests of templates put their own methods in place of these. */
export function memoryTemplates(): Handlers<typeof templatesContract, CoreFailure> {
  return {
    'templates.current': none,
    'templates.edit': none,
    'templates.createDraft': none,
    'templates.draft': none,
    'templates.editDraft': none,
    'templates.describeDraft': none,
    'templates.drop': none,
    'templates.compare': none,
    'templates.merge': none,
    'templates.undoMerge': none,
    'templates.proposals': none,
    'templates.propose': none,
    'templates.answerProposal': none,
    'templates.takeProposal': none,
  };
}
