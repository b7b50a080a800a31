import { Flex, Grid, Typography } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { styled } from 'styled-components';

import { Card } from '../../../components/Card';
import { useTranslation } from '../../../translations/use-translation';
import { NEW_TYPES, type UserFormValues } from './user-form-values';

/** Whether a person or a program is added: each has a form of its own. */
export const TypeChoice = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  const { value, onChange } = useField<UserFormValues['type']>('type');
  return (
    <Card title={t('users.add.kind')}>
      <Grid.Root gap={4} role="radiogroup" aria-label={t('users.add.kind')}>
        {NEW_TYPES.map((type) => (
          <Grid.Item key={type} xs={12} m={6} direction="column" alignItems="stretch">
            <Choice>
              <input
                type="radio"
                name="type"
                aria-label={t(`type.${type}`)}
                aria-describedby={`type-${type}`}
                checked={value === type}
                disabled={disabled}
                onChange={() => onChange('type', type)}
              />
              <Flex tag="span" direction="column" alignItems="flex-start" gap={1}>
                <Typography fontWeight="bold">{t(`type.${type}`)}</Typography>
                <Typography id={`type-${type}`} textColor="neutral600">
                  {t(`type.${type}.text`)}
                </Typography>
              </Flex>
            </Choice>
          </Grid.Item>
        ))}
      </Grid.Root>
    </Card>
  );
};

const Choice = styled.label`
  display: flex;
  align-items: flex-start;
  gap: ${({ theme }) => theme.spaces[3]};
  height: 100%;
  padding: ${({ theme }) => theme.spaces[4]};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;

  input {
    flex: none;
    margin-top: 0.3rem;
    accent-color: ${({ theme }) => theme.colors.primary600};
  }
  &:has(:checked) {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
  }
  &:has(:focus-visible) {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;
