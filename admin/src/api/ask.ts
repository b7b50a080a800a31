import type { Contract } from '../../../shared/contracts/contract';
import { PLUGIN_ID } from '../../../shared/constants';
import type { ArgsOf } from './contract-args';
import { type Answer, gatehouseApi, requestOf, type Tags } from './gatehouse-api';

/** The tags that an answer provides or a change invalidates. A refused request has no answer. */
type TagsFor<C extends Contract, A> = Tags | ((args: A, answer: Answer<C> | undefined) => Tags);

type Mapped<C extends Contract, A> = {
  /** For hooks whose arguments differ from those of the contract. */
  toArgs?: (args: A) => ArgsOf<C>;
};

/** The whole panel shares one namespace. A single literal type keeps the hooks' types to one endpoint. */
const nameOf = ({ method, path }: Contract) => `${PLUGIN_ID} ${method} ${path}` as 'endpoint';

const requestBy =
  <C extends Contract, A>(contract: C, toArgs: Mapped<C, A>['toArgs']) =>
  (args: A) =>
    requestOf(contract, toArgs ? toArgs(args) : (args as ArgsOf<C>));

const tagsBy = <C extends Contract, A>(tags: TagsFor<C, A>) =>
  typeof tags === 'function'
    ? (answer: Answer<C> | undefined, _error: unknown, args: A) => tags(args, answer)
    : tags;

/** The endpoint of `ask`, with both of its hooks: the usual one and the lazy one. */
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

/** The hook that loads a contract's response. */
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
