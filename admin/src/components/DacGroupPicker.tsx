import { useDeferredValue, useState } from 'react';

import { Box, Combobox, ComboboxOption, Field } from '@strapi/design-system';

import type { HeldDacGroup } from '../../../shared/contracts/dac-groups';
import { useDacGroupsQuery } from '../api/dac-groups';
import { MAX_SEARCH_LENGTH } from './list-query';
import { useTranslation } from '../translations/use-translation';

const CHOICES = '50';

export const labelOf = ({ code, name }: HeldDacGroup) => `${code} – ${name}`;

type Props = { chosen: readonly HeldDacGroup[]; onPick: (group: HeldDacGroup) => void };

/** Adds one of all groups: typing searches on the server. */
export const DacGroupPicker = ({ chosen, onPick }: Props) => {
  const t = useTranslation();
  const [typed, setTyped] = useState('');
  const [picks, setPicks] = useState(0);
  const _q = useDeferredValue(typed).slice(0, MAX_SEARCH_LENGTH) || undefined;
  const { data, isFetching } = useDacGroupsQuery({ pageSize: CHOICES, _q });
  const groups = (data?.data ?? []).filter(({ id }) => !chosen.some((one) => one.id === id));
  return (
    <Box maxWidth="48rem">
      <Field.Root name="add-dac-group" hint={t('dac.user.add.hint')}>
        <Field.Label>{t('dac.user.add')}</Field.Label>
        <Combobox
          // The server has already searched; the results need not contain the letters typed.
          autocomplete="none"
          // Remounted for the next one: it keeps the text of the last pick (design system 2.2).
          key={picks}
          autoFocus={picks > 0}
          value=""
          onInputChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={t('dac.search.hint')}
          clearLabel={t('clear')}
          // Not with `loading`: its message would stay beside the results (design system 2.2).
          noOptionsMessage={() => t(isFetching ? 'loading' : 'dac.none.match')}
          onClear={() => setTyped('')}
          onChange={(id) => {
            const group = groups.find((one) => String(one.id) === id);
            if (group) onPick({ id: group.id, code: group.code, name: group.name });
            setTyped('');
            setPicks(picks + 1);
          }}
        >
          {groups.map((group) => (
            <ComboboxOption key={group.id} value={String(group.id)}>
              {labelOf(group)}
            </ComboboxOption>
          ))}
        </Combobox>
        <Field.Hint />
      </Field.Root>
    </Box>
  );
};
