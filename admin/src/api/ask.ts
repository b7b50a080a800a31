import type { Contract } from '../../../shared/contracts/contract';
import { PLUGIN_ID } from '../../../shared/constants';
import type { ArgsOf } from './contract-args';
import { type Answer, gatehouseApi, requestOf, type Tags } from './gatehouse-api';

/** What the answer is about, or the change makes out of date. Of what was refused there is no answer. */
type TagsFor<C extends Contract, A> = Tags | ((args: A, answer: Answer<C> | undefined) => Tags);

type Mapped<C extends Contract, A> = {
  /** Where the hook takes something else than its contract. */
  toArgs?: (args: A) => ArgsOf<C>;
};

/** All of the panel shares one space of names. Typed as a single name, so that the types beside it are of one endpoint. */
const nameOf = ({ method, path }: Contract) => `${PLUGIN_ID} ${method} ${path}` as 'endpoint';

const requestBy =
  <C extends Contract, A>(contract: C, toArgs: Mapped<C, A>['toArgs']) =>
  (args: A) =>
    requestOf(contract, toArgs ? toArgs(args) : (args as ArgsOf<C>));

const tagsBy = <C extends Contract, A>(tags: TagsFor<C, A>) =>
  typeof tags === 'function'
    ? (answer: Answer<C> | undefined, _error: unknown, args: A) => tags(args, answer)
    : tags;

/** Both hooks of `ask`: the usual one, and the lazy one. */
export const question = <C extends Contract, A = ArgsOf<C>>(
  contract: C,
  tags: TagsFor<C, NoInfer<A>> = [],
  { toArgs, ...options }: Mapped<C, A> & { keepUnusedDataFor?: number } = {},
) =>
  gatehouseApi.injectEndpoints({
    endpoints: (builder) => ({
      [nameOf(contract)]: builder.query<Answer<C>, A>({
        query: requestBy(contract, toArgs),
        providesTags: tagsBy(tags),
        ...options,
      }),
    }),
  }).endpoints[nameOf(contract)];

/** The hook that loads what a contract answers. */
export const ask = <C extends Contract, A = ArgsOf<C>>(...args: Parameters<typeof question<C, A>>) =>
  question(...args).useQuery;

/** The hook that sends a change. */
export const tell = <C extends Contract, A = ArgsOf<C>>(
  contract: C,
  tags: TagsFor<C, NoInfer<A>> = [],
  { toArgs }: Mapped<C, A> = {},
) =>
  gatehouseApi.injectEndpoints({
    endpoints: (builder) => ({
      [nameOf(contract)]: builder.mutation<Answer<C>, A>({
        query: requestBy(contract, toArgs),
        invalidatesTags: tagsBy(tags),
      }),
    }),
  }).endpoints[nameOf(contract)].useMutation;
