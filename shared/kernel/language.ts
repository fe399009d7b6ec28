/** The languages of the product; French comes first everywhere. */
export const languages = ['fr', 'en', 'ar'] as const;
export type Language = (typeof languages)[number];
