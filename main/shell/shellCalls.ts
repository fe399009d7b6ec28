import { z } from 'zod';
import { attachmentShellContract } from '../../shared/attachments/attachments.contract.ts';
import { exchangeContract } from '../../shared/bridge/exchange.contract.ts';
import { ticketShellContract } from '../../shared/assistance/tickets.contract.ts';
import { themes } from '../../shared/bridge/window.ts';
import { calendarShellContract } from '../../shared/calendar/calendar.contract.ts';
import { viewsSchema } from './preferences.ts';
import { printContract } from '../../shared/print/print.contract.ts';
import { importShellContract } from '../../shared/imports/imports.contract.ts';
import { codesShellContract } from '../../shared/people/codes.contract.ts';
import { coverageShellContract } from '../../shared/training/coverage.contract.ts';
import { tutoringShellContract } from '../../shared/tutoring/groups.contract.ts';
import { languages } from '../../shared/kernel/language.ts';
import { templateShellContract } from '../../shared/templates/templates.contract.ts';

/** What the page may ask of the shell itself; everything else in the contract is the core's. */
export const shellInputs = {
  'preferences.write': z.strictObject({
    language: z.enum(languages).optional(),
    theme: z.enum(themes).optional(),
    views: viewsSchema.optional(),
  }),
  /** The preload script tells what the browser knows of the network. */
  'network.changed': z.strictObject({ online: z.boolean() }),
  'attachments.attach': attachmentShellContract['attachments.attach'].input,
  'attachments.show': attachmentShellContract['attachments.show'].input,
  'exchange.export': exchangeContract['exchange.export'].input,
  'exchange.import': exchangeContract['exchange.import'].input,
  'print.saveKit': printContract['print.saveKit'].input,
  'print.saveSheet': printContract['print.saveSheet'].input,
  'print.saveCertificate': printContract['print.saveCertificate'].input,
  'print.saveSummons': printContract['print.saveSummons'].input,
  'print.saveMinutes': printContract['print.saveMinutes'].input,
  'templates.open': templateShellContract['templates.open'].input,
  'templates.save': templateShellContract['templates.save'].input,
  'imports.choose': importShellContract['imports.choose'].input,
  'imports.saveIssues': importShellContract['imports.saveIssues'].input,
  'exports.save': importShellContract['exports.save'].input,
  'calendar.save': calendarShellContract['calendar.save'].input,
  'people.saveCodes': codesShellContract['people.saveCodes'].input,
  'coverage.save': coverageShellContract['coverage.save'].input,
  'tickets.handOver': ticketShellContract['tickets.handOver'].input,
  'tutoring.saveStatement': tutoringShellContract['tutoring.saveStatement'].input,
} as const;
export type ShellMethod = keyof typeof shellInputs;
