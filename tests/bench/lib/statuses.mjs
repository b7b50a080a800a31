const DAY = 86_400_000;

/** Of so many users in the directory few are locked, suspended or out of their dates; everybody else is active. */
export const spreadStatuses = async ({ database }) => {
  const from = (ms) => new Date(Date.now() + ms);
  const spread = [
    { every: 500, rest: 1, values: { lifecycle: 'suspended' } },
    { every: 500, rest: 2, values: { lifecycle: 'suspended', suspended_until: from(DAY) } },
    {
      every: 2_000,
      rest: 3,
      values: { lock: 'auto', locked_at: from(0), locked_until: from(DAY), failed_tries: 5 },
    },
    // Has run out, so that the user is active again.
    {
      every: 1_000,
      rest: 4,
      values: { lock: 'auto', locked_at: from(-DAY), locked_until: from(-DAY), failed_tries: 5 },
    },
    { every: 200, rest: 5, values: { lifecycle: 'disabled' } },
    { every: 200, rest: 6, values: { lifecycle: 'provisioned' } },
    { every: 1_000, rest: 7, values: { valid_to: from(-DAY) } },
    { every: 2, rest: 0, values: { last_login_at: from(-DAY) } },
  ];
  await database.open(async (connection) => {
    for (const { every, rest, values } of spread) {
      await connection('gatehouse_users').whereRaw('id > 1 and id % ? = ?', [every, rest]).update(values);
    }
    // As Gatehouse itself leaves Strapi's own record.
    await connection('admin_users')
      .whereIn('id', connection('gatehouse_users').whereNot({ lifecycle: 'active' }).select('admin_user_id'))
      .update({ is_active: false });
    await analyze(database, connection, ['gatehouse_users', 'admin_users', 'admin_users_roles_lnk']);
  });
};

/** What a database's own upkeep would have done to such a table by then. */
export const analyze = async ({ dialect }, connection, tables) => {
  for (const table of dialect.analyze ? tables : []) {
    await connection.raw(dialect.analyze, [table]);
  }
};
