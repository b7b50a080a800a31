import { PLUGIN_ID } from '../../../shared/constants';

export type Translations = Record<string, string>;

/** All plugins share one namespace of ids. */
export const withPrefix = (texts: Translations): Translations =>
  Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${PLUGIN_ID}.${id}`, text]));
