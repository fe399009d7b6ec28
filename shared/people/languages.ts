/** Languages of the product. Apart from the entity, for the page, which carries no schema library. */
export const languages = ['fr', 'en', 'ar'] as const;
export type Language = (typeof languages)[number];
