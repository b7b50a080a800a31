/** Language tags to choose from; Intl knows their names but has no list of them. */
export const LOCALES = [
  'ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'de-AT', 'de-CH', 'el', 'en', 'en-AU', 'en-CA', 'en-GB', 'en-IE', 'en-IN',
  'en-NZ', 'en-US', 'en-ZA', 'es', 'es-AR', 'es-ES', 'es-MX', 'et', 'fa', 'fi', 'fr', 'fr-BE', 'fr-CA', 'fr-CH', 'he',
  'hi', 'hr', 'hu', 'id', 'it', 'it-CH', 'ja', 'ko', 'lt', 'lv', 'ms', 'nb', 'nl', 'nl-BE', 'pl', 'pt', 'pt-BR', 'pt-PT',
  'ro', 'ru', 'sk', 'sl', 'sq', 'sr', 'sv', 'th', 'tr', 'uk', 'vi', 'zh-Hans', 'zh-Hant',
] as const; // prettier-ignore

/** @example localeName('de-AT', 'en') === 'Austrian German (de-AT)' */
export const localeName = (tag: string, language: string): string => {
  try {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(tag);
    return name && name !== tag ? `${name} (${tag})` : tag;
  } catch {
    return tag;
  }
};
