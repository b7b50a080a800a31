import { Box, Checkbox, Field, Flex, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { USER_TYPES, type UserType } from '../../../shared/constants';
import { type TextId, useTranslation } from '../translations/use-translation';

/** Users of which types something is for. */
export const UserTypesField = ({ hint, disabled }: { hint: TextId; disabled: boolean }) => {
  const t = useTranslation();
  const { value = [], error, onChange } = useField<UserType[]>('userTypes');
  const toggle = (type: UserType, isChosen: boolean) =>
    onChange(
      'userTypes',
      USER_TYPES.filter((one) => (one === type ? isChosen : value.includes(one))),
    );
  return (
    <Field.Root name="userTypes" error={error} hint={t(hint)}>
      <Box tag="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
        <Typography tag="legend" variant="pi" fontWeight="bold" style={{ padding: 0 }}>
          {t('roles.userTypes')}
        </Typography>
        <Flex direction="column" alignItems="stretch" gap={2} paddingTop={2} paddingBottom={2}>
          {USER_TYPES.map((type) => (
            <Checkbox
              key={type}
              checked={value.includes(type)}
              disabled={disabled}
              onCheckedChange={(isChosen: boolean | 'indeterminate') => toggle(type, isChosen === true)}
            >
              {t(`type.${type}`)}
            </Checkbox>
          ))}
        </Flex>
        <Field.Hint />
        <Field.Error />
      </Box>
    </Field.Root>
  );
};
