/** Addresses of the pages, without the hash. */
export const paths = {
  kit: '/kit',
  kitOf: (establishment: string) => `/kit/${encodeURIComponent(establishment)}`,
  establishments: '/establishments',
  settings: '/settings',
};
