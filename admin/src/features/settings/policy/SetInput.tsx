import type { ReactNode } from 'react';

import { CheckboxSet } from '../../../components/CheckboxSet';
import { useTranslation } from '../../../translations/use-translation';
import { useValueInWords } from '../../../components/policy/PolicyValue';
import type { PolicyField } from '../../../components/policy/policy-fields';

type Props = {
  field: Extract<PolicyField, { kind: 'set' }>;
  label: string;
  hint: ReactNode;
  disabled: boolean;
};

/** Several of a few choices. Those that always apply are ticked and stay so. */
export const SetInput = ({ field: { path, choices, always }, label, hint, disabled }: Props) => {
  const t = useTranslation();
  const inWords = useValueInWords();
  const textOf = (choice: string) =>
    always.includes(choice) ? t('policy.always', { value: inWords(choice) }) : inWords(choice);
  return (
    <CheckboxSet
      name={path}
      label={label}
      hint={hint}
      choices={choices}
      textOf={textOf}
      isDisabled={(choice) => disabled || always.includes(choice)}
    />
  );
};
