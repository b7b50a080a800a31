import { useEffect, useRef, useState } from 'react';

import { Button, Flex, Grid } from '@strapi/design-system';
import { Form, InputRenderer, Layouts, Page } from '@strapi/strapi/admin';
import { useNavigate, useSearchParams } from 'react-router-dom';

import { Card } from '../../../components/Card';
import { DateField } from '../../../components/DateField';
import { HintedInput } from '../../../components/HintedInput';
import { useCan } from '../../../components/PermissionsProvider';
import { explainPath } from '../../../explain-path';
import { useTranslation } from '../../../translations/use-translation';
import { type QuestionValues, toQuestion, valuesIn } from './question';
import { useAsk } from './use-ask';
import { UserField } from './UserField';
import { Verdict } from './Verdict';

const half = { xs: 12, m: 6, direction: 'column', alignItems: 'stretch' } as const;

/** "Who could sign in?": applies the sign-in rules to a user, an address and a time, without an attempt. */
export const ExplainPage = () => {
  const t = useTranslation();
  const canSeeUsers = useCan()('users.read');
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const [preset] = useState(() => valuesIn(query));
  const form = useRef<HTMLFormElement>(null);
  const { asked, submit } = useAsk<QuestionValues>({
    required: ['user', 'ip'],
    toQuestion,
    // Whoever mends something and comes back is answered anew.
    onAnswered: (question) => navigate(explainPath(question), { replace: true }),
  });

  const isAskedAtOnce = preset.user !== null && preset.ip !== null;
  useEffect(() => {
    if (isAskedAtOnce) form.current?.requestSubmit();
  }, [isAskedAtOnce]);

  // Without users to see, there is nobody to ask about.
  if (!canSeeUsers) return <Page.NoPermissions />;
  return (
    <Page.Main>
      <Page.Title>{t('nav.explain')}</Page.Title>
      <Layouts.Header title={t('nav.explain')} subtitle={t('explain.text')} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6}>
          <Form<QuestionValues> ref={form} method="POST" initialValues={preset} onSubmit={submit}>
            {({ isSubmitting }) => (
              <Card title={t('explain.question')}>
                <Grid.Root gap={5}>
                  <UserField />
                  <Grid.Item {...half}>
                    <HintedInput type="string" name="ip" required of="explain.ip" />
                  </Grid.Item>
                  <Grid.Item {...half}>
                    <DateField name="at" label={t('explain.at')} hint={t('explain.at.hint')} edge="start" />
                  </Grid.Item>
                  <Grid.Item {...half}>
                    <InputRenderer
                      type="enumeration"
                      name="realm"
                      required
                      label={t('explain.realm')}
                      options={(['panel', 'api'] as const).map((realm) => ({
                        value: realm,
                        label: t(`explain.realm.${realm}`),
                      }))}
                    />
                  </Grid.Item>
                </Grid.Root>
                <Flex justifyContent="flex-end">
                  <Button type="submit" loading={isSubmitting}>
                    {t('explain.ask')}
                  </Button>
                </Flex>
              </Card>
            )}
          </Form>
          <div aria-live="polite">{asked && <Verdict question={asked} tag="h2" />}</div>
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
};
