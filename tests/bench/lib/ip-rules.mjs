import { firstAdmin, signIn } from './people.mjs';

const ruleOf = (scope, n, target) => ({
  ...target,
  scope,
  // The first of each scope lets the bench itself in; the others are networks of nobody's (RFC 2544, RFC 3849).
  range: n === 0 ? '127.0.0.0/8' : n % 2 ? `198.18.${n >> 5}.${(n % 32) * 8}/29` : `2001:db8:${n}::/48`,
});

/** Makes so many rules for everyone, for the user's role and for the user, all of which let the bench in. */
export const addIpRules = async (server, { email, everyone, role, user }) => {
  const { token } = await signIn(server, firstAdmin);
  const found = await server.get(`/gatehouse/users?_q=${encodeURIComponent(email)}`, { token });
  const [target] = found.json().data;
  const rules = [
    ...Array.from({ length: everyone }, (_, n) => ruleOf('everyone', n)),
    ...Array.from({ length: role }, (_, n) => ruleOf('role', n, { role: target.roles[0].id })),
    ...Array.from({ length: user }, (_, n) => ruleOf('user', n, { user: target.id })),
  ];
  for (const rule of rules) {
    await server.post('/gatehouse/ip-rules', { token, body: rule, expect: 201 });
  }
};
