import { nameOfAction, nameOfOwner, ownerOf } from '../../../components/action-names';

/** Actions of one content type, or of something else that the Content API serves. */
export type ActionGroup = { owner: string; name: string; actions: { uid: string; name: string }[] };

/** By content type, the project's own first, each sorted by name. */
export const groupActions = (uids: readonly string[]): ActionGroup[] => {
  const groups = new Map<string, ActionGroup>();
  for (const uid of new Set(uids)) {
    const owner = ownerOf(uid);
    const group = groups.get(owner) ?? { owner, name: nameOfOwner(owner), actions: [] };
    group.actions.push({ uid, name: nameOfAction(uid) });
    groups.set(owner, group);
  }
  return [...groups.values()].sort(
    (one, other) =>
      Number(isOfProject(other)) - Number(isOfProject(one)) ||
      one.name.localeCompare(other.name) ||
      one.owner.localeCompare(other.owner),
  );
};

const isOfProject = ({ owner }: ActionGroup) => owner.startsWith('api::');

/** The actions that match each of the words, by their own name or that of their group. */
export const matching = (groups: readonly ActionGroup[], search: string): ActionGroup[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...groups];
  return groups
    .map((group) => ({
      ...group,
      actions: group.actions.filter(({ uid }) => {
        const text = `${group.name} ${uid}`.toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ actions }) => actions.length > 0);
};

/** The chosen actions with some added or removed; sorted, so that undoing a change leaves none. */
export const withActions = (chosen: readonly string[], uids: readonly string[], isChosen: boolean) =>
  [...chosen.filter((uid) => !uids.includes(uid)), ...(isChosen ? uids : [])].sort();

/** Whether all of them are chosen, some, or none, as a checkbox value. */
export const stateOf = ({ actions }: ActionGroup, chosen: readonly string[]): boolean | 'indeterminate' => {
  const count = countOf(actions, chosen);
  if (count === 0) return false;
  return count === actions.length || 'indeterminate';
};

export const countOf = (actions: ActionGroup['actions'], chosen: readonly string[]) =>
  actions.filter(({ uid }) => chosen.includes(uid)).length;
