import { type DragEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';

import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ChevronDown, ChevronRight } from '@strapi/icons';
import { styled } from 'styled-components';

import { useTranslation } from '../../../translations/use-translation';
import { type Drop, type Forest, lineOf, type TreeRow, rowsOf } from '../../../components/tree-rows';
import { useTreeKeys } from './use-tree-keys';

/** Rows rendered at once; a button shows more. */
const ROWS_AT_ONCE = 500;
const INDENT_REM = 2.4;

type Props = {
  label: string;
  forest: Forest;
  search?: string;
  /** Left out, with all its descendants. */
  without?: number | null;
  /** Ticked rows; a single one if `isSingle`. Without it nothing can be ticked. */
  ticked?: ReadonlySet<number>;
  isSingle?: boolean;
  isDisabled?: boolean;
  onTick?: (id: number) => void;
  /** The page's own keys; returns whether it handled the key. */
  onKey?: (key: string, row: TreeRow) => boolean;
  /** What a screen reader says after the name. */
  describe?: (row: TreeRow) => string | undefined;
  /** Shown after the name; reached with Tab from the current row. */
  children?: (row: TreeRow, isCurrent: boolean) => ReactNode;
  drag?: { canDrag: (row: TreeRow) => boolean; onDrop: (moved: number, target: number, drop: Drop) => void };
};

/** Accounts as a tree, with a tree's keys. All ancestors of ticked accounts are open at first. */
export const AccountTree = (props: Props) => {
  const { label, forest, search = '', without = null, ticked, isSingle, isDisabled, onTick, drag } = props;
  const t = useTranslation();
  const [open, setOpen] = useState(() => firstOpen(forest, ticked));
  const rows = useMemo(() => rowsOf(forest, { open, search, without }), [forest, open, search, without]);
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const shown = rows.slice(0, limit);
  const [wanted, setWanted] = useState<number | null>(null);
  const current = shown.some(({ account }) => account.id === wanted)
    ? wanted
    : (shown[0]?.account.id ?? null);
  const list = useRef<HTMLUListElement>(null);
  const [over, setOver] = useState<{ id: number; drop: Drop } | null>(null);
  const dragged = useRef<number | null>(null);

  const toggle = (id: number, isOpen: boolean) =>
    setOpen((before) => new Set(isOpen ? [...before, id] : [...before].filter((one) => one !== id)));
  const pick = ({ account, hasChildren, isOpen }: TreeRow) => {
    if (onTick && !isDisabled) onTick(account.id);
    else if (hasChildren) toggle(account.id, !isOpen);
  };
  const moved = useRef(false);
  const go = (id: number) => {
    moved.current = true;
    setWanted(id);
  };
  // Only after a key press: a re-rendered tree must not take the focus.
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    list.current?.querySelector<HTMLElement>(`[data-account="${current}"]`)?.focus();
  }, [current]);
  const onKeyDown = useTreeKeys({ rows: shown, current, go, toggle, onPick: pick, onKey: props.onKey });

  const dropOf = (event: DragEvent<HTMLElement>): Drop => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const at = (event.clientY - top) / height;
    return at < 0.25 ? 'before' : at > 0.75 ? 'after' : 'inside';
  };
  const dragging = (row: TreeRow) =>
    drag && {
      draggable: drag.canDrag(row),
      onDragStart: (event: DragEvent<HTMLElement>) => {
        dragged.current = row.account.id;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', row.account.name);
      },
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (dragged.current === null) return;
        event.preventDefault();
        const drop = dropOf(event);
        if (over?.id !== row.account.id || over.drop !== drop) setOver({ id: row.account.id, drop });
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        if (dragged.current !== null) drag.onDrop(dragged.current, row.account.id, dropOf(event));
        setOver(null);
      },
      onDragEnd: () => {
        dragged.current = null;
        setOver(null);
      },
    };

  return (
    <>
      <List
        ref={list}
        role="tree"
        aria-label={label}
        aria-multiselectable={ticked && !isSingle ? true : undefined}
      >
        {shown.map((row) => {
          const { account, level, place, siblings, hasChildren, isOpen } = row;
          const isCurrent = account.id === current;
          const isTicked = ticked?.has(account.id);
          return (
            <Row
              key={account.id}
              role="treeitem"
              data-account={account.id}
              aria-label={[account.name, props.describe?.(row)].filter(Boolean).join(' ')}
              aria-level={level}
              aria-posinset={place}
              aria-setsize={siblings}
              aria-expanded={hasChildren ? isOpen : undefined}
              aria-checked={isSingle ? undefined : isTicked}
              aria-selected={isSingle ? isTicked : undefined}
              aria-disabled={isDisabled || undefined}
              tabIndex={isCurrent ? 0 : -1}
              $drop={over?.id === account.id ? over.drop : null}
              $isTicked={Boolean(isSingle && isTicked)}
              style={{ paddingInlineStart: `${(level - 1) * INDENT_REM + 0.8}rem` }}
              onKeyDown={onKeyDown}
              onFocus={() => setWanted(account.id)}
              {...dragging(row)}
            >
              <Twist
                aria-hidden
                $isThere={hasChildren}
                onClick={() => hasChildren && toggle(account.id, !isOpen)}
              >
                {isOpen ? <ChevronDown /> : <ChevronRight />}
              </Twist>
              <Name onClick={() => pick(row)}>
                {ticked && <Tick aria-hidden $isOn={Boolean(isTicked)} $isRound={Boolean(isSingle)} />}
                <Typography ellipsis textColor={isDisabled ? 'neutral600' : 'neutral800'}>
                  {account.name}
                </Typography>
              </Name>{' '}
              {props.children?.(row, isCurrent)}
            </Row>
          );
        })}
      </List>
      {rows.length > limit && (
        <Box paddingTop={3}>
          <Button variant="tertiary" onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
            {t('accounts.more', { count: rows.length - limit })}
          </Button>
        </Box>
      )}
      {rows.length === 0 && (
        <Flex padding={6} justifyContent="center">
          <Typography textColor="neutral600">{t('accounts.none.match')}</Typography>
        </Flex>
      )}
    </>
  );
};

/** Ancestors of ticked accounts; also the top account if it is alone, as there is nothing else to see. */
const firstOpen = (forest: Forest, ticked: ReadonlySet<number> = new Set()) => {
  const top = forest.children.get(null) ?? [];
  return new Set([
    ...[...ticked].flatMap((id) => lineOf(forest, id).slice(0, -1)).map(({ id }) => id),
    ...(top.length === 1 ? top.map(({ id }) => id) : []),
  ]);
};

const List = styled.ul`
  padding: 0;
`;

const Row = styled.li<{ $drop: Drop | null; $isTicked: boolean }>`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  min-height: 4.4rem;
  padding: 0.4rem 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  border-top: 2px solid transparent;
  border-bottom: 2px solid transparent;
  /* Thousands of rows: those out of sight are not laid out. */
  content-visibility: auto;
  contain-intrinsic-size: auto 4.4rem;
  ${({ theme, $isTicked }) => $isTicked && `background: ${theme.colors.primary100};`}
  ${({ theme, $drop }) =>
    $drop === 'inside'
      ? `background: ${theme.colors.primary100};`
      : $drop
        ? `border-${$drop === 'before' ? 'top' : 'bottom'}-color: ${theme.colors.primary600};`
        : ''}

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

const Twist = styled.span<{ $isThere: boolean }>`
  display: flex;
  flex: none;
  padding: 0.6rem;
  cursor: ${({ $isThere }) => ($isThere ? 'pointer' : 'default')};
  visibility: ${({ $isThere }) => ($isThere ? 'visible' : 'hidden')};
  svg {
    width: 1.2rem;
    height: 1.2rem;
    fill: ${({ theme }) => theme.colors.neutral600};
  }
`;

const Name = styled.span`
  display: flex;
  align-items: center;
  gap: 0.8rem;
  flex: 1;
  min-width: 0;
  cursor: pointer;
`;

const Tick = styled.span<{ $isOn: boolean; $isRound: boolean }>`
  flex: none;
  width: 2rem;
  height: 2rem;
  border: 1px solid ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral500)};
  border-radius: ${({ theme, $isRound }) => ($isRound ? '50%' : theme.borderRadius)};
  background: ${({ theme, $isOn }) => ($isOn ? theme.colors.primary600 : theme.colors.neutral0)};
  &::after {
    content: '';
    display: ${({ $isOn }) => ($isOn ? 'block' : 'none')};
    width: 0.5rem;
    height: 1rem;
    margin: 0.2rem auto 0;
    border: solid ${({ theme }) => theme.colors.neutral0};
    border-width: 0 2px 2px 0;
    transform: rotate(45deg);
  }
`;
