/** Fits every rule of Strapi's own. */
export const PASSWORD = 'Correct-Horse-7';
export const WRONG_PASSWORD = 'Wrong-Horse-7';

export const firstAdmin = { email: 'first.admin@example.test', password: PASSWORD };

const FIRST =
  'Ada Alan Barbara Claude Dennis Edsger Frances Grace Hedy Ida John Karen Linus Margaret Niklaus Ole Peter Radia Sophie Tim Ursula Vint Whitfield Xenia Yvonne Zoe'.split(
    ' ',
  );
const BEGIN =
  'Ab Bel Cor Dan El Fal Gar Hol Is Jan Kel Lan Mor Nor Ost Per Quin Ros Stan Tor Ul Val Wes Yor Zim'.split(
    ' ',
  );
const MIDDLE = 'ber del fin gar ham ker lin man nes per ring sen ter ven wick'.split(' ');
const END = 'ford ley son stein ton ville'.split(' ');

/** The n-th of any number of people: names that many share, addresses that nobody does. */
export const aPerson = (n) => {
  // Prime steps, so that neighbours differ in every part of the name.
  const firstname = FIRST[n % FIRST.length];
  const lastname =
    BEGIN[(n * 7) % BEGIN.length] +
    MIDDLE[Math.floor(n / 5) % MIDDLE.length] +
    END[Math.floor(n / 77) % END.length];
  return { firstname, lastname, email: `${firstname}.${lastname}.${n}@example.test`.toLowerCase() };
};

/** Wherever nobody is. */
export const aStranger = (n) => `stranger.${n}@example.test`;

/** Signs in; gives the session's token and the cookie of a known browser, where there is one. */
export const signIn = async (client, { email, password }, { cookie } = {}) => {
  const answer = await client.post('/admin/login', { body: { email, password }, cookie });
  return {
    ms: answer.ms,
    token: answer.json().data.token,
    cookie:
      answer.headers['set-cookie']?.find((line) => line.startsWith('gatehouse_device='))?.split(';')[0] ??
      cookie,
  };
};

/** One try with a wrong password; gives milliseconds. */
export const failToSignIn = async (client, email) =>
  (
    await client.post('/admin/login', {
      body: { email, password: WRONG_PASSWORD },
      from: anAddress(),
      expect: 400,
    })
  ).ms;

let addresses = Math.floor(Math.random() * 2 ** 24);

/**
 * Another address each time, as of an attacker with very many: one address alone is soon turned away, which costs
 * next to nothing.
 */
const anAddress = () => {
  addresses = (addresses + 1) % 2 ** 24;
  return `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
};
