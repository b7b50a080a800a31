import type { ReactNode } from 'react';

import { Box, Checkbox, Field, Flex, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

type Props<Choice extends string> = {
  name: string;
  label: string;
  hint: ReactNode;
  choices: readonly Choice[];
  textOf: (choice: Choice) => string;
  isDisabled: (choice: Choice) => boolean;
};

/** A form field that holds several of a few choices, in the order of the choices. */
export const CheckboxSet = <Choice extends string>(props: Props<Choice>) => {
  const { name, label, hint, choices, textOf, isDisabled } = props;
  const { value = [], error, onChange } = useField<Choice[]>(name);
  const toggle = (choice: Choice, isChosen: boolean) =>
    onChange(
      name,
      choices.filter((one) => (one === choice ? isChosen : value.includes(one))),
    );
  return (
    <Field.Root name={name} error={error} hint={hint}>
      <Box tag="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
        <Typography tag="legend" variant="pi" fontWeight="bold" style={{ padding: 0 }}>
          {label}
        </Typography>
        <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2} paddingBottom={2}>
          {choices.map((choice) => (
            <Checkbox
              key={choice}
              checked={value.includes(choice)}
              disabled={isDisabled(choice)}
              onCheckedChange={(isChosen: boolean | 'indeterminate') => toggle(choice, isChosen === true)}
            >
              {textOf(choice)}
            </Checkbox>
          ))}
        </Flex>
        <Field.Hint />
        <Field.Error />
      </Box>
    </Field.Root>
  );
};
