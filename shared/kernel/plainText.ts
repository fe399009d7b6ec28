/**
 * A heading as it is compared: small letters without accents, signs or more than one blank, in
 * Arabic without vowel marks and with one form of alif. `N° UAI *` and `n uai` are the same.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\u0640]/gu, '')
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('@', 'a')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
