import { Box, Checkbox, Field, Flex, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { useTranslation } from '../../../translations/use-translation';
import { useValueInWords } from '../../../components/policy/PolicyValue';
import type { PolicyField } from '../../../components/policy/policy-fields';

type Props = {
  field: Extract<PolicyField, { kind: 'set' }>;
  label: string;
  hint: React.ReactNode;
  disabled: boolean;
};

/** Several of a few. What always holds is ticked and stays so. */
export const SetInput = ({ field, label, hint, disabled }: Props) => {
  const t = useTranslation();
  const inWords = useValueInWords();
  const { value = [], error, onChange } = useField<string[]>(field.path);
  const toggle = (choice: string, isChosen: boolean) =>
    onChange(
      field.path,
      field.choices.filter((one) => (one === choice ? isChosen : value.includes(one))),
    );
  return (
    <Field.Root name={field.path} error={error} hint={hint}>
      <Box tag="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
        <Typography tag="legend" variant="pi" fontWeight="bold" style={{ padding: 0 }}>
          {label}
        </Typography>
        <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2} paddingBottom={2}>
          {field.choices.map((choice) => (
            <Checkbox
              key={choice}
              checked={value.includes(choice)}
              disabled={disabled || field.always.includes(choice)}
              onCheckedChange={(isChosen: boolean | 'indeterminate') => toggle(choice, isChosen === true)}
            >
              {field.always.includes(choice)
                ? t('policy.always', { value: inWords(choice) })
                : inWords(choice)}
            </Checkbox>
          ))}
        </Flex>
        <Field.Hint />
        <Field.Error />
      </Box>
    </Field.Root>
  );
};
