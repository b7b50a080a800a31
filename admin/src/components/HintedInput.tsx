import type { ComponentProps } from 'react';

import { InputRenderer } from '@strapi/strapi/admin';

import { type TextId, useTranslation } from '../translations/use-translation';

/** A text id for which `.hint` exists, too. */
type Hinted = { [Id in TextId]: `${Id}.hint` extends TextId ? Id : never }[TextId];

type Without<Props, Key extends PropertyKey> = Props extends unknown ? Omit<Props, Key> : never;
type Props = Without<ComponentProps<typeof InputRenderer>, 'label' | 'hint'> & { of: Hinted };

/** One of Strapi's inputs in a form, labelled `<of>`, with the hint `<of>.hint`. */
export const HintedInput = ({ of, ...input }: Props) => {
  const t = useTranslation();
  return <InputRenderer {...input} label={t(of)} hint={t(`${of}.hint`)} />;
};
