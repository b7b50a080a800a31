import { Grid } from '@strapi/design-system';
import { InputRenderer } from '@strapi/strapi/admin';

import { PHONE_KINDS } from '../../../../../shared/contracts/contact';
import { Card } from '../../../components/Card';
import { useTranslation } from '../../../translations/use-translation';
import { CountryField } from './CountryField';
import { Rows } from './Rows';

const ADDRESS = ['street', 'postalCode', 'city', 'region'] as const;
const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

/** The fields of the contact, in their boxes. */
export const ContactFields = ({ disabled }: { disabled: boolean }) => {
  const t = useTranslation();
  // Autofill would insert data of the person at the panel, not of the user.
  const common = { disabled, autoComplete: 'off' };
  return (
    <>
      <Card title={t('contact.address')}>
        <Grid.Root gap={5}>
          {ADDRESS.map((name) => (
            <Grid.Item key={name} {...half}>
              <InputRenderer {...common} type="string" name={name} label={t(`field.${name}`)} />
            </Grid.Item>
          ))}
          <Grid.Item {...half}>
            <CountryField disabled={disabled} />
          </Grid.Item>
        </Grid.Root>
      </Card>
      <Card title={t('contact.phones')}>
        <Rows name="phones" empty={{ kind: 'work', number: null }} disabled={disabled}>
          {(row) => (
            <>
              <Grid.Item s={4} xs={12} direction="column" alignItems="stretch">
                <InputRenderer
                  disabled={disabled}
                  type="enumeration"
                  name={`${row}.kind`}
                  label={t('contact.kind')}
                  options={PHONE_KINDS.map((kind) => ({ value: kind, label: t(`contact.kind.${kind}`) }))}
                />
              </Grid.Item>
              <Grid.Item s={8} xs={12} direction="column" alignItems="stretch">
                <InputRenderer {...common} type="string" name={`${row}.number`} label={t('contact.number')} />
              </Grid.Item>
            </>
          )}
        </Rows>
      </Card>
      <Card title={t('contact.emails')} text={t('contact.emails.text')}>
        <Rows name="emails" empty={{ address: null }} disabled={disabled}>
          {(row) => (
            <Grid.Item col={12} direction="column" alignItems="stretch">
              <InputRenderer {...common} type="email" name={`${row}.address`} label={t('field.email')} />
            </Grid.Item>
          )}
        </Rows>
      </Card>
    </>
  );
};
