import { useEffect, useRef } from 'react';

import {
  Box,
  Checkbox,
  Flex,
  IconButton,
  Popover,
  TextButton,
  Typography,
  useNotifyAT,
} from '@strapi/design-system';
import { ArrowDown, ArrowUp, Cog } from '@strapi/icons';

import type { UserColumnName } from '../../../../../shared/users/fields';
import { useTranslation } from '../../../translations/use-translation';
import type { UserColumns } from './use-user-columns';
import { USER_COLUMNS } from './user-columns';

/** Which columns the list shows and in which order, behind the cog that Strapi's own lists have. */
export const ColumnChooser = ({ columns }: { columns: UserColumns }) => {
  const t = useTranslation();
  return (
    <Popover.Root>
      <Popover.Trigger>
        <IconButton label={t('columns.choose')} disabled={!columns.canChoose}>
          <Cog />
        </IconButton>
      </Popover.Trigger>
      <Popover.Content align="end" aria-label={t('columns.choose')}>
        <Choices {...columns} />
      </Popover.Content>
    </Popover.Root>
  );
};

type Step = -1 | 1;

const Choices = ({ names, isOwn, choose }: UserColumns) => {
  const t = useTranslation();
  const { notifyStatus } = useNotifyAT();
  const list = useRef<HTMLDivElement>(null);
  const moved = useRef<{ name: UserColumnName; step: Step } | null>(null);
  const hidden = USER_COLUMNS.filter(({ name }) => !names.includes(name));

  const move = (name: UserColumnName, step: Step) => {
    const from = names.indexOf(name);
    const order = names.filter((other) => other !== name);
    order.splice(from + step, 0, name);
    moved.current = { name, step };
    choose(order);
    notifyStatus(
      t('columns.moved', { column: t(`field.${name}`), place: from + step + 1, count: names.length }),
    );
  };

  // A button that was moved loses the focus, and cannot get it back at either end.
  useEffect(() => {
    if (!moved.current) return;
    const { name, step } = moved.current;
    const button = (direction: Step) =>
      list.current?.querySelector<HTMLButtonElement>(
        `[data-move="${name}:${direction}"]:not([aria-disabled="true"])`,
      );
    (button(step) ?? button(step === 1 ? -1 : 1))?.focus();
    moved.current = null;
  }, [names]);

  const mover = (name: UserColumnName, step: Step, isEnd: boolean) => (
    <IconButton
      variant="ghost"
      size="XS"
      label={t(step === -1 ? 'columns.up' : 'columns.down', { column: t(`field.${name}`) })}
      data-move={`${name}:${step}`}
      aria-disabled={isEnd}
      onClick={() => !isEnd && move(name, step)}
    >
      {step === -1 ? <ArrowUp /> : <ArrowDown />}
    </IconButton>
  );

  return (
    <Box padding={4} width="32rem">
      <Flex
        ref={list}
        direction="column"
        alignItems="stretch"
        maxHeight="50vh"
        overflow="auto"
        role="group"
        aria-label={t('columns.title')}
      >
        {names.map((name, place) => (
          <Flex key={name} justifyContent="space-between" gap={2} height="3.2rem" shrink={0}>
            <Checkbox
              checked
              disabled={names.length === 1}
              onCheckedChange={() => choose(names.filter((other) => other !== name))}
            >
              {t(`field.${name}`)}
            </Checkbox>
            <Flex gap={0}>
              {mover(name, -1, place === 0)}
              {mover(name, 1, place === names.length - 1)}
            </Flex>
          </Flex>
        ))}
        {hidden.map(({ name }) => (
          <Flex key={name} height="3.2rem" shrink={0}>
            <Checkbox checked={false} onCheckedChange={() => choose([...names, name])}>
              {t(`field.${name}`)}
            </Checkbox>
          </Flex>
        ))}
      </Flex>
      <Flex direction="column" alignItems="stretch" gap={2} paddingTop={3}>
        <Typography variant="pi" textColor="neutral600">
          {t(isOwn ? 'columns.own' : 'columns.link')}
        </Typography>
        <TextButton onClick={() => choose(null)}>{t('columns.reset')}</TextButton>
      </Flex>
    </Box>
  );
};
