import { Box, Button, Flex, Link, Loader } from '@strapi/design-system';
import { Form, InputRenderer } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import type { User } from '../../../../../shared/contracts/users';
import { Card } from '../../../components/Card';
import { nameOf } from '../../../components/user/user-names';
import { explainPath } from '../../../explain-path';
import { useTranslation } from '../../../translations/use-translation';
import { useAsk } from './use-ask';
import { type LikelyAddress, useLikelyAddress } from './use-likely-address';
import { Verdict } from './Verdict';

/** Whether a user could come in now from an address: at first from the one they last tried from. */
export const UserVerdict = ({ user }: { user: User }) => {
  const t = useTranslation();
  const address = useLikelyAddress(user);
  const realm = user.type === 'api-only' ? 'api' : 'panel';
  return (
    <Card title={t(`explain.could.${realm}`, { name: nameOf(user) })}>
      {address ? <Asked user={user} realm={realm} address={address} /> : <Loader>{t('loading')}</Loader>}
    </Card>
  );
};

type AskedProps = { user: User; realm: 'panel' | 'api'; address: LikelyAddress };
type Values = { ip: string | null };

const Asked = ({ user, realm, address: { ip, from } }: AskedProps) => {
  const t = useTranslation();
  const toQuestion = (values: Values) => ({ user: user.id, ip: (values.ip ?? '').trim(), realm });
  const { asked, submit } = useAsk<Values>({
    required: ['ip'],
    toQuestion,
    first: ip === null ? null : toQuestion({ ip }),
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <Form<Values> method="POST" initialValues={{ ip }} onSubmit={submit}>
        {({ isSubmitting }) => (
          <Flex gap={4} alignItems="flex-start" wrap="wrap">
            <Box flex="0 1 36rem">
              <InputRenderer
                type="string"
                name="ip"
                required
                label={t('explain.ip')}
                hint={t(`explain.from.${from}`, { name: nameOf(user) })}
              />
            </Box>
            <Flex gap={5} paddingTop={6}>
              <Button type="submit" size="L" variant="secondary" loading={isSubmitting}>
                {t('explain.ask')}
              </Button>
              <Link tag={NavLink} to={explainPath(asked ?? { user: user.id, realm })}>
                {t('explain.more')}
              </Link>
            </Flex>
          </Flex>
        )}
      </Form>
      <div aria-live="polite">{asked && <Verdict question={asked} tag="h3" />}</div>
    </Flex>
  );
};
