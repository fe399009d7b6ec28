import type { Command } from 'commander';
import type { DeviceView } from '../../../shared/sync/devices.contract.ts';
import { must, Stop, withCore, type CommonOptions, type Context } from '../context.ts';

/** `devices`, `devices rename DEVICE NAME` and `devices revoke DEVICE`. */
export function deviceCommands(program: Command, context: Context): void {
  const { t, command, print } = context;
  command(program, 'devices', 'devices')
    .argument('[action]', t('cli:options.action'))
    .argument('[device]', t('cli:options.device'))
    .argument('[name]', t('cli:options.name'))
    .action(
      async (
        action: string | undefined,
        device: string | undefined,
        name: string | undefined,
        options: CommonOptions,
      ) => {
        if (action === 'rename' && device !== undefined && name !== undefined) {
          await withCore(context, options, {}, async (core) => {
            must(await core.call('devices.rename', { device, name }));
            print(options, { device, name }, () => t('cli:deviceRenamed', { device, name }));
          });
        } else if (action === 'revoke' && device !== undefined && name === undefined) {
          await withCore(context, options, {}, async (core) => {
            must(await core.call('devices.revoke', { device }));
            print(options, { device, revoked: true }, () => t('cli:deviceRevokedNow', { device }));
          });
        } else if (action === undefined) {
          await withCore(context, options, {}, async (core) => {
            const devices = must(await core.call('devices.list', {}));
            print(options, devices.map(deviceJson), () =>
              devices.map((view) => deviceText(context, view)).join('\n'),
            );
          });
        } else {
          throw new Stop({
            type: 'BadInput',
            detail: 'devices | devices rename DEVICE NAME | devices revoke DEVICE',
          });
        }
      },
    );
}

function deviceJson(view: DeviceView): Record<string, unknown> {
  const time = (ms: number | null): string | null =>
    ms === null ? null : new Date(ms).toISOString();
  return { ...view, enrolledAt: time(view.enrolledAt), revokedAt: time(view.revokedAt) };
}

function deviceText({ t }: Context, view: DeviceView): string {
  const marks = [
    ...(view.current ? [t('cli:deviceCurrent')] : view.mine ? [t('cli:deviceMine')] : []),
    ...(view.revokedAt === null ? [] : [t('cli:deviceRevoked')]),
  ];
  return [view.id, view.name, view.personName, ...marks].join(' · ');
}
