import { useCallback } from 'react';

import { useIntl } from 'react-intl';

import { PLUGIN_ID } from '../../../shared/constants';
import type first from './en.json';
import type pages from './en.pages.json';

/** Every text of the plugin. An id that English does not have is a type error. */
export type TextId = keyof typeof first | keyof typeof pages;

type Values = Record<string, string | number | boolean | null | undefined>;
export type Translate = (id: TextId, values?: Values) => string;

/** The plugin's texts in the language of the panel. */
export const useTranslation = (): Translate => {
  const { formatMessage } = useIntl();
  return useCallback((id, values) => formatMessage({ id: `${PLUGIN_ID}.${id}` }, values), [formatMessage]);
};
