/** Bodies through which universities are bound, as they write themselves. */
const CHANNELS: Readonly<Record<string, string>> = { amue: 'Amue', cocktail: 'Cocktail' };

/** What a channel is called; one that is not known is said as it was written. */
export function channelName(channel: string): string {
  return CHANNELS[channel] ?? channel;
}
