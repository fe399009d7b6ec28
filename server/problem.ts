/**
 * Why the server or an administration command cannot start: expected, and said to the person in
 * one sentence of the catalogue `server`, under `problem.<type>`.
 */
export type Problem =
  | { readonly type: 'usage'; readonly detail: string }
  | { readonly type: 'portInvalid'; readonly port: string }
  | { readonly type: 'portInUse'; readonly port: number; readonly host: string }
  | { readonly type: 'portForbidden'; readonly port: number }
  | { readonly type: 'hostUnknown'; readonly host: string }
  | { readonly type: 'demoUnknown'; readonly demo: string; readonly known: string }
  | { readonly type: 'demoNotLocal'; readonly host: string }
  | { readonly type: 'demoOnOtherData'; readonly folder: string }
  | { readonly type: 'folderUnusable'; readonly folder: string }
  | { readonly type: 'folderReadOnly'; readonly folder: string }
  | { readonly type: 'folderInUse'; readonly folder: string }
  | { readonly type: 'diskFull'; readonly folder: string }
  | { readonly type: 'databaseMissing'; readonly file: string }
  | { readonly type: 'notADatabase'; readonly file: string }
  | { readonly type: 'databaseNewer'; readonly file: string }
  | { readonly type: 'databaseOlder'; readonly file: string }
  | { readonly type: 'databaseUrlInvalid' }
  | { readonly type: 'databaseUnreachable'; readonly address: string }
  | { readonly type: 'databaseRefused'; readonly address: string }
  | { readonly type: 'databaseUnknown'; readonly address: string }
  | { readonly type: 'databaseForbidden'; readonly address: string }
  | { readonly type: 'databaseForeign'; readonly address: string }
  | { readonly type: 'databaseEncoding'; readonly address: string }
  | { readonly type: 'databaseEmpty'; readonly address: string }
  | { readonly type: 'loginUnknown'; readonly login: string }
  | { readonly type: 'minutesInvalid'; readonly minutes: string; readonly least: number }
  | { readonly type: 'fileUnusable'; readonly file: string; readonly code: string }
  | { readonly type: 'fileTooLarge'; readonly file: string }
  | { readonly type: 'fileExists'; readonly file: string }
  | { readonly type: 'fileEmpty'; readonly file: string }
  | { readonly type: 'NotABundle'; readonly file: string }
  | { readonly type: 'BundleDamaged'; readonly file: string }
  | { readonly type: 'BundleForOthers'; readonly file: string }
  | { readonly type: 'BundleForged'; readonly file: string }
  | { readonly type: 'BundleNewer'; readonly file: string }
  | { readonly type: 'BundleUnanswerable'; readonly file: string }
  | { readonly type: 'deviceUnknown'; readonly device: string }
  | { readonly type: 'roleUnknown'; readonly role: string; readonly known: string }
  | { readonly type: 'placeUnknown'; readonly place: string }
  | {
      readonly type: 'grantUnknown';
      readonly login: string;
      readonly role: string;
      readonly place: string;
    }
  | { readonly type: 'templateUnknown'; readonly template: string; readonly known: string }
  | { readonly type: 'programmeIdInvalid'; readonly id: string }
  | { readonly type: 'programmeTaken'; readonly id: string }
  | { readonly type: 'rowUnknown'; readonly entity: string; readonly row: string }
  | { readonly type: 'notABackup'; readonly file: string }
  | { readonly type: 'backupDamaged'; readonly file: string }
  | { readonly type: 'backupNewer'; readonly file: string }
  | { readonly type: 'restoreNotEmpty' }
  | { readonly type: 'commandUnknown'; readonly command: string; readonly known: string };

/** Carries a {@link Problem} up to whoever started the program. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(JSON.stringify(problem), options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
