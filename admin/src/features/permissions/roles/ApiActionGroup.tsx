import { Accordion, Box, Checkbox, Flex, Grid, Typography } from '@strapi/design-system';

import { useTranslation } from '../../../translations/use-translation';
import { type ActionGroup, countOf, stateOf, withActions } from './api-actions';

type Props = {
  group: ActionGroup;
  chosen: readonly string[];
  disabled: boolean;
  onChange: (chosen: string[]) => void;
};

/** The actions of one content type, chosen singly or all together. */
export const ApiActionGroup = ({ group, chosen, disabled, onChange }: Props) => {
  const t = useTranslation();
  const { owner, name, actions } = group;
  const count = countOf(actions, chosen);
  const choose = (uids: readonly string[]) => (isChosen: boolean | 'indeterminate') =>
    onChange(withActions(chosen, uids, isChosen === true));
  return (
    <Accordion.Item value={owner}>
      <Accordion.Header>
        <Accordion.Trigger>
          <Flex tag="span" gap={2} wrap="wrap">
            <span>{name}</span>
            <Typography tag="span" variant="pi" textColor="neutral600">
              {owner}
            </Typography>
            <Typography tag="span" variant="pi" textColor={count > 0 ? 'primary700' : 'neutral600'}>
              {t('role.apiActions.of', { count, total: actions.length })}
            </Typography>
          </Flex>
        </Accordion.Trigger>
        <Accordion.Actions>
          <Checkbox
            aria-label={t('role.apiActions.all.of', { name })}
            checked={stateOf(group, chosen)}
            disabled={disabled}
            onCheckedChange={choose(actions.map(({ uid }) => uid))}
          >
            {t('role.apiActions.all')}
          </Checkbox>
        </Accordion.Actions>
      </Accordion.Header>
      <Accordion.Content>
        <Box padding={4} role="group" aria-label={name}>
          <Grid.Root gap={3}>
            {actions.map((action) => (
              <Grid.Item key={action.uid} xs={12} s={6} m={4} direction="column" alignItems="stretch">
                <Checkbox
                  checked={chosen.includes(action.uid)}
                  disabled={disabled}
                  onCheckedChange={choose([action.uid])}
                >
                  {action.name}
                </Checkbox>
              </Grid.Item>
            ))}
          </Grid.Root>
        </Box>
      </Accordion.Content>
    </Accordion.Item>
  );
};
