import { useMemo, useState } from 'react';

import { Combobox, ComboboxOption } from '@strapi/design-system';

import { askedFor, isFound, searchTextOfNames } from '../../../../../shared/search';
import { useTranslation } from '../../../translations/use-translation';
import { type Forest, pathNameOf } from '../../../components/tree-rows';

/** Options rendered; typing finds the others. */
const CHOICES = 50;

type Props = {
  forest: Forest;
  value: string | null;
  onChange: (id: string | null) => void;
  label: string;
  placeholder: string;
  size?: 'S' | 'M';
  /** Not offered. */
  without?: ReadonlySet<number>;
  isDisabled?: boolean;
  /** Whether it had the focus before it was remounted. */
  hasFocus?: boolean;
};

/** One of all accounts, by the path of names down to it. */
export const AccountPicker = (props: Props) => {
  const { forest, value, onChange, label, placeholder, size, without, isDisabled, hasFocus } = props;
  const t = useTranslation();
  const [typed, setTyped] = useState('');
  const all = useMemo(
    () =>
      [...forest.byId.keys()].map((id) => {
        const name = pathNameOf(forest, id);
        return { id: String(id), name, text: searchTextOfNames(name) };
      }),
    [forest],
  );
  const asked = askedFor(typed);
  const found = all.filter(({ id, text }) => !without?.has(Number(id)) && isFound(text, asked));
  const chosen = all.find(({ id }) => id === value);
  const shown = found.slice(0, CHOICES);
  return (
    <Combobox
      // Remounted: it shows no text for a value set later (design system 2.2).
      key={value ?? ''}
      size={size}
      aria-label={label}
      // Options are already filtered, and need not contain the letters typed.
      autocomplete="none"
      disabled={isDisabled}
      autoFocus={hasFocus}
      value={value ?? ''}
      placeholder={placeholder}
      clearLabel={t('clear')}
      noOptionsMessage={() => t('accounts.none.match')}
      onInputChange={(event) => setTyped(event.currentTarget.value)}
      onChange={(id) => onChange(id || null)}
      onClear={() => onChange(null)}
    >
      {[...(chosen && !shown.includes(chosen) ? [chosen] : []), ...shown].map(({ id, name }) => (
        <ComboboxOption key={id} value={id}>
          {name}
        </ComboboxOption>
      ))}
    </Combobox>
  );
};
