import { useDeferredValue, useState } from 'react';

import { Box, Combobox, ComboboxOption, Field } from '@strapi/design-system';

import type { HeldDacGroup } from '../../../shared/contracts/dac-groups';
import { useDacGroupsQuery } from '../api/dac-groups';
import { MAX_SEARCH_LENGTH } from './list-query';
import { useTranslation } from '../translations/use-translation';

const CHOICES = '50';

export const labelOf = ({ code, name }: HeldDacGroup) => `${code} – ${name}`;

type Props = { chosen: readonly HeldDacGroup[]; onPick: (group: HeldDacGroup) => void };

/** One more of all groups: what is typed is looked up on the server. */
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
          // What is offered was found already, and need not have the letters that were typed.
          autocomplete="none"
          // It keeps the text of what was picked (design system 2.2): for the next one it is made anew.
          key={picks}
          autoFocus={picks > 0}
          value=""
          onInputChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={t('dac.search.hint')}
          clearLabel={t('clear')}
          // Not by `loading`: after it the message would stay beside what was found (design system 2.2).
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
