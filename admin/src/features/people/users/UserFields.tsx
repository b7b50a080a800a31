import type { ComponentProps } from 'react';

import { Flex, Grid } from '@strapi/design-system';
import { InputRenderer, useField } from '@strapi/strapi/admin';

import { Card } from '../../../components/Card';
import { DateField } from '../../../components/DateField';
import type { Edge } from '../../../components/typed-date';
import { type TextId, useTranslation } from '../../../translations/use-translation';
import { AccountsField } from './AccountsField';
import { LicenceField } from './LicenceField';
import { RoleGroupsField } from './RoleGroupsField';
import { LocaleField, TimeZoneField } from '../../../components/RegionalFields';
import { AuthTypeField, RolesField, TypeField } from './ChoiceFields';
import { InvitationField } from './InvitationField';
import { TypeChoice } from './TypeChoice';
import type { UserFormValues } from './user-form-values';

type Name = Exclude<keyof UserFormValues, 'sendInvitation' | 'accounts'>;
type Plain = { name: Name; type: 'string' | 'email'; required?: boolean; label?: TextId; hint?: TextId };

/** The fields of a user, in their boxes: those of a person, or those of a program. */
export const UserFields = ({ isNew = false, disabled }: { isNew?: boolean; disabled: boolean }) => {
  const t = useTranslation();
  const isProgram = useField<UserFormValues['type']>('type').value === 'api-only';

  const input = ({ name, type, required, label = `field.${name}`, hint }: Plain) => {
    // Autofill would insert data of the person at the panel, not of the user.
    const props = {
      type,
      name,
      required,
      disabled,
      autoComplete: 'off',
      label: t(label),
      hint: hint && t(hint),
    };
    return (
      <Grid.Item key={name} xs={12} m={6} direction="column" alignItems="stretch">
        <InputRenderer {...(props as ComponentProps<typeof InputRenderer>)} />
      </Grid.Item>
    );
  };

  const date = ({ name, edge }: { name: 'validFrom' | 'validTo'; edge: Edge }) => (
    <Grid.Item xs={12} m={6} direction="column" alignItems="stretch">
      <DateField
        name={name}
        edge={edge}
        label={t(`field.${name}`)}
        hint={t(`field.${name}.hint`)}
        disabled={disabled}
      />
    </Grid.Item>
  );

  const program = (
    <Card title={t('type.api-only')}>
      <Grid.Root gap={5}>
        {input({ name: 'displayName', type: 'string', label: 'field.name', hint: 'field.name.hint' })}
        {input({
          name: 'email',
          type: 'email',
          required: true,
          label: 'field.contact-email',
          hint: 'field.contact-email.hint',
        })}
        {!isNew && input({ name: 'userName', type: 'string', required: true })}
      </Grid.Root>
    </Card>
  );
  const person = (
    <Card title={t('user.person')}>
      <Grid.Root gap={5}>
        {input({ name: 'firstname', type: 'string' })}
        {input({ name: 'lastname', type: 'string' })}
        {input({ name: 'displayName', type: 'string', hint: 'field.displayName.hint' })}
        {input({ name: 'userName', type: 'string', required: !isNew, hint: 'field.userName.hint' })}
        {input({ name: 'email', type: 'email', required: true })}
        {input({ name: 'mobile', type: 'string', hint: 'field.mobile.hint' })}
      </Grid.Root>
    </Card>
  );

  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {isNew && <TypeChoice disabled={disabled} />}
      {isProgram ? program : person}
      <Card title={t('user.access')}>
        <Grid.Root gap={5}>
          {!isNew && <TypeField disabled={disabled} />}
          <AuthTypeField isNew={isNew} disabled={disabled} />
          <RolesField disabled={disabled} />
          <RoleGroupsField disabled={disabled} />
          {date({ name: 'validFrom', edge: 'start' })}
          {date({ name: 'validTo', edge: 'end' })}
          <LicenceField disabled={disabled} />
          {isNew && <InvitationField disabled={disabled} />}
          {isNew && <AccountsField disabled={disabled} />}
        </Grid.Root>
      </Card>
      {!isProgram && (
        <Card title={t('user.regional')}>
          <Grid.Root gap={5}>
            <TimeZoneField disabled={disabled} />
            <LocaleField disabled={disabled} />
          </Grid.Root>
        </Card>
      )}
    </Flex>
  );
};
